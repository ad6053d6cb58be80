package org.linli.gateway.message;

/**
 * Whether a carrier is worth asking. After {@value #FAILURES} failures in a row it is left alone for a while, then one
 * message tries whether it is well again. For one thread; times are monotonic milliseconds.
 */
final class Circuit {
    static final int FAILURES = 5;
    /** Most outages of a carrier's front door are shorter than a minute, and a trial costs one message some seconds. */
    static final long PAUSE_MS = 15_000;

    private int failures;
    private long closedUntilMs;
    private boolean trying;

    boolean isWell(long nowMs) {
        return failures < FAILURES || (nowMs >= closedUntilMs && !trying);
    }

    /** Asks whether one may go now; whoever may says afterwards how it went. */
    boolean enter(long nowMs) {
        boolean may = isWell(nowMs);
        trying |= may && failures >= FAILURES;
        return may;
    }

    void succeeded() {
        failures = 0;
        trying = false;
    }

    void failed(long nowMs) {
        failures = Math.min(FAILURES, failures + 1);
        closedUntilMs = nowMs + PAUSE_MS;
        trying = false;
    }
}
