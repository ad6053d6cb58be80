package org.linli.matcher.registry.core;

import java.util.List;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.CancelActivity;
import org.linli.proto.CloseActivity;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.PublishActivity;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** An activity is published, cancelled before it begins, or closed when it is over. */
final class ActivityDecisions {
    private static final int MOST_REASON = 200;

    private ActivityDecisions() {}

    /** Publishing the same id again is refused; a repeated request has its stored reply. */
    static Reply publish(Draft draft, PublishActivity publish) {
        Activity asked = publish.getActivity();
        boolean own = draft.actor().getRole() == Role.ROLE_LEADER
                && draft.actor().getSubject().equals(asked.getLeaderId());
        if (!own) {
            draft.permissions().any(Permissions.ENROLLERS);
        }
        Refusal.unless(Ids.isPerson(asked.getLeaderId()), "field-invalid", "/leaderId", asked.getLeaderId());
        String key = EntityKey.activity(asked.getId());
        Refusal.unless(!draft.exists(key), "field-invalid", "/id", "exists");
        Activity.Builder activity = new ActivityCheck(draft.policy(), draft.nowMs())
                .complete(asked).toBuilder()
                        .setState(ActivityState.ACTIVITY_STATE_PUBLISHED)
                        .setCreatedAtMs(draft.nowMs());
        if (!activity.getRepeat().isEmpty()) {
            ActivitySeries.begin(draft.policy(), activity);
        }
        draft.count("activities-published");
        return ActivityDraft.create(draft, activity.build())
                .answer()
                .setCreated(true)
                .build();
    }

    /** Everybody who signed up is let go, and told why. A series takes along what it has made and has not begun. */
    static Reply cancel(Draft draft, CancelActivity cancel) {
        ActivityDraft activity = ActivityDraft.of(draft, cancel.getActivityId()).ledBy(draft.permissions());
        Fields.text(cancel.getReason(), "/reason", 1, MOST_REASON);
        if (activity.is(ActivityState.ACTIVITY_STATE_SERIES)) {
            ActivitySeries.cancel(draft, activity, cancel.getReason());
        } else {
            refuseUnless(draft.nowMs() < start(activity.published()), activity, "CANCEL before the start");
        }
        callOff(draft, activity, cancel.getReason());
        return activity.answer().build();
    }

    static void callOff(Draft draft, ActivityDraft activity, String code) {
        activity.all(ParticipantState.PARTICIPANT_STATE_WAITING)
                .forEach(participant -> activity.move(participant, ParticipantEvent.CALL_OFF));
        activity.all(ParticipantState.PARTICIPANT_STATE_JOINED)
                .forEach(participant -> activity.move(participant, ParticipantEvent.CALL_OFF));
        end(draft, activity, ActivityState.ACTIVITY_STATE_CANCELLED, code);
        draft.count("activities-cancelled");
    }

    /** Whoever is there is done now; whoever is not was absent. */
    static Reply close(Draft draft, CloseActivity close) {
        ActivityDraft activity = ActivityDraft.of(draft, close.getActivityId())
                .ledBy(draft.permissions())
                .published();
        refuseUnless(draft.nowMs() >= start(activity), activity, "CLOSE from the start");
        close(draft, activity, participant -> Attendance.leaveNow(draft, activity, participant));
        return activity.answer().build();
    }

    /** Nobody closed it: whose leaving nobody saw has hours that somebody must look at. */
    static void closeUnattended(Draft draft, ActivityDraft activity) {
        close(draft, activity, participant -> {
            activity.move(participant, ParticipantEvent.QUESTION);
            participant.setDisputeCode("not-closed");
        });
    }

    private static void close(Draft draft, ActivityDraft activity, Consumer<Participant.Builder> stillThere) {
        activity.all(ParticipantState.PARTICIPANT_STATE_WAITING)
                .forEach(participant -> activity.move(participant, ParticipantEvent.PASS));
        activity.all(ParticipantState.PARTICIPANT_STATE_JOINED)
                .forEach(participant -> activity.move(participant, ParticipantEvent.MISS));
        List<Participant.Builder> there = activity.all(ParticipantState.PARTICIPANT_STATE_ON_SITE);
        for (Participant.Builder participant : there) {
            if (participant.hasCheckOut() || participant.getGuest()) {
                ActivityHours.finish(draft, activity, participant);
            } else {
                stillThere.accept(participant);
            }
        }
        end(draft, activity, ActivityState.ACTIVITY_STATE_CLOSED, "");
        draft.count("activities-closed");
    }

    private static void end(Draft draft, ActivityDraft activity, ActivityState state, String code) {
        activity.fields().setState(state).setClosedAtMs(draft.nowMs()).setCloseCode(code);
    }

    private static long start(ActivityDraft activity) {
        return activity.fields().getWindow().getStartMs();
    }

    private static void refuseUnless(boolean holds, ActivityDraft activity, String event) {
        Refusal.unless(
                holds,
                "illegal-transition",
                "",
                activity.id(),
                Words.of(activity.fields().getState()),
                event);
    }
}
