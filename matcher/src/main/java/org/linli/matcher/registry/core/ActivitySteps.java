package org.linli.matcher.registry.core;

import java.util.List;
import java.util.Map;
import org.linli.domain.EntityKey;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Served;

/** What the engine does of itself to an activity when its timer comes: one step at a time, each of a bounded size. */
final class ActivitySteps {
    /** Calendars that one commit changes. */
    private static final int RELEASES_A_STEP = 16;

    private ActivitySteps() {}

    /** The first step that is due. */
    static void next(Draft draft, ActivityDraft activity) {
        Map<ActivityClock.Step, Long> steps = ActivityClock.steps(activity.before(), draft.policy());
        steps.entrySet().stream()
                .filter(step -> step.getValue() <= draft.nowMs())
                .findFirst()
                .ifPresent(step -> act(draft, activity, step.getKey()));
    }

    private static void act(Draft draft, ActivityDraft activity, ActivityClock.Step step) {
        switch (step) {
            case RELEASE -> release(draft, activity);
            case MOVE_UP -> SignUp.moveUp(draft, activity);
            case COUNT -> count(draft, activity);
            case SETTLE -> ActivityHours.settle(draft, activity);
            case CLOSE -> ActivityDecisions.closeUnattended(draft, activity);
            case MAKE -> ActivitySeries.make(draft, activity);
        }
        activity.store();
    }

    /** Once enough have joined when sign-up ends, it goes ahead, whoever may leave later. */
    private static void count(Draft draft, ActivityDraft activity) {
        boolean begun =
                !activity.all(ParticipantState.PARTICIPANT_STATE_ON_SITE).isEmpty();
        if (begun || activity.taken(false) >= activity.fields().getFewest()) {
            activity.fields().setGoingAhead(true);
        } else {
            ActivityDecisions.callOff(draft, activity, "too-few");
        }
    }

    private static void release(Draft draft, ActivityDraft activity) {
        List<Participant.Builder> idle = activity.fields().getParticipantsBuilderList().stream()
                .filter(participant -> ActivityDraft.isIdle(participant.build()))
                .limit(RELEASES_A_STEP)
                .toList();
        draft.need(idle.stream()
                .map(participant -> EntityKey.calendar(participant.getPersonId()))
                .toList());
        for (Participant.Builder participant : idle) {
            activity.release(participant);
            if (participant.getCreditedMinutes() > 0) {
                Served served = Served.newBuilder()
                        .setAtMs(participant.getCheckOut().getAtMs())
                        .setMinutes(participant.getCreditedMinutes())
                        .build();
                draft.calendar(participant.getPersonId()).served(served, draft.nowMs());
            }
        }
    }
}
