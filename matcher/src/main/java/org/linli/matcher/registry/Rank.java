package org.linli.matcher.registry;

import org.linli.proto.Command;
import org.linli.proto.Priority;

/**
 * Who is served first where there is too much to do, the first first. Room is kept free from below, as telephone exchanges
 * reserve trunks: a lower rank is refused while a higher one still comes in, and never the other way round.
 */
public enum Rank {
    EMERGENCY,
    URGENT,
    SOON,
    ROUTINE,
    BULK;

    /** What waits above the limit: at 2,000 a second two seconds of urgent work, and two more of emergencies. */
    private static final int RESERVED = 4_096;

    /**
     * Whether one more may begin.
     *
     * @param underWay how many have begun and not ended
     * @param limit    how many may be under way in usual times; urgent work and emergencies may go beyond
     */
    public boolean admits(int underWay, int limit) {
        return underWay < room(limit);
    }

    private int room(int limit) {
        return switch (this) {
            case EMERGENCY -> limit + 2 * RESERVED;
            case URGENT -> limit + RESERVED;
            case SOON -> limit;
            case ROUTINE -> limit - limit / 10;
            case BULK -> limit - limit / 3;
        };
    }

    public static Rank of(Priority priority) {
        return switch (priority) {
            case PRIORITY_EMERGENCY -> EMERGENCY;
            case PRIORITY_URGENT -> URGENT;
            case PRIORITY_SOON -> SOON;
            case PRIORITY_BULK -> BULK;
            case PRIORITY_ROUTINE, PRIORITY_UNSPECIFIED, UNRECOGNIZED -> ROUTINE;
        };
    }

    /** What is promised already, and what frees people for it, goes before what is only asked for. */
    public static Rank of(Command command) {
        return switch (command.getBodyCase()) {
            case SUBMIT_ORDER -> of(command.getSubmitOrder().getRequest().getPriority());
            case PRESS_BUTTON -> EMERGENCY;
            case NOTE_DEVICE -> BULK;
            case FIRE_TIMER,
                    DISPATCH,
                    ASSIGN_VISIT,
                    ESCALATE_ORDER,
                    CANCEL_ORDER,
                    CANCEL_SERIES,
                    CHANGE_SERIES_TIME,
                    ACCEPT_OFFER,
                    DECLINE_OFFER,
                    EXTEND_OFFER,
                    HAND_BACK_OFFER,
                    CLAIM_VISIT,
                    DEPART_VISIT,
                    CHECK_IN,
                    CHECK_IN_STOP,
                    CHECK_OUT,
                    CHECK_IN_ACTIVITY,
                    CHECK_OUT_ACTIVITY,
                    REPORT_NO_SHOW,
                    BEGIN_EMERGENCY,
                    CHANGE_EMERGENCY,
                    END_EMERGENCY,
                    CALL_UP_RESERVES,
                    ANSWER_CALL_UP -> URGENT;
            case SET_DUTY,
                    CONFIRM_VISIT,
                    REVIEW_ORDER,
                    PUBLISH_POLICY,
                    BEGIN_SESSION,
                    REFRESH_SESSION,
                    END_SESSIONS,
                    RECORD_READING,
                    RECORD_EXPORT,
                    CLAIM_MESSAGE,
                    SETTLE_MESSAGE,
                    BIND_NUMBER,
                    REVOKE_DEVICE -> SOON;
            default -> ROUTINE;
        };
    }
}
