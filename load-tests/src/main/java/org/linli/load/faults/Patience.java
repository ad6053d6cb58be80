package org.linli.load.faults;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for real things, on a thread that has nothing else to do. How long something may take at most is said for a
 * machine that does nothing else: where more wants to run than there are cores, all of it waits the longer, as looked at
 * when the time is over.
 */
public final class Patience {
    private static final OperatingSystemMXBean MACHINE = ManagementFactory.getOperatingSystemMXBean();
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Patience() {}

    /** Throws {@link IllegalStateException} that says for what it has waited in vain. */
    public static void until(String what, Duration most, BooleanSupplier condition) {
        if (!upTo(most, condition)) {
            throw inVain(what, most);
        }
    }

    /** As {@link #until}, for something that is there in the end. */
    static <T> T untilFound(String what, Duration most, Supplier<Optional<T>> look) {
        List<T> found = new ArrayList<>(1);
        upTo(most, () -> {
            look.get().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.stream().findFirst().orElseThrow(() -> inVain(what, most));
    }

    /** Waits for it, but not longer than that; gives whether it came. */
    static boolean upTo(Duration most, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long took = System.nanoTime() - begun;
            if (took > most.toNanos() && took > most.toNanos() * crowding()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** How many want each core, over the last minute; 1 at least. */
    private static double crowding() {
        return Math.max(1, MACHINE.getSystemLoadAverage() / MACHINE.getAvailableProcessors());
    }

    private static IllegalStateException inVain(String what, Duration most) {
        return new IllegalStateException("waited " + most.toSeconds() + " s in vain for " + what);
    }

    /** Rests for so many milliseconds of real time, interrupted or not. */
    public static void rest(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
