package org.linli.matcher.registry.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;

/**
 * What comes next of an activity and when, told from the activity alone: one timer wakes it for all of it. What is
 * large is done in steps of a bounded size, each of which leaves the rest due at once.
 */
public final class ActivityClock {
    /** How far ahead a series makes its activities: people plan by the month. */
    static final long AHEAD_MS = 28 * 24 * 3_600_000L;

    private static final long HOUR_MS = 3_600_000L;

    private ActivityClock() {}

    /** What the engine does of itself, the first that is due first. */
    enum Step {
        /** Held time that nobody needs any more is freed. */
        RELEASE,
        /** Free places go to those who wait; at the start nobody waits any more. */
        MOVE_UP,
        /** Sign-up ends: enough, or cancelled. */
        COUNT,
        /** Confirmed hours are posted. */
        SETTLE,
        /** Nobody closed it in time. */
        CLOSE,
        /** A series makes its next activity. */
        MAKE
    }

    /** When something is to be done of itself; empty: never, as it stands. */
    public static Optional<Long> dueMs(Activity activity, RegionPolicy policy) {
        return steps(activity, policy).values().stream().min(Long::compare);
    }

    static Map<Step, Long> steps(Activity activity, RegionPolicy policy) {
        Map<Step, Long> steps = new EnumMap<>(Step.class);
        if (activity.getParticipantsList().stream().anyMatch(ActivityDraft::isIdle)) {
            steps.put(Step.RELEASE, activity.getChangedAtMs());
        }
        switch (activity.getState()) {
            case ACTIVITY_STATE_PUBLISHED -> published(steps, activity, policy);
            case ACTIVITY_STATE_CLOSED -> settle(steps, activity);
            case ACTIVITY_STATE_SERIES -> {
                if (activity.getNextStartMs() > 0) {
                    steps.put(Step.MAKE, activity.getNextStartMs() - AHEAD_MS);
                }
            }
            default -> {}
        }
        return steps;
    }

    private static void published(Map<Step, Long> steps, Activity activity, RegionPolicy policy) {
        if (waits(activity, true) || waits(activity, false)) {
            boolean free = (waits(activity, true) && isFree(activity, true))
                    || (waits(activity, false) && isFree(activity, false));
            steps.put(
                    Step.MOVE_UP,
                    free ? activity.getChangedAtMs() : activity.getWindow().getStartMs());
        }
        if (activity.getFewest() > 0 && !activity.getGoingAhead()) {
            steps.put(Step.COUNT, activity.getSignUpUntilMs());
        }
        steps.put(
                Step.CLOSE, activity.getWindow().getEndMs() + policy.evidence().maxOfflineHours() * HOUR_MS);
    }

    private static boolean waits(Activity activity, boolean guest) {
        return activity.getParticipantsList().stream()
                .anyMatch(participant -> participant.getState() == ParticipantState.PARTICIPANT_STATE_WAITING
                        && participant.getGuest() == guest);
    }

    private static boolean isFree(Activity activity, boolean guest) {
        long taken = activity.getParticipantsList().stream()
                .filter(participant -> participant.getGuest() == guest)
                .filter(participant -> ActivityTransitions.isPlaced(participant.getState()))
                .count();
        return taken < (guest ? activity.getGuestPlaces() : activity.getPlaces());
    }

    private static void settle(Map<Step, Long> steps, Activity activity) {
        activity.getParticipantsList().stream()
                .filter(participant -> isToBePosted(participant))
                .map(Participant::getConfirmDueMs)
                .min(Long::compare)
                .ifPresent(due -> steps.put(Step.SETTLE, due));
    }

    static boolean isToBePosted(Participant participant) {
        return participant.getState() == ParticipantState.PARTICIPANT_STATE_DONE && participant.getConfirmDueMs() > 0;
    }

    static boolean isOver(Activity activity) {
        return activity.getState() == ActivityState.ACTIVITY_STATE_CLOSED
                || activity.getState() == ActivityState.ACTIVITY_STATE_CANCELLED;
    }
}
