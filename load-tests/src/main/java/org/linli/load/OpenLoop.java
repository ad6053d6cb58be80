package org.linli.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a steady rate whatever the answers do: each call is told when it was due, and time is counted from there. Runs
 * on the calling thread; a call must only hand over.
 */
final class OpenLoop {
    private final double perSecond;

    OpenLoop(double perSecond) {
        if (!(perSecond > 0 && perSecond <= 100_000)) {
            throw new IllegalArgumentException("rate (" + perSecond + ") must be above 0 and at most 100000 a second");
        }
        this.perSecond = perSecond;
    }

    /** When the call with this number is due, in nanoseconds after the start. */
    long dueNanos(long number) {
        return Math.round(number * 1e9 / perSecond);
    }

    /** Calls until the time is over; returns how many. */
    long run(double seconds, Due due) {
        long start = System.nanoTime();
        long calls = Math.round(seconds * perSecond);
        for (long number = 0; number < calls; number++) {
            long at = start + dueNanos(number);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            due.call(at);
        }
        return calls;
    }

    /** One call. */
    interface Due {
        /** @param dueNanos when it should have been sent, by {@link System#nanoTime} */
        void call(long dueNanos);
    }
}
