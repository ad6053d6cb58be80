package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Evidence;
import org.linli.proto.LateEntry;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Presence;
import org.linli.proto.Served;

/** The visit of a late entry that somebody decides. */
record LateVisit(Draft draft, LateEntry entry) {
    private static final long HOUR_MS = 3_600_000L;

    /** It took place: it is done, by the sheet, and waits for confirmation. A check-in that had come in stands. */
    void done() {
        draft.need(List.of(
                EntityKey.order(Ids.orderOf(entry.getVisitId())),
                EntityKey.calendar(entry.getVolunteerId()),
                EntityKey.account(entry.getVolunteerId()),
                EntityKey.profile(entry.getVolunteerId())));
        refuseServedThen();
        Seat seat = entry.hasRequest() ? made() : Seat.of(draft, entry.getVisitId());
        boolean same = entry.hasRequest() || seat.visit().getLateId().equals(entry.getId());
        Refusal.unless(same, "illegal-transition", "", seat.id(), Words.of(seat.state()), VisitEvent.LATE.name());
        if (!seat.visit().hasCheckIn()) {
            seat.visit().setCheckIn(presence(entry.getFromMs()));
        }
        boolean inOrder = seat.visit().getCheckIn().getAtMs() < entry.getUntilMs();
        Refusal.unless(inOrder, "late-time", "/left", draft.policy().late().withinDays());
        seat.visit()
                .setCheckOut(presence(entry.getUntilMs()))
                .setLateId(entry.getId())
                .setConfirmDueMs(draft.nowMs() + draft.policy().credit().confirmHours() * HOUR_MS);
        seat.late();
        Served served = Served.newBuilder()
                .setAtMs(entry.getUntilMs())
                .setMinutes(Credits.capped(draft.policy(), seat.request(), Credits.measuredMinutes(seat.visit())))
                .setResidentId(entry.getResidentId())
                .build();
        draft.calendar(entry.getVolunteerId()).served(served, draft.nowMs());
    }

    /** It is as if nobody had entered it. */
    void forget() {
        if (!entry.hasRequest()) {
            draft.need(List.of(EntityKey.order(Ids.orderOf(entry.getVisitId()))));
            Seat seat = Seat.of(draft, entry.getVisitId());
            if (seat.visit().getLateId().equals(entry.getId())) {
                seat.visit().clearLateId();
            }
        }
    }

    /** An order that is over as soon as it is there, taken by the volunteer in the hours that the sheet says. */
    private Seat made() {
        String orderId = Ids.orderOf(entry.getVisitId());
        Refusal.unless(!draft.exists(EntityKey.order(orderId)), "already-posted", "", entry.getVisitId());
        OrderDraft order = draft.create(Order.newBuilder()
                .setId(orderId)
                .setResidentId(entry.getResidentId())
                .setRequest(entry.getRequest())
                .setState(OrderState.ORDER_STATE_SUBMITTED)
                .setSealed(entry.getSealed())
                .setActor(entry.getEnteredBy())
                .setCreatedAtMs(draft.nowMs())
                .setPolicyVersion(draft.policyVersion())
                .build());
        OrderDecisions.open(draft, order);
        Seat seat = Seat.of(draft, order, 1);
        seat.assign(entry.getVolunteerId(), CalendarDraft.window(entry.getFromMs(), entry.getUntilMs()), "late", 0);
        return seat;
    }

    /** Nobody is in two places at once, as far as the last visits tell. */
    private void refuseServedThen() {
        for (Served served : draft.calendar(entry.getVolunteerId()).before().getServedList()) {
            long fromMs = served.getAtMs() - served.getMinutes() * 60_000L;
            boolean apart = served.getAtMs() <= entry.getFromMs() || entry.getUntilMs() <= fromMs;
            Refusal.unless(apart, "calendar-overlap", "", entry.getVolunteerId(), "served until " + served.getAtMs());
        }
    }

    private Presence presence(long atMs) {
        return Presence.newBuilder()
                .setAtMs(atMs)
                .setActor(entry.getEnteredBy())
                .addEvidence(Evidence.newBuilder()
                        .setKind(Evidence.Kind.KIND_SHEET)
                        .setDigest(entry.getScanDigest())
                        .setVerified(true))
                .build();
    }
}
