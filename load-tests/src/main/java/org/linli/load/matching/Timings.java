package org.linli.load.matching;

import org.HdrHistogram.Histogram;

/** How long many operations of one kind took, in nanoseconds: on the wall, and of this thread's processor. */
record Timings(Histogram wall, Histogram cpu) {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    static Timings none() {
        return new Timings(new Histogram(LONGEST_NANOS, DIGITS), new Histogram(LONGEST_NANOS, DIGITS));
    }

    void record(Runnable operation, Stopwatch stopwatch) {
        Stopwatch.Lap lap = stopwatch.time(operation);
        wall.recordValue(Math.min(LONGEST_NANOS, lap.wallNanos()));
        cpu.recordValue(Math.min(LONGEST_NANOS, lap.cpuNanos()));
    }

    void add(Timings others) {
        wall.add(others.wall);
        cpu.add(others.cpu);
    }
}
