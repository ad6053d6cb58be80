package org.linli.solver.plan;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/**
 * Prints what beginning anew from the plan so far costs a search: processor time until the first slice, and the plan
 * after the same processor time in one search, or in several one after the other. No way of taking changes into a
 * running search can be better than one that is never interrupted.
 */
public final class RestartCost {
    private RestartCost() {}

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @SuppressWarnings("SystemOut") // a report for people
    public static void main(String[] args) {
        int volunteers = Integer.parseInt(args[0]);
        int orders = Integer.parseInt(args[1]);
        int tenths = Integer.parseInt(args[2]);
        VisitPlan start = new RandomZone(1, 8_000).plain(volunteers, orders);
        VisitPlan built = search(start, 1, 0.01);
        for (int searches : new int[] {1, 2, 5, 10, 20}) {
            VisitPlan plan = built;
            for (int i = 1; i <= searches; i++) {
                plan = search(plan, i, tenths / 10.0 / searches);
            }
            HardMediumSoftLongScore score = score(plan);
            System.out.printf(Locale.ROOT, "%2d searches of %.2f s: %s%n", searches, tenths / 10.0 / searches, score);
        }
        long from = cpuNs();
        for (int i = 0; i < 10; i++) {
            search(built, i, 0.000_001);
        }
        System.out.printf(Locale.ROOT, "beginning anew: %.1f ms%n", (cpuNs() - from) / 1e7);
    }

    private static VisitPlan search(VisitPlan plan, long seed, double seconds) {
        SolverSettings settings = new SolverSettings(seed, Duration.ofNanos((long) (seconds * 1e9)), 0);
        List<VisitPlan.Start> starts = new ArrayList<>();
        for (Route route : plan.routes()) {
            if (route.volunteer() != null) {
                starts.add(new VisitPlan.Start(route.volunteer(), route.visits()));
            }
        }
        VisitPlan anew = VisitPlan.of(plan.scorer(), starts, plan.visits(), () -> {});
        return settings.newSolver(RestartCost::cpuNs).solve(anew);
    }

    private static HardMediumSoftLongScore score(VisitPlan plan) {
        try (var director = Directors.incremental(plan.copy())) {
            return director.calculateScore();
        }
    }
}
