package org.linli.solver.plan;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Prints how many moves the search tries in a second of its thread's CPU time. */
public final class SearchSpeed {
    private SearchSpeed() {}

    @SuppressWarnings("SystemOut") // a report for people
    public static void main(String[] args) {
        for (int[] size : new int[][] {{50, 100}, {500, 800}, {2000, 1000}}) {
            VisitPlan plan = new RandomZone(1, 10_000).plain(size[0], size[1]);
            for (int round = 0; round < 3; round++) {
                solve(plan, size, 10);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void solve(VisitPlan plan, int[] size, int seconds) {
        long[] scores = new long[1];
        VisitPlan counted = new VisitPlan(
                plan.copy().routes(), plan.visits(), plan.scorer(), plan.neighbourhood(), () -> scores[0]++);
        SolverSettings settings = new SolverSettings(1, Duration.ofSeconds(seconds), 0);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        VisitPlan solved = settings.newSolver(System::nanoTime).solve(counted);
        double spent = (threads.getCurrentThreadCpuTime() - from) / 1e9;
        System.out.printf(
                "%d volunteers, %d visits: %.3f million moves tried a second of CPU, unserved %d, %s%n",
                size[0],
                size[1],
                scores[0] / spent / 1e6,
                solved.bench().visits().size(),
                solved.getScore());
    }
}
