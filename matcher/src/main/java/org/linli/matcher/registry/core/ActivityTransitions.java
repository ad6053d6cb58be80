package org.linli.matcher.registry.core;

import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_ABSENT;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_CALLED_OFF;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_CONFIRMED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_DISPUTED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_DONE;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_JOINED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_LEFT;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_ON_SITE;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_PASSED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_UNSPECIFIED;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_VOID;
import static org.linli.proto.ParticipantState.PARTICIPANT_STATE_WAITING;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.linli.proto.ParticipantState;

/** The table of states of somebody's part in an activity. What is not written here cannot happen. */
public final class ActivityTransitions {
    private static final Table<ParticipantState, ParticipantEvent> PARTICIPANTS = participants();

    /** Takes a place, and the volunteer's time is held. */
    private static final Set<ParticipantState> PLACED = EnumSet.of(PARTICIPANT_STATE_JOINED, PARTICIPANT_STATE_ON_SITE);

    private ActivityTransitions() {}

    public static Optional<ParticipantState> next(ParticipantState from, ParticipantEvent event) {
        return PARTICIPANTS.next(from, event);
    }

    /** Whether somebody in this state takes a place of an activity that is not over. */
    public static boolean isPlaced(ParticipantState state) {
        return PLACED.contains(state);
    }

    private static Table<ParticipantState, ParticipantEvent> participants() {
        Table<ParticipantState, ParticipantEvent> table = new Table<>(ParticipantState.class, ParticipantEvent.class);
        for (ParticipantState out :
                EnumSet.of(PARTICIPANT_STATE_UNSPECIFIED, PARTICIPANT_STATE_LEFT, PARTICIPANT_STATE_PASSED)) {
            table.on(out, ParticipantEvent.JOIN, PARTICIPANT_STATE_JOINED)
                    .on(out, ParticipantEvent.WAIT, PARTICIPANT_STATE_WAITING);
        }
        return table.on(PARTICIPANT_STATE_WAITING, ParticipantEvent.MOVE_UP, PARTICIPANT_STATE_JOINED)
                .on(PARTICIPANT_STATE_WAITING, ParticipantEvent.PASS, PARTICIPANT_STATE_PASSED)
                .on(PARTICIPANT_STATE_WAITING, ParticipantEvent.LEAVE, PARTICIPANT_STATE_LEFT)
                .on(PARTICIPANT_STATE_WAITING, ParticipantEvent.CALL_OFF, PARTICIPANT_STATE_CALLED_OFF)
                .on(PARTICIPANT_STATE_JOINED, ParticipantEvent.LEAVE, PARTICIPANT_STATE_LEFT)
                .on(PARTICIPANT_STATE_JOINED, ParticipantEvent.CALL_OFF, PARTICIPANT_STATE_CALLED_OFF)
                .on(PARTICIPANT_STATE_JOINED, ParticipantEvent.CHECK_IN, PARTICIPANT_STATE_ON_SITE)
                .on(PARTICIPANT_STATE_JOINED, ParticipantEvent.MISS, PARTICIPANT_STATE_ABSENT)
                .on(PARTICIPANT_STATE_ON_SITE, ParticipantEvent.FINISH, PARTICIPANT_STATE_DONE)
                .on(PARTICIPANT_STATE_ON_SITE, ParticipantEvent.QUESTION, PARTICIPANT_STATE_DISPUTED)
                .on(PARTICIPANT_STATE_DONE, ParticipantEvent.QUESTION, PARTICIPANT_STATE_DISPUTED)
                .on(PARTICIPANT_STATE_DONE, ParticipantEvent.CONFIRM, PARTICIPANT_STATE_CONFIRMED)
                .on(PARTICIPANT_STATE_DONE, ParticipantEvent.ANNUL, PARTICIPANT_STATE_VOID)
                .on(PARTICIPANT_STATE_DISPUTED, ParticipantEvent.SETTLE, PARTICIPANT_STATE_DONE)
                .on(PARTICIPANT_STATE_DISPUTED, ParticipantEvent.ANNUL, PARTICIPANT_STATE_VOID);
    }
}
