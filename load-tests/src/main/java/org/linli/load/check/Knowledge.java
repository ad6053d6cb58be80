package org.linli.load.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.linli.domain.Ids;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderFrame;
import org.linli.proto.OrderState;
import org.linli.proto.ServerFrame;
import org.linli.proto.Snapshot;
import org.linli.proto.Visit;
import org.linli.proto.VisitFrame;

/** What a client shows: built of the frames that it took in, as the pages do it. */
final class Knowledge {
    private static final Set<OrderState> OVER = Set.of(
            OrderState.ORDER_STATE_REFERRED,
            OrderState.ORDER_STATE_REFUSED,
            OrderState.ORDER_STATE_CLOSED,
            OrderState.ORDER_STATE_CANCELLED,
            OrderState.ORDER_STATE_EXPIRED);

    private final Set<String> offers = new HashSet<>();
    private final Map<String, String> visits = new HashMap<>();
    private final Set<String> orders = new HashSet<>();
    private boolean more;

    void take(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case SNAPSHOT -> snapshot(frame.getSnapshot());
            case OFFER -> offers.add(frame.getOffer().getOfferId());
            case OFFER_CLOSED -> offers.remove(frame.getOfferClosed().getOfferId());
            case VISIT -> visit(frame.getVisit());
            case ORDER -> order(frame.getOrder());
            default -> {}
        }
    }

    private void snapshot(Snapshot snapshot) {
        if (!more) {
            offers.clear();
            visits.clear();
            orders.clear();
        }
        more = !snapshot.getLast();
        snapshot.getOffersList().forEach(offer -> offers.add(offer.getOfferId()));
        snapshot.getOrdersList().forEach(this::order);
    }

    private void order(OrderFrame order) {
        orders.add(order.getOrderId());
        order.getVisitsList().forEach(this::visit);
    }

    private void visit(VisitFrame visit) {
        visits.put(visit.getVisitId(), visit.getState());
    }

    /** Holds it against the log, for what the owner of the stream must know. */
    void compare(Findings findings, LogFacts facts, Happening.Connected who) {
        facts.state.values().stream()
                .filter(entity -> entity.entity().hasOrder())
                .map(entity -> entity.entity().getOrder())
                .forEach(order -> compare(findings, order, who));
    }

    private void compare(Findings findings, Order order, Happening.Connected who) {
        boolean receives = who.topics().contains("me") && order.getResidentId().equals(who.subject());
        boolean staff = who.topics().contains("queue")
                && (who.roles().contains("dispatcher")
                        || who.communities().contains(order.getRequest().getCommunity()));
        if (receives || staff) {
            boolean shown = orders.contains(order.getId());
            findings.expect(
                    shown || OVER.contains(order.getState()),
                    Invariant.CURRENT,
                    () -> who.subject() + " does not know " + order.getId() + ", which is " + order.getState());
            if (shown) {
                order.getVisitsList().forEach(visit -> compare(findings, order, visit, who));
            }
        }
        if (who.topics().contains("me")) {
            order.getVisitsList().forEach(visit -> offers(findings, order, visit, who));
        }
    }

    private void compare(Findings findings, Order order, Visit visit, Happening.Connected who) {
        String visitId = Ids.visit(order.getId(), visit.getNumber());
        String state = visit.getState().name().substring("VISIT_STATE_".length());
        findings.expect(
                state.equals(visits.get(visitId)),
                Invariant.CURRENT,
                () -> who.subject() + " takes " + visitId + " for " + visits.get(visitId) + ", which is " + state);
    }

    private void offers(Findings findings, Order order, Visit visit, Happening.Connected who) {
        String visitId = Ids.visit(order.getId(), visit.getNumber());
        for (Offer offer : visit.getOffersList()) {
            if (offer.getVolunteerId().equals(who.subject())) {
                String offerId = Ids.offer(visitId, offer.getNumber());
                boolean live = Moves.isLive(offer.getState());
                findings.expect(
                        live == offers.contains(offerId),
                        Invariant.CURRENT,
                        () -> who.subject() + (live ? " does not know " : " still has ") + offerId + ", which is "
                                + offer.getState());
            }
        }
    }
}
