package org.linli.matcher.solve;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.linli.solver.plan.Gate;

/**
 * Holds a search up while it is parked, and keeps it to its share of a core: after each slice of work it rests as long
 * as its share asks. Passed by one search thread at a time; parked and released from any thread.
 */
final class Throttle implements Gate {
    /** Between two looks at the clock, which costs as much as a tenth of a score. */
    private static final int PASSES_A_LOOK = 16;
    /**
     * Whoever is woken on the same core waits until this is over, for the kernel lets a thread go on that works. An order is
     * woken some ten times on its way, in Redis and here.
     */
    private static final long SLICE_NS = 200_000;

    private final double share;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;
    private volatile boolean parked;
    private int passes;
    private long sliceFromNs;

    /** A share of one core, above 0 and at most 1. */
    Throttle(double share, LongSupplier nanoTime) {
        this(share, nanoTime, LockSupport::parkNanos);
    }

    /** @param rest keeps the search thread from working for so many nanoseconds */
    Throttle(double share, LongSupplier nanoTime, LongConsumer rest) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share (" + share + ") must be above 0 and at most 1");
        }
        this.share = share;
        this.nanoTime = nanoTime;
        this.rest = rest;
        begin();
    }

    /** A search begins, or goes on after it was parked: the time before was not its work. For its thread. */
    void begin() {
        passes = 0;
        sliceFromNs = nanoTime.getAsLong();
    }

    @Override
    public void pass() {
        if (parked) {
            waitUntilReleased();
            begin();
        }
        if (share < 1 && ++passes >= PASSES_A_LOOK) {
            passes = 0;
            restAfterSlice();
        }
    }

    private synchronized void waitUntilReleased() {
        while (parked) {
            try {
                wait();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                parked = false;
            }
        }
    }

    private void restAfterSlice() {
        long workedNs = nanoTime.getAsLong() - sliceFromNs;
        if (workedNs >= SLICE_NS) {
            rest.accept((long) (workedNs * (1 / share - 1)));
            sliceFromNs = nanoTime.getAsLong();
        }
    }

    void park() {
        parked = true;
    }

    synchronized void release() {
        parked = false;
        notifyAll();
    }
}
