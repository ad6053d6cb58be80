package org.linli.sim;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.linli.load.check.Violation;

/**
 * How a planted mistake was found, or that it was not.
 *
 * @param seed      the first that shows it; 0: none did
 * @param seeds     how many were tried
 * @param violation what shows it; empty where nothing does
 */
record Catch(Bug bug, long seed, int seeds, long tookMs, String invariant, String violation) {
    static final int MOST_SEEDS = 500;
    static final long MOST_MS = 60_000;

    /**
     * Runs seed after seed until one shows the mistake.
     *
     * @param cpuNanos the time that this thread has had of a core, so that a busy machine does not count
     */
    static Catch hunt(Bug bug, LongSupplier cpuNanos) {
        long began = cpuNanos.getAsLong();
        for (int tried = 1; tried <= MOST_SEEDS; tried++) {
            Run run = Simulation.run(Plan.of(tried), Bugs.of(bug));
            long tookMs = (cpuNanos.getAsLong() - began) / 1_000_000;
            Optional<Violation> shown = shown(bug, run);
            if (shown.isPresent()) {
                return new Catch(
                        bug,
                        tried,
                        tried,
                        tookMs,
                        shown.get().invariant().name(),
                        shown.get().evidence());
            }
            if (tookMs > MOST_MS) {
                return new Catch(bug, 0, tried, tookMs, "", "");
            }
        }
        return new Catch(bug, 0, MOST_SEEDS, (cpuNanos.getAsLong() - began) / 1_000_000, "", "");
    }

    /** What shows the mistake, and does not merely say it in other words. */
    static Optional<Violation> shown(Bug bug, Run run) {
        return run.findings().violations().stream()
                .filter(violation -> !bug.isObviousBy(violation.invariant()))
                .findFirst();
    }

    boolean isFound() {
        return seed > 0;
    }

    /** As a row of the table in the documents. */
    String row() {
        return String.format(
                "| %s | %s | %s | %.1f s |",
                bug.mistake(),
                isFound() ? "`" + invariant + "`" : "not found",
                isFound() ? seed : "-",
                tookMs / 1000.0);
    }
}
