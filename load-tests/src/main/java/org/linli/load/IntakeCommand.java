package org.linli.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.linli.gateway.client.ApiProblem;
import org.linli.load.wire.Shot;
import org.linli.load.wire.Tally;
import org.linli.load.wire.Volley;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** P1 and P2: orders at a steady rate, each timed from when it was due to its 201, which means that it was fsynced. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description = "Durable order intake: 201 after fsync, at a steady rate; and the bytes that an order takes.")
final class IntakeCommand implements Callable<Integer> {
    /** Enough for 12,000 a second that take 80 ms each; a node at its limit answers in 20 to 40 ms. */
    private static final int CONNECTIONS = 1_024;
    /** Fills the node's batches, and stays below the least that its door lets in at once. */
    private static final int BUSY = 96;

    private static final double PATIENCE_SECONDS = 30;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--rate", defaultValue = "1000", description = "Orders a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--ceiling",
            defaultValue = "0",
            description = "Seconds of closed loop before, to see where the node saturates. Default: ${DEFAULT-VALUE}.")
    private int ceiling;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("intake: run %d of %d%n", run, options.runs);
            run(run, figures);
        }
        String command = "linli-load intake --rate %d --ceiling %d %s".formatted(rate, ceiling, options.said());
        Results.print(System.out, "P1, P2: durable order intake at " + rate + "/s", command, figures, options.append);
        return 0;
    }

    private void run(int run, Figures figures) throws IOException {
        try (NodeProcess node = options.start("intake-" + run)) {
            Yardsticks floor = Yardsticks.measure(options.keep);
            LongFunction<Shot> orders = Orders.at(node.uri(), run).of(0, "ROUTINE");
            try (Volley volley = new Volley(node.uri(), CONNECTIONS)) {
                volley.openLoop(rate, options.warmup, orders);
                settle(volley);
                if (ceiling > 0) {
                    ceiling(figures, volley, orders);
                }
                steady(run, figures, node, volley, orders);
            }
            Results.add(figures, floor);
        }
    }

    /** A rate beyond the ceiling leaves calls that wait, which must not count as what comes next. */
    private static void settle(Volley volley) {
        if (!volley.rest(PATIENCE_SECONDS)) {
            volley.giveUp(0);
            volley.rest(PATIENCE_SECONDS);
        }
    }

    /** As fast as it goes: where the node saturates, with the load's own cost in it. */
    private void ceiling(Figures figures, Volley volley, LongFunction<Shot> orders) {
        volley.begin();
        volley.closedLoop(ceiling, BUSY, orders);
        figures.addGain(
                "orders a second, " + BUSY + " at a time", volley.tally(0).made() / (double) ceiling, "");
        settle(volley);
    }

    private void steady(int run, Figures figures, NodeProcess node, Volley volley, LongFunction<Shot> orders)
            throws IOException {
        volley.begin();
        Store before = Store.of(node);
        Cost started = Cost.soFar(node);
        CompletableFuture<Histogram> disk = Yardsticks.besides(options.keep, options.seconds);
        volley.openLoop(rate, options.seconds, orders);
        double inTime = volley.tally(0).made();
        settle(volley);
        Tally tally = volley.tally(0);
        Cost cost = Cost.since(started, node, tally.made());
        Store after = Store.of(node);
        Latencies.keep(tally.micros(), options.keep.resolve("intake-" + run + ".hgrm"));
        Results.add(figures, tally.micros(), "order → 201", "≤ 1.5", "≤ 10");
        double made = Math.max(1, tally.made());
        figures.addGain("orders a second", inTime / options.seconds, Integer.toString(rate));
        figures.add("orders that failed", tally.dueCount() - tally.made(), "0");
        figures.add("of them refused because the node was full", tally.refused(), "");
        figures.add("Redis memory, bytes an order", (after.memoryBytes() - before.memoryBytes()) / made, "");
        if (after.baseBytes() == before.baseBytes()) {
            figures.add("append-only file, bytes an order", (after.fileBytes() - before.fileBytes()) / made, "");
        }
        cost.add(figures, "");
        Results.besides(figures, disk.join());
    }

    static String name(Throwable failure) {
        return failure instanceof ApiProblem problem
                ? problem.status() + " " + problem.code()
                : failure.getClass().getSimpleName();
    }
}
