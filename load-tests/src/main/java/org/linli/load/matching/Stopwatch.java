package org.linli.load.matching;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Time on the wall, and time that this thread had a processor: they differ where others use the machine. */
record Stopwatch(LongSupplier wallNanos, LongSupplier cpuNanos) {
    /** What a piece of work took. */
    record Lap(long wallNanos, long cpuNanos) {
        private static final double NANOS_PER_MS = 1e6;

        double wallMs() {
            return wallNanos / NANOS_PER_MS;
        }

        double cpuMs() {
            return cpuNanos / NANOS_PER_MS;
        }
    }

    /** The machine's own clocks, for the calling thread. */
    static Stopwatch ofThisThread() {
        return new Stopwatch(System::nanoTime, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    Lap time(Runnable work) {
        long cpu = cpuNanos.getAsLong();
        long wall = wallNanos.getAsLong();
        work.run();
        long wallTook = wallNanos.getAsLong() - wall;
        return new Lap(wallTook, cpuNanos.getAsLong() - cpu);
    }
}
