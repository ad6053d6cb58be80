package org.linli.load.online;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Matches published streams under both rules and prints each beside the offline optimum (Q3).
 *
 * <p>A file whose times do not ascend is first taken in the order of its lines, as its publishers do, where nobody leaves;
 * then, and any other file only so, by its times, where everybody leaves at the end of the own interval. The unit of the files' times is
 * taken for a second; the order of lines has no clock, so that {@code --line-seconds} gives it one.
 */
@Command(
        name = "online-matching",
        mixinStandardHelpOptions = true,
        description = "Matches a stream of workers and tasks, final on arrival and until accepted.")
public final class OnlineCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", description = "gMission or TOBM files, gzipped or not.")
    private List<Path> files = List.of();

    @Option(names = "--acceptance-seconds", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    private double acceptanceSeconds;

    @Option(names = "--line-seconds", defaultValue = "1", description = "Between two lines. Default: ${DEFAULT-VALUE}.")
    private double lineSeconds;

    @Option(names = "--futures", defaultValue = "1000", description = "Drawn a choice. Default: ${DEFAULT-VALUE}.")
    private int futures;

    @Option(names = "--seeds", defaultValue = "3", description = "Of the drawn futures. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--permutations",
            defaultValue = "0",
            description = "Other random orders of the first file's lines. Default: ${DEFAULT-VALUE}.")
    private int permutations;

    private final PrintStream console = System.out;
    private final List<String> violations = new ArrayList<>();

    /** Answers 0 where every pair passed the checker, else 1. */
    @Override
    public Integer call() throws IOException {
        console.println("| stream | order | optimum | greedy | foresight, median (worst) | until accepted | changes |");
        console.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Path file : files) {
            List<Arrival> arrivals = ArrivalFile.read(file);
            List<String> lines = ArrivalFile.lines(file);
            if (!Stream.ascends(arrivals)) {
                row(file.getFileName().toString(), "lines", Stream.drawn(arrivals), lines);
            }
            row(file.getFileName().toString(), "times", Stream.timed(arrivals), lines);
        }
        if (permutations > 0) {
            shuffles();
        }
        violations.forEach(console::println);
        console.printf("%d pairs broke a rule.%n", violations.size());
        return violations.isEmpty() ? 0 : 1;
    }

    private void row(String name, String order, Stream stream, List<String> lines) {
        double optimum = Market.offlineOptimum(stream);
        UntilAccepted.Outcome open = UntilAccepted.run(stream, acceptanceSeconds, lineSeconds);
        console.printf(
                Locale.ROOT,
                "| %s | %s | %,.2f | %s | %s | %s | %d |%n",
                name,
                order,
                optimum / Arrival.UNITS,
                share(List.of(FinalOnArrival.run(stream, greedy(stream))), optimum, lines),
                stream.timed() ? "" : share(foreseen(stream), optimum, lines),
                share(List.of(open.pairs()), optimum, lines),
                open.changes());
    }

    private List<List<Pair>> foreseen(Stream stream) {
        return LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> FinalOnArrival.run(stream, new Foresight(futures, seed)))
                .toList();
    }

    private String share(List<List<Pair>> runs, double optimum, List<String> lines) {
        double[] worth = runs.stream()
                .mapToDouble(pairs -> checked(pairs, lines))
                .sorted()
                .toArray();
        String median = percent(worth[worth.length / 2], optimum);
        return worth.length == 1 ? median : median + " (" + percent(worth[0], optimum) + ")";
    }

    private double checked(List<Pair> pairs, List<String> lines) {
        PairCheck.Verdict verdict = PairCheck.check(lines, pairs);
        violations.addAll(verdict.violations());
        return verdict.worth() * Arrival.UNITS;
    }

    private void shuffles() throws IOException {
        List<Arrival> arrivals = ArrivalFile.read(files.get(0));
        List<String> lines = ArrivalFile.lines(files.get(0));
        double[][] worth = new double[3][permutations];
        double optimum = Market.offlineOptimum(Stream.drawn(arrivals));
        for (int i = 0; i < permutations; i++) {
            Stream stream = Stream.shuffled(arrivals, i);
            worth[0][i] = checked(FinalOnArrival.run(stream, FinalOnArrival.GREEDY), lines);
            worth[1][i] = checked(FinalOnArrival.run(stream, new Foresight(futures, 1)), lines);
            worth[2][i] = checked(
                    UntilAccepted.run(stream, acceptanceSeconds, lineSeconds).pairs(), lines);
        }
        console.printf(
                "| %d other orders | lines | | mean %s | mean %s | mean %s | |%n",
                permutations, mean(worth[0], optimum), mean(worth[1], optimum), mean(worth[2], optimum));
    }

    private static String mean(double[] worth, double optimum) {
        return percent(Arrays.stream(worth).average().orElse(0), optimum);
    }

    private static String percent(double worth, double optimum) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * worth / optimum);
    }

    private static FinalOnArrival.Rule greedy(Stream stream) {
        boolean equal = stream.order().stream().allMatch(arrival -> arrival.worth() == 1);
        return equal ? FinalOnArrival.NEAREST : FinalOnArrival.GREEDY;
    }
}
