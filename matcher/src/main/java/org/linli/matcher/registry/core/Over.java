package org.linli.matcher.registry.core;

import org.linli.proto.Activity;
import org.linli.proto.Entity;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;

/** Since when something is over for good: nothing happens to it any more, so it may leave the store for the archive. */
public final class Over {
    private Over() {}

    /**
     * In milliseconds; 0: something may still happen to it, or it is of a kind that stays. It may lie ahead: what is over
     * already is kept until then.
     */
    public static long sinceMs(Entity entity) {
        if (entity.hasOrder()) {
            return entity.getOrder().getClosedAtMs();
        }
        return entity.hasActivity() ? sinceMs(entity.getActivity()) : 0;
    }

    /** A series is there for as long as what it made may lie ahead. */
    private static long sinceMs(Activity activity) {
        if (!ActivityClock.isOver(activity) || !isSettled(activity)) {
            return 0;
        }
        return activity.getChangedAtMs() + (activity.getRepeat().isEmpty() ? 0 : ActivityClock.AHEAD_MS);
    }

    /** Hours are confirmed or void, nobody objects any more, and nobody's time is held for it. */
    private static boolean isSettled(Activity activity) {
        return activity.getParticipantsList().stream().noneMatch(Over::isOpen);
    }

    private static boolean isOpen(Participant participant) {
        return participant.getHeld()
                || participant.getState() == ParticipantState.PARTICIPANT_STATE_DISPUTED
                || ActivityClock.isToBePosted(participant);
    }
}
