package org.linli.matcher.registry.core;

import java.util.List;
import java.util.function.Consumer;
import org.linli.proto.CheckInActivity;
import org.linli.proto.CheckOutActivity;
import org.linli.proto.Evidence;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/**
 * Who is there: people check in by the leader's rotating code and their position, or the leader does for a whole list,
 * as the second party who sees them. Nobody stands witness for themselves.
 */
final class Attendance {
    /** How long before the start people may check in: helpers come early. */
    static final long EARLY_MS = 30 * 60_000L;
    /** How long a code is shown; the one before counts too. */
    static final long CODE_STEP_MS = 30_000L;

    private Attendance() {}

    static Reply checkIn(Draft draft, CheckInActivity ask) {
        ActivityDraft activity = ActivityDraft.of(draft, ask.getActivityId());
        List<String> people = people(ask.getPersonIdsList());
        boolean self = isSelf(draft, people);
        refuseUnlessMay(draft, activity, self);
        long earliestMs = activity.fields().getWindow().getStartMs() - EARLY_MS;
        refuseOutside(draft, activity, earliestMs, self);
        Presence presence = self
                ? byCode(draft, activity, ask.getPresence(), ask.getCodeStep())
                : byLeader(
                        draft,
                        activity,
                        people,
                        ask.getPresence(),
                        VisitDecisions.at(draft, ask.getPresence(), earliestMs));
        return each(activity, people, participant -> {
            activity.move(participant, ParticipantEvent.CHECK_IN);
            participant.setCheckIn(presence);
        });
    }

    static Reply checkOut(Draft draft, CheckOutActivity ask) {
        ActivityDraft activity = ActivityDraft.of(draft, ask.getActivityId());
        List<String> people = people(ask.getPersonIdsList());
        boolean self = isSelf(draft, people);
        refuseUnlessMay(draft, activity, self);
        long startMs = activity.fields().getWindow().getStartMs();
        long atMs = VisitDecisions.at(draft, ask.getPresence(), startMs);
        Presence presence = self
                ? kept(draft, atMs)
                        .addEvidence(position(draft, activity, ask.getPresence()))
                        .build()
                : byLeader(draft, activity, people, ask.getPresence(), atMs);
        return each(activity, people, participant -> {
            Refusal.unless(
                    participant.getState() == ParticipantState.PARTICIPANT_STATE_ON_SITE,
                    "illegal-transition",
                    "",
                    activity.partOf(participant),
                    Words.of(participant.getState()),
                    "CHECK_OUT");
            Refusal.unless(
                    !participant.hasCheckOut(),
                    "already-checked-out",
                    "",
                    activity.partOf(participant),
                    Words.of(participant.getState()));
            participant.setCheckOut(presence);
        });
    }

    /** The leader closes: who has not checked out leaves now. */
    static void leaveNow(Draft draft, ActivityDraft activity, Participant.Builder participant) {
        Presence.Builder presence = kept(draft, draft.nowMs());
        if (!participant.getPersonId().equals(draft.actor().getSubject())) {
            presence.addEvidence(seen());
        }
        participant.setCheckOut(presence);
        ActivityHours.finish(draft, activity, participant);
    }

    private static Reply each(ActivityDraft activity, List<String> people, Consumer<Participant.Builder> deed) {
        people.forEach(person -> deed.accept(activity.participant(person)));
        return people.size() == 1
                ? activity.answer(activity.participant(people.get(0)))
                : activity.answer().build();
    }

    private static List<String> people(List<String> asked) {
        Fields.between(asked.size(), 1, ActivityCheck.MOST_PLACES, "/people");
        return asked.stream().distinct().toList();
    }

    private static boolean isSelf(Draft draft, List<String> people) {
        boolean volunteer =
                draft.actor().getRole() == Role.ROLE_VOLUNTEER || draft.actor().getRole() == Role.ROLE_LEADER;
        return volunteer && people.equals(List.of(draft.actor().getSubject()));
    }

    private static void refuseUnlessMay(Draft draft, ActivityDraft activity, boolean self) {
        if (!self) {
            activity.ledBy(draft.permissions());
        }
        activity.published();
    }

    private static void refuseOutside(Draft draft, ActivityDraft activity, long earliestMs, boolean self) {
        long endMs = activity.fields().getWindow().getEndMs();
        boolean open = earliestMs <= draft.nowMs() && (!self || draft.nowMs() < endMs);
        Refusal.unless(open, "check-in-closed", "", activity.id(), earliestMs, endMs);
    }

    /** Position and the code of this very moment; whoever knows the code anyway needs somebody else who sees them. */
    private static Presence byCode(Draft draft, ActivityDraft activity, Presence claimed, long codeStep) {
        boolean leads = draft.actor().getSubject().equals(activity.fields().getLeaderId());
        Refusal.unless(!leads, "witness-needed", "", activity.id());
        Evidence position = position(draft, activity, claimed);
        long step = draft.nowMs() / CODE_STEP_MS;
        boolean fresh = codeStep > 0 && step - 1 <= codeStep && codeStep <= step + 1;
        Refusal.unless(fresh, "code-wrong", "/code");
        return kept(draft, draft.nowMs())
                .addEvidence(position)
                .addEvidence(
                        Evidence.newBuilder().setKind(Evidence.Kind.KIND_CODE).setVerified(true))
                .build();
    }

    private static Presence byLeader(
            Draft draft, ActivityDraft activity, List<String> people, Presence claimed, long atMs) {
        boolean own = people.contains(draft.actor().getSubject());
        Refusal.unless(!own, "witness-needed", "", activity.id());
        Presence.Builder presence = kept(draft, atMs).addEvidence(seen());
        if (claimed.hasLocation()) {
            presence.addEvidence(position(draft, activity, claimed));
        }
        return presence.build();
    }

    private static Evidence seen() {
        return Evidence.newBuilder()
                .setKind(Evidence.Kind.KIND_LEADER)
                .setVerified(true)
                .build();
    }

    private static Evidence position(Draft draft, ActivityDraft activity, Presence claimed) {
        Refusal.unless(claimed.hasLocation(), "evidence-missing", "/location", "POSITION");
        Refusal.unless(Places.isOnEarth(claimed.getLocation()), "field-invalid", "/location", "not on earth");
        int meters = Places.meters(activity.fields().getLocation(), claimed.getLocation());
        int radius = draft.policy().evidence().radiusMeters();
        Refusal.unless(meters <= radius, "too-far-from-place", "/location", meters, radius);
        return Evidence.newBuilder()
                .setKind(Evidence.Kind.KIND_POSITION)
                .setDistanceMeters(meters)
                .setVerified(true)
                .build();
    }

    private static Presence.Builder kept(Draft draft, long atMs) {
        return Presence.newBuilder().setAtMs(atMs).setActor(draft.actor());
    }
}
