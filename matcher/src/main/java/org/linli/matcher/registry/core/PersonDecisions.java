package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.ApproveVolunteer;
import org.linli.proto.Calendar;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.Hold;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.SetDuty;
import org.linli.proto.TravelMode;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** A volunteer is approved or suspended, and goes on and off duty. */
final class PersonDecisions {
    private static final long MINUTE_MS = 60_000L;
    /** Nobody is on duty for more than a day without saying so again. */
    private static final long MOST_DUTY_MS = 24 * 60 * MINUTE_MS;

    private static final int MOST_TRAVEL_MINUTES = 240;
    private static final int MOST_CODE = 64;

    private PersonDecisions() {}

    static Reply approve(Draft draft, ApproveVolunteer approve) {
        draft.permissions().any(Permissions.ENROLLERS);
        Profile profile = draft.volunteer(approve.getVolunteerId());
        VolunteerState state = approve.getState() == VolunteerState.VOLUNTEER_STATE_UNSPECIFIED
                ? VolunteerState.VOLUNTEER_STATE_APPROVED
                : approve.getState();
        Refusal.unless(state != VolunteerState.UNRECOGNIZED, "field-invalid", "/state", state);
        boolean mayServe = state != VolunteerState.VOLUNTEER_STATE_APPROVED
                || !Enrolment.lacksConsent(draft, profile.getVolunteer());
        Refusal.unless(mayServe, "guardian-consent-missing", "", profile.getId());
        String key = EntityKey.profile(profile.getId());
        Profile after = decided(draft, profile, approve, state);
        draft.put(key, Entity.newBuilder().setProfile(after).build());
        if (state != VolunteerState.VOLUNTEER_STATE_APPROVED) {
            leave(draft, profile.getId());
        }
        return Reply.newBuilder()
                .setId(profile.getId())
                .setState(Words.of(state))
                .setVersion(draft.versionAfter(key, !after.equals(profile)))
                .build();
    }

    private static Profile decided(Draft draft, Profile profile, ApproveVolunteer approve, VolunteerState state) {
        Fields.text(approve.getCode(), "/reason", 0, MOST_CODE);
        Profile.Builder after = profile.toBuilder()
                .setVolunteer(profile.getVolunteer().toBuilder().setState(state).setDecisionCode(approve.getCode()));
        if (!approve.getSealed().isEmpty()) {
            long version = draft.version(EntityKey.profile(profile.getId()));
            boolean matches = version == approve.getBaseVersion();
            Refusal.unless(matches, "version-mismatch", "", approve.getBaseVersion(), version);
            Fields.between(approve.getSealed().size(), 0, ProfileCheck.MOST_SEALED_BYTES, "/note");
            after.setSealed(approve.getSealed());
        }
        return after.build();
    }

    /** Whoever was approved and is no longer serves no longer, such as a minor whose guardian has withdrawn consent. */
    static void leaveUnlessApproved(Draft draft, VolunteerFile before, VolunteerFile after, String volunteerId) {
        boolean left = before.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED
                && after.getState() != VolunteerState.VOLUNTEER_STATE_APPROVED;
        if (left) {
            draft.need(List.of(EntityKey.calendar(volunteerId)));
            leave(draft, volunteerId);
        }
    }

    private static void leave(Draft draft, String volunteerId) {
        endDuty(draft, volunteerId);
        takeBackOffers(draft, volunteerId);
    }

    /** Who is suspended keeps what was promised to residents, until somebody decides; open offers go to others. */
    private static void takeBackOffers(Draft draft, String volunteerId) {
        List<String> offers = draft.calendar(volunteerId).before().getHoldsList().stream()
                .filter(hold -> hold.getKind() == Hold.Kind.KIND_OFFER)
                .map(Hold::getRef)
                .toList();
        draft.need(offers.stream().map(Ids::orderOf).map(EntityKey::order).toList());
        for (String offer : offers) {
            Seat seat = Seat.of(draft, offer);
            seat.close(seat.offer(offer), OfferEvent.WITHDRAW, "volunteer-suspended");
        }
    }

    /** The reply's arguments: since and until in milliseconds, travel mode, most travel minutes. */
    static Reply duty(Draft draft, SetDuty set) {
        String volunteerId = set.getVolunteerId();
        draft.permissions().volunteer(volunteerId);
        Profile profile = draft.volunteer(volunteerId);
        Refusal.unless(
                profile.getVolunteer().getState() == VolunteerState.VOLUNTEER_STATE_APPROVED,
                "volunteer-not-approved",
                "",
                volunteerId);
        Calendar.Builder calendar = draft.calendar(volunteerId).fields();
        if (set.getDuty().getOn()) {
            calendar.setDuty(on(draft, calendar.getDuty(), set.getDuty()));
        } else {
            endDuty(draft, volunteerId);
        }
        return reply(draft, volunteerId);
    }

    /** Off from now on; the way of travelling is kept for the next time. */
    static void endDuty(Draft draft, String volunteerId) {
        Calendar.Builder calendar = draft.calendar(volunteerId).fields();
        if (calendar.getDuty().getOn()) {
            calendar.setDuty(calendar.getDuty().toBuilder()
                    .setOn(false)
                    .setSinceMs(draft.nowMs())
                    .clearUntilMs()
                    .clearCalledBy());
        }
    }

    static Duty on(Draft draft, Duty before, Duty asked) {
        long untilMs = asked.getUntilMs() > 0
                ? asked.getUntilMs()
                : draft.nowMs() + draft.policy().planning().defaultDutyMinutes() * MINUTE_MS;
        Fields.between(untilMs, draft.nowMs() + 1, draft.nowMs() + MOST_DUTY_MS, "/until");
        int travel = firstSet(
                asked.getMaxTravelMinutes(),
                before.getMaxTravelMinutes(),
                draft.policy().planning().defaultMaxTravelMinutes());
        Fields.between(travel, 1, MOST_TRAVEL_MINUTES, "/maxTravelMinutes");
        Refusal.unless(
                asked.getTravelMode() != TravelMode.UNRECOGNIZED,
                "field-invalid",
                "/travelMode",
                asked.getTravelMode());
        return Duty.newBuilder()
                .setOn(true)
                .setSinceMs(before.getOn() ? before.getSinceMs() : draft.nowMs())
                .setUntilMs(untilMs)
                .setTravelMode(mode(asked, before))
                .setMaxTravelMinutes(travel)
                .build();
    }

    private static TravelMode mode(Duty asked, Duty before) {
        if (asked.getTravelMode() != TravelMode.TRAVEL_MODE_UNSPECIFIED) {
            return asked.getTravelMode();
        }
        return before.getTravelMode() == TravelMode.TRAVEL_MODE_UNSPECIFIED
                ? TravelMode.TRAVEL_MODE_EBIKE
                : before.getTravelMode();
    }

    private static int firstSet(int asked, int before, int otherwise) {
        if (asked != 0) {
            return asked;
        }
        return before != 0 ? before : otherwise;
    }

    static Reply reply(Draft draft, String volunteerId) {
        CalendarDraft calendar = draft.calendar(volunteerId);
        Calendar after = calendar.build();
        Duty duty = after.getDuty();
        String key = EntityKey.calendar(volunteerId);
        return Reply.newBuilder()
                .setId(volunteerId)
                .setState(duty.getOn() ? "ON" : "OFF")
                .setVersion(draft.versionAfter(key, !after.equals(calendar.before())))
                .addArguments(Long.toString(duty.getSinceMs()))
                .addArguments(Long.toString(duty.getUntilMs()))
                .addArguments(Words.of(duty.getTravelMode()))
                .addArguments(Integer.toString(duty.getMaxTravelMinutes()))
                .build();
    }
}
