package org.linli.matcher.registry.node;

import org.linli.proto.Command;

/**
 * A command as the log keeps it: without the places where a volunteer was. A decision needs them for a moment; the
 * log, which is kept, has the distance in the after-image and no more.
 */
final class LoggedCause {
    private LoggedCause() {}

    static Command of(Command command) {
        Command.Builder kept = command.toBuilder();
        switch (command.getBodyCase()) {
            case CHECK_IN -> kept.getCheckInBuilder().getPresenceBuilder().clearLocation();
            case CHECK_IN_STOP ->
                kept.getCheckInStopBuilder().getPresenceBuilder().clearLocation();
            case CHECK_OUT -> kept.getCheckOutBuilder().getPresenceBuilder().clearLocation();
            case CHECK_IN_ACTIVITY ->
                kept.getCheckInActivityBuilder().getPresenceBuilder().clearLocation();
            case CHECK_OUT_ACTIVITY ->
                kept.getCheckOutActivityBuilder().getPresenceBuilder().clearLocation();
            case CLAIM_VISIT -> kept.getClaimVisitBuilder().clearFrom();
            default -> {
                return command;
            }
        }
        return kept.build();
    }
}
