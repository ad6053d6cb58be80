package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.solver.plan.ZoneSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Searches instances of our own ({@link CareDraw}) one after the other, each for so much processor time of its thread:
 * what a change of the search is judged by before the published instances are.
 */
@Command(name = "hhcrsp-trial", description = "Searches random instances of the family; prints costs and speed.")
public final class CareTrial implements Callable<Integer> {
    @Option(names = "--patients", split = ",", defaultValue = "50,75,100,200")
    private List<Integer> patients = List.of();

    @Option(names = "--instances", defaultValue = "2", description = "Of each size. Default: ${DEFAULT-VALUE}.")
    private int instances;

    @Option(names = "--first", defaultValue = "1", description = "The first instance's seed.")
    private long first;

    @Option(names = "--cpu-seconds", defaultValue = "10", description = "A search. Default: ${DEFAULT-VALUE}.")
    private int cpuSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the search.")
    private long seed;

    private final PrintStream console = System.out;

    /** Answers 0 where every solution passed the checker, else 1. */
    @Override
    public Integer call() {
        boolean feasible = true;
        for (int size : patients) {
            for (long drawn = first; drawn < first + instances; drawn++) {
                feasible &= search(size, drawn);
            }
        }
        return feasible ? 0 : 1;
    }

    private boolean search(int size, long drawn) {
        JsonObject json = CareDraw.instance(size, drawn);
        Instance instance = Instance.of(json);
        ZoneProblem problem = CareZone.problem(instance, seed, cpuSeconds);
        List<ZoneDifference> found = new ArrayList<>();
        long[] moves = new long[1];
        LongSupplier clock = threadTime();
        long from = clock.getAsLong();
        new ZoneSearch(problem, CareZone.policy(), CareZone.travel(instance), () -> moves[0]++, clock)
                .run(differences -> {
                    found.clear();
                    found.addAll(differences);
                });
        double spent = (clock.getAsLong() - from) / 1e9;
        Checker.Verdict verdict = Checker.check(json, CareSearch.solution(instance, found));
        console.printf(
                Locale.ROOT,
                "%d patients, drawn by %d: cost %.3f (travel %.0f, late %.0f, at most %.0f), %.1f s, %.3f million"
                        + " moves/s%s%n",
                size,
                drawn,
                verdict.cost(),
                verdict.distance(),
                verdict.tardiness(),
                verdict.worst(),
                spent,
                moves[0] / spent / 1e6,
                verdict.isFeasible() ? "" : " " + verdict.violations());
        return verdict.isFeasible();
    }

    private static LongSupplier threadTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads::getCurrentThreadCpuTime;
    }
}
