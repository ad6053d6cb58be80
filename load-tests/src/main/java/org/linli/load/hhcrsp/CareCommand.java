package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Solves one instance with one thread a seed, and writes the best solution that the checker passes. */
@Command(name = "hhcrsp", description = "Solves one instance of home health care routing and scheduling.")
public final class CareCommand implements Callable<Integer> {
    @Option(names = "--instance", required = true, description = "A JSON file, gzipped or not.")
    private Path instance = Path.of("");

    @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--cpu-seconds", description = CareBudget.CPU_SECONDS)
    private int cpuSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", description = "Seeds at once. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--out", description = "Where the solution is written.")
    @Nullable
    private Path out;

    private final PrintStream console = System.out;

    /** Answers 0 where a feasible solution was found, else 1. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonObject json = JsonFiles.read(instance);
        Best best = solve(json, seed, threads, CareBudget.of(seconds, cpuSeconds));
        console.printf("%s: %s%n", instance.getFileName(), best.verdict());
        if (out != null) {
            Files.writeString(out, best.solution().encodePrettily());
        }
        return best.verdict().isFeasible() ? 0 : 1;
    }

    /** A solution and what the checker says of it. */
    record Best(JsonObject solution, Checker.Verdict verdict) {
        static final Comparator<Best> ORDER = Comparator.comparingInt(
                        (Best best) -> best.verdict().violations().size())
                .thenComparingDouble(best -> best.verdict().cost());
    }

    /** The best of some seeds, searched at once. */
    static Best solve(JsonObject instance, long seed, int threads, CareBudget budget) throws InterruptedException {
        List<Long> seeds = LongStream.range(seed, seed + threads).boxed().toList();
        Map<Long, JsonObject> solutions = CareSearch.solve(Instance.of(instance), seeds, budget);
        return solutions.values().stream()
                .map(solution -> new Best(solution, Checker.check(instance, solution)))
                .min(Best.ORDER)
                .orElseThrow();
    }
}
