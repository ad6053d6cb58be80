package org.linli.gateway.http;

/**
 * How many calls may be under way so that most are answered in good time: found by trying, since nobody knows what a
 * machine can do (additive increase, multiplicative decrease; Chiu and Jain, 1989). Each tenth of a second it is cut
 * by a seventh where most calls took too long, and raised by a sixteenth where they did not and the room was needed. Safe to
 * call from any thread.
 */
public final class AdaptiveLimit {
    /** Two of the store's batches, as many as are on their way at once. Below that the store would idle. */
    static final int LEAST = 128;
    /** A second of work at 4,000/s; beyond it whoever waits is better served by "try again". */
    static final int MOST = 4_096;

    static final int FIRST = 2_048;
    /** Twice what an order may take at p99, so that a disk's usual hiccup refuses nobody. */
    static final long GOOD_NANOS = 60_000_000;

    static final long WINDOW_NANOS = 100_000_000;
    /** Fewer calls than this say nothing about the machine. */
    private static final int LEAST_CALLS = 8;

    private volatile int limit = FIRST;
    private long windowEnd;
    private int calls;
    private int slow;
    private int mostUnderWay;

    /** How many may be under way. */
    public int current() {
        return limit;
    }

    /**
     * A call was answered.
     *
     * @param now      by a monotonic clock
     * @param tookNanos how long it took
     * @param underWay how many were under way, itself included
     */
    public synchronized void answered(long now, long tookNanos, int underWay) {
        if (calls == 0) {
            windowEnd = now + WINDOW_NANOS;
        }
        calls++;
        slow += tookNanos > GOOD_NANOS ? 1 : 0;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        if (now - windowEnd >= 0 && calls >= LEAST_CALLS) {
            adapt();
            calls = 0;
            slow = 0;
            mostUnderWay = 0;
        }
    }

    private void adapt() {
        if (2 * slow > calls) {
            limit = Math.max(LEAST, limit - limit / 7);
        } else if (2 * mostUnderWay > limit) {
            limit = Math.min(MOST, limit + limit / 16);
        }
    }
}
