package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.proto.Hold;
import org.linli.proto.JoinActivity;
import org.linli.proto.LeaveActivity;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Reply;
import org.linli.proto.VolunteerState;

/** People join an activity, wait for a place, move up and leave. */
final class SignUp {
    /** Longer lists give hope to nobody. */
    static final int MOST_WAITING = 50;
    /** Whoever ever signed up stays on record: 400 at 250 bytes keep the entity below 100 kB. */
    static final int MOST_PARTICIPANTS = 400;

    /** Each reads one calendar: what is beyond comes with the next step. */
    private static final int MOVES_A_STEP = 4;

    private SignUp() {}

    /** Gives a place, or one on the waiting list. Joining twice changes nothing. */
    static Reply join(Draft draft, JoinActivity join) {
        ActivityDraft activity = ActivityDraft.of(draft, join.getActivityId());
        mayAnswerFor(draft, join.getPersonId(), join.getGuest());
        activity.published();
        long untilMs = activity.fields().getSignUpUntilMs();
        Refusal.unless(draft.nowMs() < untilMs, "sign-up-over", "", activity.id(), untilMs);
        Participant.Builder participant =
                activity.find(join.getPersonId()).orElseGet(() -> fresh(activity, join.getPersonId()));
        if (ActivityTransitions.next(participant.getState(), ParticipantEvent.JOIN)
                .isEmpty()) {
            return activity.answer(participant);
        }
        participant
                .setGuest(join.getGuest())
                .setCircumstance(join.getCircumstance())
                .setAskedAtMs(draft.nowMs());
        new ActivityEligibility(draft, activity.fields()).check(participant);
        take(draft, activity, participant);
        return activity.answer(participant);
    }

    static Reply leave(Draft draft, LeaveActivity leave) {
        ActivityDraft activity = ActivityDraft.of(draft, leave.getActivityId());
        Participant.Builder participant = activity.participant(leave.getPersonId());
        mayAnswerFor(draft, leave.getPersonId(), participant.getGuest());
        activity.published();
        boolean held = participant.getHeld();
        activity.move(participant, ParticipantEvent.LEAVE);
        if (held) {
            activity.release(participant);
        }
        return activity.answer(participant);
    }

    /** Free places go to those who have waited longest; whose time is taken by now is passed over, and told so. */
    static void moveUp(Draft draft, ActivityDraft activity) {
        boolean begun = draft.nowMs() >= activity.fields().getWindow().getStartMs();
        for (boolean guests : new boolean[] {false, true}) {
            List<Participant.Builder> waiting = activity.waiting(guests);
            if (begun) {
                waiting.forEach(participant -> activity.move(participant, ParticipantEvent.PASS));
            } else {
                moveUp(draft, activity, waiting);
            }
        }
    }

    private static void moveUp(Draft draft, ActivityDraft activity, List<Participant.Builder> waiting) {
        List<Participant.Builder> next = waiting.subList(0, Math.min(MOVES_A_STEP, waiting.size()));
        draft.need(next.stream()
                .filter(participant -> !participant.getGuest())
                .flatMap(participant -> List.of(
                        EntityKey.calendar(participant.getPersonId()), EntityKey.profile(participant.getPersonId()))
                        .stream())
                .toList());
        for (Participant.Builder participant : next) {
            if (activity.free(participant.getGuest()) <= 0) {
                return;
            }
            if (participant.getGuest() || isFree(draft, activity, participant.getPersonId())) {
                activity.place(participant, ParticipantEvent.MOVE_UP);
            } else {
                activity.move(participant, ParticipantEvent.PASS);
            }
        }
    }

    private static boolean isFree(Draft draft, ActivityDraft activity, String volunteerId) {
        CalendarDraft calendar = draft.calendar(volunteerId);
        boolean approved = draft.findProfile(volunteerId)
                .filter(profile -> profile.getVolunteer().getState() == VolunteerState.VOLUNTEER_STATE_APPROVED)
                .isPresent();
        return approved
                && calendar.hasRoom()
                && calendar.findOverlap(activity.fields().getWindow()).isEmpty();
    }

    private static void take(Draft draft, ActivityDraft activity, Participant.Builder participant) {
        boolean guest = participant.getGuest();
        List<Participant.Builder> waiting = activity.waiting(guest);
        if (activity.free(guest) > waiting.size()) {
            refuseOverOpenOffer(draft, activity, participant);
            activity.place(participant, ParticipantEvent.JOIN);
            draft.count("activities-joined");
            return;
        }
        Refusal.unless(
                activity.places(guest) > 0 && waiting.size() < MOST_WAITING,
                "activity-full",
                "",
                activity.id(),
                activity.places(guest),
                waiting.size());
        activity.move(participant, ParticipantEvent.WAIT);
    }

    /** An offer that is out and in the way is to be answered first. */
    private static void refuseOverOpenOffer(Draft draft, ActivityDraft activity, Participant.Builder participant) {
        if (participant.getGuest()) {
            return;
        }
        draft.calendar(participant.getPersonId())
                .findOverlap(activity.fields().getWindow())
                .filter(hold -> hold.getKind() == Hold.Kind.KIND_OFFER)
                .ifPresent(hold -> {
                    throw Refusal.of("answer-offer-first", hold.getRef());
                });
    }

    private static Participant.Builder fresh(ActivityDraft activity, String personId) {
        int count = activity.fields().getParticipantsCount();
        Refusal.unless(
                count < MOST_PARTICIPANTS,
                "activity-full",
                "",
                activity.id(),
                activity.places(false),
                activity.waiting(false).size());
        return activity.fields()
                .addParticipantsBuilder()
                .setNumber(count + 1)
                .setPersonId(personId)
                .setState(ParticipantState.PARTICIPANT_STATE_UNSPECIFIED);
    }

    /** Volunteers answer for themselves, residents and their relatives for a resident; staff for both. */
    private static void mayAnswerFor(Draft draft, String personId, boolean guest) {
        if (guest) {
            draft.permissions().orderFor(personId);
        } else {
            draft.permissions().volunteer(personId);
        }
    }

    /** What joining reads. */
    static List<String> keys(JoinActivity join) {
        List<String> keys = new ArrayList<>();
        keys.add(EntityKey.activity(join.getActivityId()));
        keys.add(EntityKey.profile(join.getPersonId()));
        if (!join.getGuest()) {
            keys.add(EntityKey.calendar(join.getPersonId()));
            keys.add(EntityKey.account(join.getPersonId()));
        }
        return keys;
    }
}
