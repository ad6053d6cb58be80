package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.DeclineReason;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** An order for several people, some of whom have accepted while others are still looked for. */
final class SeatsDeadline {
    private static final long MINUTE_MS = 60_000L;
    /** Somebody is there, or has been. */
    private static final Set<VisitState> BEGUN =
            EnumSet.range(VisitState.VISIT_STATE_ON_SITE, VisitState.VISIT_STATE_VOID);

    private SeatsDeadline() {}

    /**
     * Until when the order must be complete: the policy's minutes before the first of the accepted starts, but never so
     * soon that the open seat could not have been offered as often as the policy asks before it invites.
     */
    static Optional<Long> of(Order order, RegionPolicy policy) {
        boolean taken = false;
        boolean waiting = false;
        long startMs = Long.MAX_VALUE;
        long sinceMs = Long.MIN_VALUE;
        for (Visit visit : order.getVisitsList()) {
            if (Transitions.isCommitted(visit.getState())) {
                taken = true;
                startMs = Math.min(startMs, visit.getWindow().getStartMs());
                sinceMs = Math.max(sinceMs, acceptedMs(visit));
            } else if (Transitions.isWaiting(visit.getState())) {
                waiting = true;
                sinceMs = Math.max(sinceMs, visit.getOpenedAtMs());
            }
        }
        if (!taken || !waiting) {
            return Optional.empty();
        }
        RegionPolicy.Offering offering = policy.offering();
        long triesMs = offering.attemptsBeforeInvite() * offering.offerSeconds() * 1000L;
        return Optional.of(Math.max(startMs - offering.completeMinutes() * MINUTE_MS, sinceMs + triesMs));
    }

    /**
     * The order goes on with those who accepted, if they are as many as the service needs or one of them is already
     * there. Else they are let go with thanks, which counts against nobody, and the dispatcher looks at it.
     */
    static void decide(Draft draft, OrderDraft order) {
        OrderDecisions.needHolders(draft, order);
        TeamOfferDecisions.withdraw(draft, order, "too-late");
        List<Seat> seats = OrderDecisions.seats(draft, order);
        if (enough(draft, order.before())) {
            seats.stream()
                    .filter(seat -> Transitions.isWaiting(seat.state()))
                    .forEach(seat -> seat.callOff(VisitEvent.CANCEL, "gone-on-with-fewer"));
            draft.count("orders-gone-on-with-fewer");
        } else {
            seats.stream().filter(seat -> Effects.isUnreported(seat.state())).forEach(SeatsDeadline::release);
            order.fields().setEscalated(true).setEscalationCode("too-few-people");
            draft.count("orders-with-too-few-people");
        }
    }

    private static boolean enough(Draft draft, Order order) {
        int begun = those(order, visit -> BEGUN.contains(visit.getState())).size();
        int coming =
                those(order, visit -> Effects.isUnreported(visit.getState())).size();
        RegionPolicy.Service service =
                draft.policy().services().get(order.getRequest().getService());
        int fewest = service == null ? 0 : service.fewestPeople();
        return begun > 0 || (fewest > 0 && coming >= fewest);
    }

    private static void release(Seat seat) {
        seat.leave(VisitEvent.HAND_BACK, "too-few-people", DeclineReason.DECLINE_REASON_UNSPECIFIED);
    }

    private static List<Visit> those(Order order, Predicate<Visit> which) {
        return order.getVisitsList().stream().filter(which).toList();
    }

    private static long acceptedMs(Visit visit) {
        return visit.getOffers(visit.getAcceptedOffer() - 1).getClosedAtMs();
    }
}
