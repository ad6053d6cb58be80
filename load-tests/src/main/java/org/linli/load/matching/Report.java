package org.linli.load.matching;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The runs as three tables in Markdown. */
final class Report {
    private static final double METERS_PER_KM = 1_000;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    static String of(List<Run> runs) {
        Report report = new Report();
        report.quality(runs);
        report.line("| from scratch | CPU ms, median | CPU ms, worst | wall ms, median | wall ms, worst |");
        report.line("| --- | --- | --- | --- | --- |");
        report.scratch("graph included", runs, Run::fromScratch);
        report.scratch("graph kept", runs, Run::rematch);
        report.operations(runs);
        return report.text.toString();
    }

    private void quality(List<Run> runs) {
        line("| seed | exact: travel km | unserved | greedy: travel km | unserved | greedy costs more by | optimum |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        for (Run run : runs) {
            line(
                    "| %d | %,.1f | %d | %,.1f | %d | %.1f %% | %s |",
                    run.seed(),
                    run.exact().travelMeters() / METERS_PER_KM,
                    run.exact().unserved(),
                    run.greedy().travelMeters() / METERS_PER_KM,
                    run.greedy().unserved(),
                    100.0
                            * (run.greedy().cost() - run.exact().cost())
                            / run.exact().cost(),
                    judgement(run));
        }
        line("");
    }

    private static String judgement(Run run) {
        if (!run.isOptimal()) {
            return "NOT OPTIMAL";
        }
        return run.judged().isPresent() ? "proved, equal to OR-Tools" : "proved";
    }

    private void scratch(String what, List<Run> runs, Function<Run, Stopwatch.Lap> lapOf) {
        double[] cpu = sorted(runs, run -> lapOf.apply(run).cpuMs());
        double[] wall = sorted(runs, run -> lapOf.apply(run).wallMs());
        line("| %s | %.1f | %.1f | %.1f | %.1f |", what, median(cpu), worst(cpu), median(wall), worst(wall));
    }

    private static double[] sorted(List<Run> runs, ToDoubleFunction<Run> ms) {
        return runs.stream().mapToDouble(ms).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double worst(double[] sorted) {
        return sorted[sorted.length - 1];
    }

    private void operations(List<Run> runs) {
        line("");
        line(
                "| one operation, optimum again | count | wall µs, median | p99 | CPU µs, median | p99 | worst run's p99 |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        for (Day.Event event : Day.Event.values()) {
            operation(event, runs);
        }
    }

    private void operation(Day.Event event, List<Run> runs) {
        Timings all = Timings.none();
        runs.forEach(run -> all.add(run.timingsOf(event)));
        double worst = runs.stream()
                .mapToDouble(run -> micros(run.timingsOf(event).cpu(), P99))
                .max()
                .orElseThrow();
        line(
                "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %.1f |",
                event.words,
                all.wall().getTotalCount(),
                micros(all.wall(), MEDIAN),
                micros(all.wall(), P99),
                micros(all.cpu(), MEDIAN),
                micros(all.cpu(), P99),
                worst);
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
