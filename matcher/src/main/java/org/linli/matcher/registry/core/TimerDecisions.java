package org.linli.matcher.registry.core;

import java.util.List;
import java.util.Optional;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Offer;
import org.linli.proto.Reply;
import org.linli.proto.Timer;
import org.linli.proto.VisitState;

/**
 * What happens when nothing happens in time. The entity itself says whether and when a timer is due, so one that comes
 * early, late or twice is put right and changes nothing.
 */
final class TimerDecisions {
    /** How an order is marked whose time was over while an emergency had it wait: staff see that nobody was asked. */
    static final String PAUSED = "emergency-paused";

    private TimerDecisions() {}

    static Reply fire(Draft draft, Timer timer) {
        draft.permissions().engine();
        Optional<Long> dueMs = due(draft, timer);
        boolean isDue = dueMs.isPresent() && dueMs.get() <= draft.nowMs();
        if (isDue) {
            act(draft, timer);
        } else {
            draft.rearm(timer.getKind(), timer.getSubject(), dueMs);
        }
        return Reply.newBuilder()
                .setId(timer.getSubject())
                .setState(isDue ? "FIRED" : "NOT_DUE")
                .build();
    }

    private static Optional<Long> due(Draft draft, Timer timer) {
        return switch (timer.getKind()) {
            case KIND_DUTY_END ->
                find(Effects.armed(draft.calendar(timer.getSubject()).before()), timer);
            case KIND_OFFER_LAPSE,
                    KIND_CONFIRM_DEFAULT,
                    KIND_ORDER_EXPIRE,
                    KIND_INVITATION_END,
                    KIND_SEATS_DEADLINE,
                    KIND_TEAM_OFFER_LAPSE,
                    KIND_LOOK_DUE ->
                draft.exists(EntityKey.order(Ids.orderOf(timer.getSubject())))
                        ? find(Effects.armed(draft.order(timer.getSubject()).before(), draft.policy()), timer)
                        : Optional.empty();
            case KIND_ACTIVITY ->
                draft.findActivity(timer.getSubject())
                        .flatMap(activity -> find(Effects.armed(activity, draft.policy()), timer));
            case KIND_SERIES ->
                draft.findSeries(timer.getSubject())
                        .flatMap(series -> find(Effects.armed(series, draft.policy()), timer));
            case KIND_EMERGENCY -> find(Effects.armed(draft.emergency()), timer);
            case KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Long> find(List<Decision.TimerChange> armed, Timer timer) {
        return Optional.ofNullable(Effects.find(armed, timer.getKind(), timer.getSubject()))
                .map(Decision.TimerChange::dueMs);
    }

    private static void act(Draft draft, Timer timer) {
        switch (timer.getKind()) {
            case KIND_OFFER_LAPSE -> lapse(draft, timer.getSubject());
            case KIND_CONFIRM_DEFAULT -> ConfirmDecisions.byDefault(draft, Seat.of(draft, timer.getSubject()));
            case KIND_DUTY_END -> PersonDecisions.endDuty(draft, timer.getSubject());
            case KIND_ORDER_EXPIRE -> expire(draft, draft.order(timer.getSubject()));
            case KIND_INVITATION_END -> endInvitation(draft, Seat.of(draft, timer.getSubject()));
            case KIND_SEATS_DEADLINE -> SeatsDeadline.decide(draft, draft.order(timer.getSubject()));
            case KIND_TEAM_OFFER_LAPSE -> TeamOfferDecisions.lapse(draft, timer.getSubject());
            case KIND_LOOK_DUE -> LookDecisions.overdue(draft, draft.order(timer.getSubject()));
            case KIND_ACTIVITY -> ActivitySteps.next(draft, ActivityDraft.of(draft, timer.getSubject()));
            case KIND_SERIES -> SeriesSteps.next(draft, SeriesDraft.of(draft, timer.getSubject()));
            case KIND_EMERGENCY -> EmergencyDecisions.next(draft);
            case KIND_UNSPECIFIED, UNRECOGNIZED -> {}
        }
    }

    private static void lapse(Draft draft, String offerId) {
        Seat seat = Seat.of(draft, offerId);
        Offer.Builder offer = seat.offer(offerId);
        seat.close(offer, OfferEvent.LAPSE, "lapsed");
        seat.visit().setLapses(seat.visit().getLapses() + 1);
    }

    /** Nobody claimed it: it is the dispatcher's to look at, unless nobody could because it was paused. */
    private static void endInvitation(Draft draft, Seat seat) {
        boolean paused = Pauses.holds(draft.emergency(), seat.order().before());
        seat.order().move(seat.visit(), VisitEvent.RELEASE);
        seat.visit().clearInvitedUntilMs().clearInvitedVolunteers();
        if (!paused) {
            seat.order().fields().setEscalated(true).setEscalationCode("nobody-claimed");
        }
    }

    /** First those visits that nobody took; much later those that somebody took and never reported. */
    private static void expire(Draft draft, OrderDraft order) {
        OrderDecisions.needHolders(draft, order);
        if (Pauses.holds(draft.emergency(), order.before())) {
            order.fields().setEscalated(true).setEscalationCode(PAUSED);
            draft.count("orders-expired-paused");
        }
        order.move(OrderEvent.EXPIRE);
        TeamOfferDecisions.withdraw(draft, order, "order-expired");
        boolean waiting =
                order.before().getVisitsList().stream().anyMatch(visit -> Transitions.isWaiting(visit.getState()));
        for (Seat seat : OrderDecisions.seats(draft, order)) {
            VisitState state = seat.state();
            boolean late = !seat.visit().getLateId().isEmpty();
            if (waiting ? Transitions.isWaiting(state) : Effects.isUnreported(state) && !late) {
                seat.callOff(VisitEvent.EXPIRE, "order-expired");
            }
        }
        draft.count("orders-expired");
    }
}
