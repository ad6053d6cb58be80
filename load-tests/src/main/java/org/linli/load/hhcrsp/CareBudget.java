package org.linli.load.hhcrsp;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How long a run may take.
 *
 * @param seconds of the wall's clock, or of the process's processor time
 * @param cpu     whether processor time is meant: all threads of the process, the compiler's and the collector's too
 */
record CareBudget(int seconds, boolean cpu) {
    static final String CPU_SECONDS =
            "Processor seconds of the whole process in place of --seconds: 120 are 60 s on two idle cores.";

    CareBudget {
        if (seconds <= 0) {
            throw new IllegalArgumentException("seconds (" + seconds + ") must be above 0");
        }
    }

    /** Processor seconds where some are given, else seconds. */
    static CareBudget of(int seconds, int cpuSeconds) {
        return cpuSeconds > 0 ? new CareBudget(cpuSeconds, true) : new CareBudget(seconds, false);
    }

    CareBudget times(int factor) {
        return new CareBudget(seconds * factor, cpu);
    }

    /** The seconds of {@link #clock} for each of some searches at once. */
    int secondsOf(int searches) {
        return cpu ? Math.max(1, seconds / searches) : seconds;
    }

    /** Nanoseconds; where processor time counts, each search's part of the process's. */
    LongSupplier clock(int searches) {
        if (!cpu) {
            return System::nanoTime;
        }
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return () -> process.getProcessCpuTime() / searches;
    }

    @Override
    public String toString() {
        return seconds + (cpu ? " s of processor time" : " s");
    }
}
