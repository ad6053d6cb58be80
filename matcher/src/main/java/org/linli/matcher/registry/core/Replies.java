package org.linli.matcher.registry.core;

import org.linli.domain.Ids;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.ReplyVisit;
import org.linli.proto.Visit;

/** Answers to commands that were accepted. */
final class Replies {
    private Replies() {}

    static Reply.Builder order(OrderDraft order) {
        Order after = order.after();
        Reply.Builder reply = Reply.newBuilder()
                .setId(after.getId())
                .setState(Words.of(after.getState()))
                .setVersion(order.versionAfter());
        for (Visit visit : after.getVisitsList()) {
            reply.addVisits(visit(after.getId(), visit));
        }
        return reply;
    }

    /** About a visit; the order's version. */
    static Reply.Builder visit(Seat seat) {
        Order after = seat.order().after();
        Visit visit = after.getVisits(seat.visit().getNumber() - 1);
        return Reply.newBuilder()
                .setId(seat.id())
                .setState(Words.of(visit.getState()))
                .setVersion(seat.order().versionAfter())
                .addVisits(visit(after.getId(), visit));
    }

    /** About an offer, with its visit; the only argument is when it expires, in milliseconds. */
    static Reply.Builder offer(Seat seat, Offer.Builder offer) {
        return visit(seat)
                .setId(Ids.offer(seat.id(), offer.getNumber()))
                .setState(Words.of(offer.getState()))
                .addArguments(Long.toString(offer.getExpiresAtMs()));
    }

    static ReplyVisit visit(String orderId, Visit visit) {
        return ReplyVisit.newBuilder()
                .setId(Ids.visit(orderId, visit.getNumber()))
                .setState(Words.of(visit.getState()))
                .setVolunteerId(visit.getVolunteerId())
                .build();
    }
}
