package org.linli.matcher.registry.core;

/** What can happen to somebody's part in an activity. */
public enum ParticipantEvent {
    JOIN,
    WAIT,
    /** A place came free, and the turn came. */
    MOVE_UP,
    /** The turn came and could not be taken, or never came. */
    PASS,
    LEAVE,
    CALL_OFF,
    CHECK_IN,
    FINISH,
    MISS,
    QUESTION,
    CONFIRM,
    SETTLE,
    ANNUL
}
