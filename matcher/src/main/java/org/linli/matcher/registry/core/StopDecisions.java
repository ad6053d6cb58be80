package org.linli.matcher.registry.core;

import java.util.List;
import java.util.stream.IntStream;
import org.linli.proto.CheckInStop;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.StopPresence;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** A round: each door is reported by its own evidence, and the hours are the visit's, counted once. */
final class StopDecisions {
    private static final int MOST_REASON = 64;

    private StopDecisions() {}

    /** Somebody was served at a door, or nobody opened; the first who is served begins the visit. */
    static Reply checkIn(Draft draft, CheckInStop checkIn) {
        Seat seat = VisitDecisions.own(draft, checkIn.getVisitId());
        OrderRequest request = seat.request();
        Fields.between(checkIn.getStop(), 1, request.getStopsCount(), "/stop");
        Fields.text(checkIn.getMissed(), "/missed", 0, MOST_REASON);
        Refusal.unless(
                Transitions.isCommitted(seat.state()),
                "illegal-transition",
                "",
                seat.id(),
                Words.of(seat.state()),
                VisitEvent.CHECK_IN.name());
        if (isReported(seat.visit(), checkIn.getStop())) {
            return Replies.visit(seat).build();
        }
        Presence presence = presence(draft, seat, checkIn, request.getStops(checkIn.getStop() - 1));
        if (checkIn.getMissed().isEmpty() && seat.state() != VisitState.VISIT_STATE_ON_SITE) {
            seat.order().move(seat.visit(), VisitEvent.CHECK_IN);
            seat.visit().setCheckIn(presence);
        }
        seat.visit()
                .addStops(StopPresence.newBuilder()
                        .setStop(checkIn.getStop())
                        .setPresence(presence)
                        .setMissed(checkIn.getMissed()));
        return Replies.visit(seat).build();
    }

    /** Whoever was served is proved as any arrival is; for a door that stayed shut, standing before it is enough. */
    private static Presence presence(Draft draft, Seat seat, CheckInStop checkIn, Place door) {
        long leastMs = seat.visit().hasCheckIn()
                ? seat.visit().getCheckIn().getAtMs()
                : seat.accepted().getClosedAtMs() - draft.policy().evidence().maxClockSkewSeconds() * 1000L;
        long atMs = VisitDecisions.at(draft, checkIn.getPresence(), leastMs);
        Witness witness = new Witness(draft, seat, door, checkIn.getPresence());
        return checkIn.getMissed().isEmpty() ? witness.arrival(atMs) : witness.departure(atMs);
    }

    /** Refuses where the round goes to residents of whom one was neither served nor found out. */
    static void refuseUnreported(Seat seat) {
        if (seat.request().getStopResidentsCount() == 0) {
            return;
        }
        List<Integer> missing = IntStream.rangeClosed(1, seat.request().getStopsCount())
                .filter(stop -> !isReported(seat.visit(), stop))
                .boxed()
                .toList();
        Refusal.unless(missing.isEmpty(), "stops-missing", "", seat.id(), missing);
    }

    private static boolean isReported(Visit.Builder visit, int stop) {
        return visit.getStopsList().stream().anyMatch(known -> known.getStop() == stop);
    }
}
