package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckOut;
import org.linli.proto.DeclineReason;
import org.linli.proto.DepartVisit;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.ReportNoShow;
import org.linli.proto.Served;
import org.linli.proto.VisitState;

/** The assigned volunteer sets out, arrives and leaves; or does not come. */
final class VisitDecisions {
    private static final long HOUR_MS = 3_600_000L;

    private VisitDecisions() {}

    static Reply depart(Draft draft, DepartVisit depart) {
        Seat seat = own(draft, depart.getVisitId());
        seat.order().move(seat.visit(), VisitEvent.DEPART);
        seat.visit().setDepartedAtMs(draft.nowMs());
        return Replies.visit(seat).build();
    }

    static Reply checkIn(Draft draft, CheckIn checkIn) {
        Seat seat = own(draft, checkIn.getVisitId());
        seat.order().move(seat.visit(), VisitEvent.CHECK_IN);
        long acceptedMs = seat.accepted().getClosedAtMs();
        long atMs = at(draft, checkIn.getPresence(), acceptedMs - skewMs(draft));
        Presence presence = new Witness(draft, seat, seat.request().getLocation(), checkIn.getPresence()).arrival(atMs);
        seat.visit().setCheckIn(presence);
        return Replies.visit(seat).build();
    }

    static Reply checkOut(Draft draft, CheckOut checkOut) {
        Seat seat = own(draft, checkOut.getVisitId());
        boolean already = seat.visit().hasCheckOut();
        Refusal.unless(!already, "already-checked-out", "", seat.id(), Words.of(seat.state()));
        Refusal.unless(
                seat.state() == VisitState.VISIT_STATE_ON_SITE,
                "illegal-transition",
                "",
                seat.id(),
                Words.of(seat.state()),
                VisitEvent.CHECK_OUT.name());
        StopDecisions.refuseUnreported(seat);
        long atMs = at(draft, checkOut.getPresence(), seat.visit().getCheckIn().getAtMs());
        Presence presence =
                new Witness(draft, seat, Places.endOf(seat.request()), checkOut.getPresence()).departure(atMs);
        draft.need(List.of(EntityKey.calendar(seat.visit().getVolunteerId())));
        seat.visit()
                .setCheckOut(presence)
                .setConfirmDueMs(draft.nowMs() + draft.policy().credit().confirmHours() * HOUR_MS);
        seat.finish();
        serve(draft, seat, atMs);
        SeriesSteps.served(draft, seat);
        return Replies.visit(seat).build();
    }

    /** Whoever waits says that nobody came: not before the time that was promised. */
    static Reply noShow(Draft draft, ReportNoShow report) {
        Seat seat = Seat.of(draft, report.getVisitId());
        draft.permissions().receiver(seat.order().before());
        boolean taken = Transitions.next(seat.state(), VisitEvent.NO_SHOW).isPresent();
        long startMs = seat.visit().getWindow().getStartMs();
        Refusal.unless(
                taken && draft.nowMs() >= startMs,
                "illegal-transition",
                "",
                seat.id(),
                Words.of(seat.state()),
                "NO_SHOW from " + startMs);
        draft.need(List.of(EntityKey.calendar(seat.visit().getVolunteerId())));
        seat.leave(VisitEvent.NO_SHOW, "no-show", DeclineReason.DECLINE_REASON_UNSPECIFIED);
        draft.count("visits-no-show");
        return Replies.visit(seat).build();
    }

    /** Only the assigned volunteer, or staff in that volunteer's name. */
    static Seat own(Draft draft, String visitId) {
        Seat seat = Seat.of(draft, visitId);
        String volunteerId = seat.visit().getVolunteerId();
        draft.permissions().volunteer(volunteerId.isEmpty() ? draft.actor().getSubject() : volunteerId);
        return seat;
    }

    /** The time that a device says, which may come in late after hours without a network, but never from the future. */
    static long at(Draft draft, Presence presence, long leastMs) {
        if (presence.getAtMs() == 0) {
            return Math.max(draft.nowMs(), leastMs);
        }
        long oldestMs = draft.nowMs() - draft.policy().evidence().maxOfflineHours() * HOUR_MS;
        long atMs = presence.getAtMs();
        boolean credible = Math.max(oldestMs, leastMs) <= atMs && atMs <= draft.nowMs() + skewMs(draft);
        Refusal.unless(credible, "clock-invalid", "/at", atMs, Math.max(oldestMs, leastMs), draft.nowMs());
        return Math.max(leastMs, Math.min(atMs, draft.nowMs()));
    }

    private static long skewMs(Draft draft) {
        return draft.policy().evidence().maxClockSkewSeconds() * 1000L;
    }

    private static void serve(Draft draft, Seat seat, long atMs) {
        int measured = Credits.measuredMinutes(seat.visit());
        Served served = Served.newBuilder()
                .setAtMs(atMs)
                .setMinutes(Credits.capped(draft.policy(), seat.request(), measured))
                .setResidentId(seat.order().before().getResidentId())
                .build();
        draft.calendar(seat.visit().getVolunteerId()).served(served, draft.nowMs());
    }
}
