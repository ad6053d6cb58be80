package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Solves all instances of a folder, some runs each, and writes the table beside the published results. */
@Command(name = "hhcrsp-table", description = "Solves a folder of instances and prints the table.")
public final class CareTable implements Callable<Integer> {
    /** From so many patients on a run has three times the seconds. */
    private static final int LARGE = 100;

    @Option(names = "--dir", required = true, description = "With instances/ and best-known.csv.")
    private Path dir = Path.of("");

    @Option(names = "--seconds", defaultValue = "60", description = "A run, thrice that from 100 patients on.")
    private int seconds;

    @Option(names = "--cpu-seconds", description = CareBudget.CPU_SECONDS + " Thrice that from 100 patients on.")
    private int cpuSeconds;

    @Option(names = "--runs", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--threads", defaultValue = "2", description = "Seeds at once in a run; the best counts.")
    private int threads;

    @Option(names = "--seed", defaultValue = "1", description = "The first run's. Default: ${DEFAULT-VALUE}.")
    private long firstSeed;

    @Option(names = "--only", defaultValue = "", description = "Only instances whose name contains this.")
    private String only = "";

    @Option(names = "--append", description = "A Markdown file that the table is added to.")
    @Nullable
    private Path append;

    @Option(
            names = "--out",
            description = "A folder for lines and solutions as they come; what it has is not run again.")
    @Nullable
    private Path out;

    /** The first instance of each size, then the second: a table that is cut off still says something of every size. */
    static final Comparator<Path> ROUND_BY_ROUND = Comparator.comparing(
                    (Path file) -> nameOf(file).replaceAll(".*_", ""))
            .thenComparing(CareTable::nameOf);

    private final PrintStream console = System.out;

    /** One instance: the costs of its runs in ascending order, beside what was published. */
    record Row(String name, int patients, double[] costs, double bestKnown, double published) {
        double median() {
            return costs[costs.length / 2];
        }

        double worst() {
            return costs[costs.length - 1];
        }

        static double gap(double cost, double bestKnown) {
            return 100 * (cost / bestKnown - 1);
        }
    }

    /** Answers 0 where every solution passed the checker, else 1. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String[]> known = known();
        CareRecord record = out == null ? null : new CareRecord(out, conditions());
        List<Row> rows = new ArrayList<>();
        for (Path file : instances()) {
            String name = nameOf(file);
            JsonObject instance = JsonFiles.read(file);
            int patients = instance.getJsonArray("patients").size();
            double[] costs = record != null && record.has(name) ? record.costs(name) : solve(name, instance, record);
            rows.add(row(name, patients, costs, known));
        }
        rows.sort(Comparator.comparingInt(Row::patients).thenComparing(Row::name));
        report(rows);
        return rows.stream().allMatch(row -> Double.isFinite(row.worst())) ? 0 : 1;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.json(\\.gz)?$", "");
    }

    private String conditions() {
        return "%d runs of %s (thrice from %d patients on) with %d seeds at once from seed %d"
                .formatted(runs, budget(), LARGE, threads, firstSeed);
    }

    /** The costs of some runs in ascending order. */
    private double[] solve(String name, JsonObject instance, @Nullable CareRecord record)
            throws IOException, InterruptedException {
        int patients = instance.getJsonArray("patients").size();
        List<CareCommand.Best> solved = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            long seed = firstSeed + (long) run * threads;
            solved.add(CareCommand.solve(instance, seed, threads, budget().times(patients < LARGE ? 1 : 3)));
            console.printf(
                    Locale.ROOT,
                    "%s, seed %d: %s%n",
                    name,
                    seed,
                    solved.get(run).verdict());
        }
        solved.sort(CareCommand.Best.ORDER);
        double[] costs = solved.stream().mapToDouble(CareTable::cost).toArray();
        if (record != null) {
            record.add(name, costs, solved.get(0).solution());
        }
        return costs;
    }

    private static double cost(CareCommand.Best best) {
        return best.verdict().isFeasible() ? best.verdict().cost() : Double.POSITIVE_INFINITY;
    }

    private CareBudget budget() {
        return CareBudget.of(seconds, cpuSeconds);
    }

    private static Row row(String name, int patients, double[] costs, Map<String, String[]> known) {
        String[] line = known.get(name);
        if (line == null) {
            throw new IllegalArgumentException("best-known.csv has no line for " + name);
        }
        return new Row(name, patients, costs, Double.parseDouble(line[2]), Double.parseDouble(line[12]));
    }

    private List<Path> instances() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("instances"))) {
            return files.filter(file -> file.toString().contains(".json")
                            && String.valueOf(file.getFileName()).contains(only))
                    .sorted(ROUND_BY_ROUND)
                    .toList();
        }
    }

    private Map<String, String[]> known() throws IOException {
        Map<String, String[]> known = new HashMap<>();
        for (String line : Files.readAllLines(dir.resolve("best-known.csv"))) {
            String[] fields = line.split(",", -1);
            known.put(fields[0], fields);
        }
        return known;
    }

    private void report(List<Row> rows) throws IOException {
        String text =
                "\n### Runs of %s\n\n%d runs of %s (%s from %d patients on), %d seeds at once, %d cores, Java %s\n\n%s"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                runs,
                                budget(),
                                budget().times(3),
                                LARGE,
                                threads,
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version(),
                                table(rows));
        console.println(text);
        if (append != null) {
            Files.writeString(append, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** A line for each instance and one for each size. */
    static String table(List<Row> rows) {
        StringBuilder text = new StringBuilder("""
            | instance | median | worst | best known | BRKGA-MP-IPR 2021, mean | gap of the median | of the worst | of BRKGA |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
        rows.forEach(row -> text.append(line(row.name, row)));
        rows.stream().mapToInt(Row::patients).distinct().sorted().forEach(size -> text.append(mean(size, rows)));
        return text.toString();
    }

    private static String line(String name, Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.2f | %.2f %% | %.2f %% | %.2f %% |%n",
                name,
                row.median(),
                row.worst(),
                row.bestKnown,
                row.published,
                Row.gap(row.median(), row.bestKnown),
                Row.gap(row.worst(), row.bestKnown),
                Row.gap(row.published, row.bestKnown));
    }

    private static String mean(int patients, List<Row> rows) {
        List<Row> same = rows.stream().filter(row -> row.patients == patients).toList();
        return String.format(
                Locale.ROOT,
                "| **mean gap of %d patients** | | | | | **%.2f %%** | %.2f %% | %.2f %% |%n",
                patients,
                same.stream()
                        .mapToDouble(row -> Row.gap(row.median(), row.bestKnown))
                        .average()
                        .orElse(0),
                same.stream()
                        .mapToDouble(row -> Row.gap(row.worst(), row.bestKnown))
                        .average()
                        .orElse(0),
                same.stream()
                        .mapToDouble(row -> Row.gap(row.published, row.bestKnown))
                        .average()
                        .orElse(0));
    }
}
