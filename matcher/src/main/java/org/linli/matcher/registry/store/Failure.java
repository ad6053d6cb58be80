package org.linli.matcher.registry.store;

import org.linli.matcher.registry.Registry;

/**
 * Why the store gave no answer.
 *
 * @param unknown whether what was asked may have taken effect all the same
 * @param reason  in words, for whoever asked
 */
public record Failure(boolean unknown, String reason) {
    public static Failure unknown(String reason) {
        return new Failure(true, reason);
    }

    public static Failure unavailable(String reason) {
        return new Failure(false, reason);
    }

    /** The exception that the registry's callers know. */
    public RuntimeException toException() {
        return unknown ? new Registry.OutcomeUnknown(reason) : new Registry.Unavailable(reason);
    }
}
