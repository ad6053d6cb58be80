package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.DecideLate;
import org.linli.proto.EnterLate;
import org.linli.proto.Entity;
import org.linli.proto.LateEntry;
import org.linli.proto.LateScan;
import org.linli.proto.LateState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.VolunteerState;

/**
 * A visit that took place without a network is entered afterwards (补录): by one person, with a scan of the sheet, and
 * approved by another; so many a day for each volunteer and for each who enters. Only then is the visit done, marked as late,
 * and waits for confirmation like any other.
 */
final class LateDecisions {
    /** A photograph of a sheet that can be read; what a phone makes of it by itself is ten times that. */
    static final int MOST_SCAN_BYTES = 220_000;

    private static final Set<Role> ENTER = EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_ADMIN);
    private static final Set<Role> DECIDE = EnumSet.of(Role.ROLE_COMMUNITY, Role.ROLE_REVIEWER, Role.ROLE_ADMIN);
    private static final int DIGEST_BYTES = 32;
    private static final int MOST_REASON = 500;
    private static final long DAY_MS = 24 * 3_600_000L;

    private LateDecisions() {}

    static Reply enter(Draft draft, EnterLate enter) {
        draft.permissions().any(ENTER);
        LateEntry asked = enter.getEntry();
        checkForm(draft, enter);
        draft.need(List.of(
                EntityKey.late(asked.getId()),
                EntityKey.lateScan(asked.getId()),
                EntityKey.lateDays(asked.getVolunteerId()),
                EntityKey.lateDays(draft.actor().getSubject()),
                EntityKey.profile(asked.getVolunteerId())));
        Refusal.unless(!draft.exists(EntityKey.late(asked.getId())), "field-invalid", "/id", asked.getId(), "exists");
        LateEntry entry = asked.hasRequest() ? unordered(draft, asked) : ordered(draft, asked);
        refuseParty(draft, entry, "late-own");
        new LateCount(draft).enter(entry);
        LateEntry kept = entry.toBuilder()
                .setState(LateState.LATE_STATE_WAITING)
                .setEnteredBy(draft.actor())
                .setEnteredAtMs(draft.nowMs())
                .clearDecidedBy()
                .clearDecidedAtMs()
                .clearReason()
                .build();
        put(draft, kept);
        putScan(
                draft,
                LateScan.newBuilder()
                        .setId(kept.getId())
                        .setSealed(enter.getSealedScan())
                        .build());
        draft.count("late-entered");
        return reply(kept).setCreated(true).build();
    }

    static Reply decide(Draft draft, DecideLate decide) {
        draft.permissions().any(DECIDE);
        String key = EntityKey.late(decide.getLateId());
        draft.need(List.of(key, EntityKey.lateScan(decide.getLateId())));
        LateEntry entry =
                draft.findLate(decide.getLateId()).orElseThrow(() -> Refusal.of("late-not-found", decide.getLateId()));
        Refusal.unless(
                entry.getState() == LateState.LATE_STATE_WAITING,
                "illegal-transition",
                "",
                entry.getId(),
                Words.of(entry.getState()),
                "DECIDE");
        refuseParty(draft, entry, "late-second-person");
        boolean same = entry.getEnteredBy().getSubject().equals(draft.actor().getSubject());
        Refusal.unless(!same, "late-second-person", "", entry.getId());
        Fields.text(decide.getReason(), "/reason", decide.getApprove() ? 0 : 1, MOST_REASON);
        if (decide.getApprove()) {
            new LateVisit(draft, entry).done();
        } else {
            new LateVisit(draft, entry).forget();
            new LateCount(draft).giveBack(entry);
        }
        LateEntry kept = entry.toBuilder()
                .setState(decide.getApprove() ? LateState.LATE_STATE_APPROVED : LateState.LATE_STATE_REFUSED)
                .setDecidedBy(draft.actor())
                .setDecidedAtMs(draft.nowMs())
                .setReason(decide.getReason())
                .build();
        put(draft, kept);
        putScan(draft, LateScan.newBuilder().setId(kept.getId()).build());
        draft.count(decide.getApprove() ? "late-approved" : "late-refused");
        return reply(kept).setVersion(draft.versionAfter(key, true)).build();
    }

    private static void checkForm(Draft draft, EnterLate enter) {
        LateEntry entry = enter.getEntry();
        String prefix = draft.policy().region() + "-late-";
        Refusal.unless(
                entry.getId().startsWith(prefix) && entry.getId().length() <= 80,
                "field-invalid",
                "/id",
                entry.getId());
        Refusal.unless(Ids.isPerson(entry.getVolunteerId()), "field-invalid", "/volunteerId", entry.getVolunteerId());
        Fields.between(enter.getSealedScan().size(), 1, MOST_SCAN_BYTES, "/scan");
        Fields.between(entry.getScanDigest().size(), DIGEST_BYTES, DIGEST_BYTES, "/scan");
        long oldestMs = draft.nowMs() - draft.policy().late().withinDays() * DAY_MS;
        boolean credible = oldestMs <= entry.getFromMs()
                && entry.getFromMs() < entry.getUntilMs()
                && entry.getUntilMs() <= draft.nowMs()
                && entry.getUntilMs() - entry.getFromMs() <= DAY_MS;
        Refusal.unless(credible, "late-time", "/from", draft.policy().late().withinDays());
    }

    /** Somebody had taken it before the network went. */
    private static LateEntry ordered(Draft draft, LateEntry asked) {
        Seat seat = Seat.of(draft, asked.getVisitId());
        boolean open = Transitions.next(seat.state(), VisitEvent.LATE).isPresent()
                && seat.visit().getVolunteerId().equals(asked.getVolunteerId())
                && seat.visit().getLateId().isEmpty();
        Refusal.unless(open, "illegal-transition", "", seat.id(), Words.of(seat.state()), VisitEvent.LATE.name());
        seat.visit().setLateId(asked.getId());
        return asked.toBuilder()
                .setResidentId(seat.order().before().getResidentId())
                .setCommunity(seat.request().getCommunity())
                .build();
    }

    /** Nobody had ordered it: it makes an order of its own once it is approved. */
    private static LateEntry unordered(Draft draft, LateEntry asked) {
        Refusal.unless(Ids.isPerson(asked.getResidentId()), "field-invalid", "/residentId", asked.getResidentId());
        OrderDecisions.sealed(asked.getSealed());
        boolean approved =
                draft.volunteer(asked.getVolunteerId()).getVolunteer().getState()
                        == VolunteerState.VOLUNTEER_STATE_APPROVED;
        Refusal.unless(approved, "volunteer-not-approved", "/volunteerId", asked.getVolunteerId());
        String orderId = draft.policy().region() + "-order-"
                + asked.getId().substring((draft.policy().region() + "-late-").length());
        return asked.toBuilder()
                .setVisitId(Ids.visit(orderId, 1))
                .setRequest(new RequestCheck(draft.policy(), draft.nowMs())
                        .completeLate(asked.getRequest(), asked.getFromMs(), asked.getUntilMs()))
                .setCommunity(asked.getRequest().getCommunity())
                .build();
    }

    /** Neither side of a visit enters or approves it. */
    private static void refuseParty(Draft draft, LateEntry entry, String problem) {
        String subject = draft.actor().getSubject();
        boolean party = subject.equals(entry.getVolunteerId()) || subject.equals(entry.getResidentId());
        Refusal.unless(!party, problem, "", entry.getId());
    }

    private static void put(Draft draft, LateEntry entry) {
        draft.put(
                EntityKey.late(entry.getId()),
                Entity.newBuilder().setLate(entry).build());
    }

    private static void putScan(Draft draft, LateScan scan) {
        draft.put(
                EntityKey.lateScan(scan.getId()),
                Entity.newBuilder().setLateScan(scan).build());
    }

    private static Reply.Builder reply(LateEntry entry) {
        return Reply.newBuilder().setId(entry.getId()).setState(Words.of(entry.getState()));
    }
}
