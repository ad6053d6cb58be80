package org.linli.gateway.device;

/** How many messages a device may send now: a bucket that fills at the limit's pace. Used on the connection's loop. */
final class Allowance {
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** Of messages a second, saved up while the device was silent. */
    private static final int BURST_SECONDS = 10;

    private long left = BURST_SECONDS * SECOND_NANOS;
    private long countedAt;

    /** @param nowNanos of a clock that only goes forward */
    Allowance(long nowNanos) {
        countedAt = nowNanos;
    }

    /** Takes one message out; false: there was none left. */
    boolean take(int messagesPerSecond, long nowNanos) {
        long price = SECOND_NANOS / messagesPerSecond;
        left = Math.min(BURST_SECONDS * SECOND_NANOS, left + nowNanos - countedAt) - price;
        countedAt = nowNanos;
        return left >= 0;
    }
}
