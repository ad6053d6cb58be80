package org.linli.matcher.dispatch;

import org.linli.matcher.Loop;

/** The region's lease as far as this node knows that it holds it. Used on one loop. */
final class Tenure {
    private final Loop loop;
    private final long doubtMs;
    private long epoch;
    private long fromSequence;
    private long confirmedNanos;

    /** @param doubtMs how long after its last confirmation the lease is believed in */
    Tenure(Loop loop, long doubtMs) {
        this.loop = loop;
        this.doubtMs = doubtMs;
    }

    /**
     * @param newEpoch the lease's fencing token, above 0
     * @param sequence the log's head when it was taken
     */
    void begin(long newEpoch, long sequence) {
        epoch = newEpoch;
        fromSequence = sequence;
        confirm();
    }

    /** The epoch that is over; 0: there was none. */
    long end() {
        long over = epoch;
        epoch = 0;
        return over;
    }

    /** The store has just confirmed the lease. */
    void confirm() {
        confirmedNanos = loop.nanoTime();
    }

    /** Whether it was confirmed of late. */
    boolean isConfirmed() {
        return (loop.nanoTime() - confirmedNanos) / 1_000_000 < doubtMs;
    }

    /** Whether the lease is held and a book that has come so far knows all that was before it. */
    boolean mayPlan(long appliedSequence) {
        return epoch > 0 && appliedSequence >= fromSequence;
    }

    long epoch() {
        return epoch;
    }
}
