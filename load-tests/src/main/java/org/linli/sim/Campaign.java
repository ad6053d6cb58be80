package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.linli.load.check.Findings;
import org.linli.load.check.Invariant;

/** Many runs, each on one thread; as many at once as there are cores. */
final class Campaign {
    private static final int MOST_FAILURES_KEPT = 5;

    private final Findings findings = new Findings();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Run> failures = new ArrayList<>();
    private int runs;
    private long failed;
    private long events;
    private long simulatedMs;
    private long wallNanos;

    /** @param nanoTime the machine's monotonic clock */
    static Campaign run(long firstSeed, int runs, int threads, java.util.function.LongSupplier nanoTime) {
        Campaign campaign = new Campaign();
        long began = nanoTime.getAsLong();
        AtomicLong next = new AtomicLong(firstSeed);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> campaign.work(next, firstSeed + runs), "sim-" + i);
            workers.add(worker);
            worker.start();
        }
        workers.forEach(Campaign::join);
        campaign.wallNanos = nanoTime.getAsLong() - began;
        return campaign;
    }

    /** One run that has been made. */
    static Campaign of(Run run, long wallNanos) {
        Campaign campaign = new Campaign();
        campaign.take(run);
        campaign.wallNanos = wallNanos;
        return campaign;
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(AtomicLong next, long end) {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            take(Simulation.run(Plan.of(seed), Bugs.NONE));
        }
    }

    private synchronized void take(Run run) {
        runs++;
        events += run.events();
        simulatedMs += run.simulatedMs();
        findings.add(run.findings());
        run.counts().forEach((what, times) -> counts.merge(what, times, Long::sum));
        if (!run.isSound()) {
            failed++;
            if (failures.size() < MOST_FAILURES_KEPT) {
                failures.add(run);
            }
        }
    }

    List<Run> failures() {
        return failures;
    }

    Findings findings() {
        return findings;
    }

    /** How often something came about. */
    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Every invariant with how often it was put to the test, and what else came about, a line each. */
    String exercised() {
        StringBuilder text = new StringBuilder();
        for (Invariant invariant : Invariant.values()) {
            text.append(String.format(
                    "%-13s tested %,12d times: %s%n", invariant, findings.tested(invariant), invariant.promise()));
        }
        counts.forEach((what, times) -> text.append(String.format("%-40s %,12d times%n", what, times)));
        return text.toString();
    }

    double timesRealTime() {
        return simulatedMs * 1e6 / Math.max(1, wallNanos);
    }

    String line() {
        return String.format(
                "runs %d, events %d, %.0f times real time, violations %d",
                runs, events, timesRealTime(), findings.violations().size());
    }

    long failed() {
        return failed;
    }
}
