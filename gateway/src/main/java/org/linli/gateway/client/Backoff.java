package org.linli.gateway.client;

import java.util.random.RandomGenerator;

/** How long to wait before a repeat: what the node asked for, else exponential with full jitter. Milliseconds. */
final class Backoff {
    private static final long FIRST_MS = 100;
    private static final long MOST_MS = 5_000;
    /** A node that asks for more is not believed: the caller would rather hear that it failed. */
    private static final long MOST_ASKED_MS = 30_000;

    private Backoff() {}

    /**
     * @param attempt    how many attempts there were, from 1
     * @param retryAfter the header's seconds, or empty
     */
    static long delayMs(int attempt, String retryAfter, RandomGenerator chance) {
        long asked = askedMs(retryAfter);
        if (asked > 0) {
            return asked + chance.nextLong(1 + asked / 4);
        }
        long ceiling = Math.min(MOST_MS, FIRST_MS << Math.min(attempt, 10));
        return 1 + chance.nextLong(ceiling);
    }

    private static long askedMs(String retryAfter) {
        try {
            double seconds = Double.parseDouble(retryAfter.strip());
            return seconds > 0 ? Math.min(MOST_ASKED_MS, Math.round(seconds * 1000)) : 0;
        } catch (NumberFormatException aDateOrNothing) {
            return 0;
        }
    }
}
