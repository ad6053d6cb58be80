package org.linli.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.client.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** P2: orders at a steady rate, each timed from when it was due to its 201, which means that it was fsynced. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description = "Durable order intake: 201 after fsync, at a steady rate; and the bytes that an order takes.")
final class IntakeCommand implements Callable<Integer> {
    private static final int RESIDENTS = 500;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--rate", defaultValue = "1000", description = "Orders a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("intake: run %d of %d%n", run, options.runs);
            run(run, figures);
        }
        String command = "linli-load intake --rate %d %s".formatted(rate, options.said());
        Results.print(System.out, "P2: durable order intake at " + rate + "/s", command, figures, options.append);
        return 0;
    }

    private void run(int run, Figures figures) throws IOException {
        try (NodeProcess node = options.start("intake-" + run);
                Generator generator = new Generator(node.uri(), 1)) {
            Yardsticks floor = Yardsticks.measure(options.keep);
            Bodies bodies = new Bodies(new SplittableRandom(run));
            Session agent = generator.session("agent", "a-load");
            List<Integer> residents = IntStream.range(0, RESIDENTS).boxed().toList();
            generator.await(() -> Generator.each(
                    residents, 32, number -> agent.put("/v1/residents/load-" + number, bodies.resident(number))));
            Latencies latencies = new Latencies();
            send(generator, agent, bodies, latencies, options.warmup);
            generator.run(latencies::begin);
            Store before = Store.of(node);
            double cpuBefore = node.cpuSeconds();
            CompletableFuture<Histogram> disk = Yardsticks.besides(options.keep, options.seconds);
            long orders = send(generator, agent, bodies, latencies, options.seconds);
            double cpu = node.cpuSeconds() - cpuBefore;
            Store after = Store.of(node);
            latencies.keep(options.keep.resolve("intake-" + run + ".hgrm"));
            Results.add(figures, latencies.micros(), "order → 201", "≤ 1.5", "≤ 10");
            figures.add("orders that failed", orders - latencies.micros().getTotalCount(), "0");
            figures.add(
                    "Redis memory, bytes an order", (after.memoryBytes() - before.memoryBytes()) / (double) orders, "");
            if (after.baseBytes() == before.baseBytes()) {
                figures.add(
                        "append-only file, bytes an order",
                        (after.fileBytes() - before.fileBytes()) / (double) orders,
                        "");
            }
            figures.add("node's JVM, µs of CPU an order", cpu * 1e6 / orders, "");
            Results.add(figures, floor);
            Results.besides(figures, disk.join());
            latencies.errors().forEach((name, count) -> System.out.println("  failed: " + name + " × " + count));
        }
    }

    /** Sends for that long and waits for the last answers. */
    private long send(Generator generator, Session agent, Bodies bodies, Latencies latencies, int seconds) {
        long[] answered = {0};
        long sent = new OpenLoop(rate)
                .run(
                        seconds,
                        due -> generator.run(() -> {
                            JsonObject order = bodies.order("load-" + (due / 1_000 % RESIDENTS), 60, Duration.ZERO);
                            agent.post("/v1/orders", order)
                                    .onSuccess(made -> latencies.record(System.nanoTime() - due))
                                    .onFailure(failure -> latencies.error(name(failure)))
                                    .onComplete(done -> answered[0]++);
                        }));
        Waiting.until(generator, Duration.ofSeconds(30), () -> answered[0] >= sent);
        return sent;
    }

    static String name(Throwable failure) {
        return failure instanceof ApiProblem problem
                ? problem.status() + " " + problem.code()
                : failure.getClass().getSimpleName();
    }
}
