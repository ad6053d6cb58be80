package org.linli.load.trsp;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs days of technicians whose requests are revealed one after the other, and prints the share served (Q4). */
@Command(
        name = "trsp",
        mixinStandardHelpOptions = true,
        description = "Dynamic technicians: a file of dynamic/, or the folder that holds dynamic/ and static/.")
public final class TechnicianCommand implements Callable<Integer> {
    @Parameters(description = "A *_rd_*.txt, or the folder above.")
    private Path where = Path.of("");

    @Option(
            names = "--first-moves",
            defaultValue = "1000000",
            description = "Before the day begins. Default: ${DEFAULT-VALUE}.")
    private long firstMoves;

    @Option(
            names = "--moves",
            defaultValue = "100000",
            description = "Each time something is revealed. Default: ${DEFAULT-VALUE}.")
    private long moves;

    @Option(names = "--seed", defaultValue = "1", description = "Of the first run. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Seeds, one after the other. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--tools", description = "Take tools as skills: stricter than the rules. Default: leave them out.")
    private boolean tools;

    @Option(names = "--percent", defaultValue = "0", description = "Only files with 10 or 50 % revealed; 0: both.")
    private int percent;

    @Option(names = "--every", defaultValue = "1", description = "Only each so-and-so-many-th file.")
    private int every;

    private final PrintStream console = System.out;

    /** What a file's runs came to, in percent of its requests. */
    private record Row(List<Double> served) {}

    /** Answers 0 where every day passed the checker, else 1. */
    @Override
    public Integer call() throws IOException {
        Map<Integer, List<Row>> byPercent = new TreeMap<>();
        int broken = 0;
        for (Path file : files()) {
            TechnicianDay day = TechnicianDay.read(file, tools);
            double[] served = new double[runs];
            long before = System.nanoTime();
            for (int run = 0; run < runs; run++) {
                DayCheck.Verdict verdict = DayCheck.check(day, DayRun.run(day, firstMoves, moves, seed + run));
                verdict.violations().forEach(console::println);
                broken += verdict.violations().size();
                served[run] = 100.0 * verdict.served() / day.requests().size();
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            byPercent
                    .computeIfAbsent(TechnicianDay.percentOf(file), percent -> new ArrayList<>())
                    .add(new Row(Arrays.stream(served).boxed().toList()));
            console.printf(
                    Locale.ROOT, "%s: %s %% served, %.0f s%n", file.getFileName(), Arrays.toString(served), seconds);
        }
        byPercent.forEach(this::sum);
        console.printf("%d violations.%n", broken);
        return broken == 0 ? 0 : 1;
    }

    private void sum(int percent, List<Row> rows) {
        double[] means = new double[runs];
        for (int run = 0; run < runs; run++) {
            int of = run;
            means[run] = rows.stream()
                    .mapToDouble(row -> row.served().get(of))
                    .average()
                    .orElse(0);
        }
        Arrays.sort(means);
        console.printf(
                Locale.ROOT,
                "%d %% revealed during the day, %d instances: mean served %.2f %% (median of %d runs), worst run %.2f %%%n",
                percent,
                rows.size(),
                means[runs / 2],
                runs,
                means[0]);
    }

    private List<Path> files() throws IOException {
        if (Files.isRegularFile(where)) {
            return List.of(where);
        }
        try (Stream<Path> found = Files.list(where.resolve("dynamic"))) {
            List<Path> all = found.sorted()
                    .filter(file -> percent == 0 || TechnicianDay.percentOf(file) == percent)
                    .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i % every == 0)
                    .mapToObj(all::get)
                    .toList();
        }
    }
}
