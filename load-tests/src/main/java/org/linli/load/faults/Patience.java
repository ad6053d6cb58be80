package org.linli.load.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for real things, on a thread that has nothing else to do. */
final class Patience {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Patience() {}

    /** Throws {@link IllegalStateException} that says for what it has waited in vain. */
    static void until(String what, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + most.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    static void rest(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
