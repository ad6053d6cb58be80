package org.linli.load;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** P3 to P5 inside one process: from an order being due to its offer decided, without sockets and without a store. */
@Command(
        name = "city",
        mixinStandardHelpOptions = true,
        description = {
            "From an order being due to its offer decided, in one process: production's decisions, dispatcher and zone"
                    + " solver;",
            "no HTTP, no Redis. Open orders and busy volunteers are held constant by shortening visits."
        })
final class CityCommand implements Callable<Integer> {
    @Option(names = "--orders-per-second", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--volunteers", defaultValue = "10000", description = "On duty. Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(names = "--open-orders", defaultValue = "5000", description = "Held constant. Default: ${DEFAULT-VALUE}.")
    private int openOrders;

    @Option(names = "--towns", defaultValue = "12", description = "0: evenly. Default: ${DEFAULT-VALUE}.")
    private int towns;

    @Option(names = "--seconds", defaultValue = "60", description = "Measured seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "90",
            description = "Seconds before, in which the city fills and the JIT works. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Each with a seed of its own. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--no-solver", description = "Insertion and matching alone.")
    private boolean noSolver;

    @Option(names = "--append", description = "A Markdown file that the table is added to.")
    private @Nullable Path append;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures();
        for (int run = 1; run <= runs; run++) {
            System.out.printf("city: run %d of %d%n", run, runs);
            run(run, figures);
        }
        Results.print(
                System.out,
                String.format(
                        Locale.ROOT,
                        "Order → offer decided, one process, %,d orders/s, %,d volunteers, %,d open orders",
                        rate,
                        volunteers,
                        openOrders),
                "linli-load city --orders-per-second %d --volunteers %d --open-orders %d --warmup %d --seconds %d --runs %d"
                        .formatted(rate, volunteers, openOrders, warmup, seconds, runs),
                figures,
                append);
        return 0;
    }

    private void run(int seed, Figures figures) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (OneProcess city = new OneProcess(seed, volunteers, towns, openOrders / (double) rate, !noSolver, meters)) {
            city.settle();
            city.steady(rate, warmup);
            city.begin();
            NodeThreads before = NodeThreads.of(ProcessHandle.current().pid());
            long orders = city.steady(rate, seconds);
            NodeThreads used = NodeThreads.of(ProcessHandle.current().pid()).since(before);
            city.rest();
            Histogram micros = city.offered();
            Results.add(figures, micros, "order → offer decided", "", rate <= 100 ? "≤ 25" : "≤ 50");
            figures.addGain("timed orders", (double) micros.getTotalCount(), "");
            figures.add("orders without an offer", city.unoffered(), "0");
            figures.add("open orders at the end", city.open(), openOrders + "");
            figures.add("changes of offers, each order", city.changesPerOrder(), "≤ 0.2");
            used.seconds()
                    .forEach((kind, cpu) ->
                            figures.add(kind + ", µs of CPU an order", cpu * 1e6 / Math.max(1, orders), ""));
            meters.find("linli.dispatch.insertion").timers().forEach(timer -> {
                for (var at : timer.takeSnapshot().percentileValues()) {
                    String name = String.format(Locale.ROOT, "insertion, p%.0f ms", at.percentile() * 100);
                    figures.add(name, at.value(TimeUnit.MILLISECONDS), "");
                }
            });
        }
    }
}
