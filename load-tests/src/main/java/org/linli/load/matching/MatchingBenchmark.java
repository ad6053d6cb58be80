package org.linli.load.matching;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Quality and speed of the one-to-one matching (Q2): exact cost beside greedy and OR-Tools, time from scratch, and time
 * of each incremental operation.
 *
 * <p>How the numbers are taken. Each run draws its own county from its own seed: orders and volunteers in a square of
 * 38 km, evenly or around towns, each order with its 20 to 40 nearest volunteers, cost in metres, an unserved order at 60
 * to 1,000 km by priority. <em>Greedy</em> serves the orders as they come, each by its nearest free candidate. The exact
 * cost is proved by its prices ({@link org.linli.matcher.match.Certificate}), at first and after the last operation, and
 * compared with OR-Tools' min-cost flow where that is on the class path. <em>From scratch, graph included</em> is the
 * time from an empty object to the optimum, candidates given; <em>graph kept</em> forgets pairs and prices alone. An
 * <em>operation</em> is timed singly from the call until its changes have been told, on one thread, at full size, costs
 * computed before. Three runs of other seeds warm up the compiler and are thrown away, but the very first time from
 * scratch is reported as the cold one. Garbage collection is in the numbers, and so is, on the wall, whatever else the
 * machine does; the processor time of the thread stands
 * beside it (and holds some 0.5 µs of reading that clock).
 */
@Command(
        name = "matching",
        mixinStandardHelpOptions = true,
        description = "One-to-one matching: exact against greedy and OR-Tools, from scratch and incrementally.")
public final class MatchingBenchmark implements Callable<Integer> {
    private static final int WARM_UPS = 3;

    @Option(names = "--orders", defaultValue = "5000", description = "Open orders (${DEFAULT-VALUE}).")
    int orders;

    @Option(names = "--volunteers", defaultValue = "20000", description = "Free volunteers (${DEFAULT-VALUE}).")
    int volunteers;

    @Option(names = "--towns", defaultValue = "0", description = "Towns to gather in; 0 spreads evenly.")
    int towns;

    @Option(names = "--seed", defaultValue = "1", description = "Of the first run; the next take the next.")
    long seed;

    @Option(names = "--runs", defaultValue = "3", description = "Counties drawn and matched (${DEFAULT-VALUE}).")
    int runs;

    @Option(
            names = "--rounds",
            defaultValue = "2000",
            description = "Operations of each kind a run (${DEFAULT-VALUE}).")
    int rounds;

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MatchingBenchmark()).execute(arguments));
    }

    /** Runs, prints, and answers 0 if every optimum was one, else 1. */
    @Override
    public Integer call() {
        checkOptions();
        out.printf(
                "matching: %,d orders, %,d volunteers, %s; seeds %d to %d%n%s%n",
                orders, volunteers, towns == 0 ? "spread evenly" : towns + " towns", seed, seed + runs - 1, machine());
        Stopwatch.Lap cold = run(seed - WARM_UPS).fromScratch();
        out.printf(
                "cold (first of the process, graph included): %.1f ms of CPU, %.1f ms on the wall%n%n",
                cold.cpuMs(), cold.wallMs());
        for (int i = 1; i < WARM_UPS; i++) {
            run(seed - i);
        }
        List<Run> measured = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            measured.add(run(seed + i));
        }
        out.println(Report.of(measured));
        return measured.stream().allMatch(Run::isOptimal) ? 0 : 1;
    }

    private void checkOptions() {
        if (orders < 1 || volunteers < 1 || runs < 1 || rounds < 1 || towns < 0) {
            throw new IllegalArgumentException("--orders (" + orders + "), --volunteers (" + volunteers + "), --runs ("
                    + runs + ") and --rounds (" + rounds + ") must be at least 1, --towns (" + towns
                    + ") at least 0. Maybe leave them out.");
        }
    }

    private Run run(long runSeed) {
        return Run.of(new Instance.Size(orders, volunteers, towns, runSeed), rounds, Stopwatch.ofThisThread());
    }

    private static String machine() {
        return "machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version() + ", " + LocalDate.now(ZoneId.systemDefault());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unnamed processor");
        } catch (IOException | UncheckedIOException unreadable) {
            return System.getProperty("os.arch", "unnamed processor");
        }
    }
}
