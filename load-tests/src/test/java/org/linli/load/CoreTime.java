package org.linli.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Work a second of a core's time, beside what JMH measures by the clock on the wall: on a machine with other work the
 * two differ. For the thread that does the work; what the JVM's own threads do for it counts in the second figure.
 */
public final class CoreTime {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String what;
    private long did;
    private long threadNanos;
    private long processNanos;

    /** @param what is counted, in the plural */
    public CoreTime(String what) {
        this.what = what;
    }

    public void begin() {
        did = 0;
        threadNanos = threads.getCurrentThreadCpuTime();
        processNanos = processNanos();
    }

    public void did(long more) {
        did += more;
    }

    /** Prints one line. */
    public void end() {
        double own = (threads.getCurrentThreadCpuTime() - threadNanos) / 1e9;
        double all = (processNanos() - processNanos) / 1e9;
        System.out.printf(
                "%,.0f %s/s of its thread's time, %,.0f with the JVM's own threads; load %.1f%n",
                did / own,
                what,
                did / all,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static long processNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not say what a process has used"))
                .toNanos();
    }
}
