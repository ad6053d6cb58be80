package org.linli.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** P3: from sending an order to the offer's frame on a volunteer's socket, while a whole city is on duty. */
@Command(
        name = "offers",
        mixinStandardHelpOptions = true,
        description = {
            "From an order being due to the offer's frame on a volunteer's socket.",
            "Volunteers without a socket hold long visits all the time; the others are half free and half busy,"
                    + " because",
            "each new order ends the oldest visit. Orders for later give the solver something to improve."
        })
final class OffersCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--orders-per-second", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--volunteers", defaultValue = "10000", description = "On duty. Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(
            names = "--sockets",
            defaultValue = "9000",
            description = "Of them with a socket. Default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Option(names = "--open-orders", defaultValue = "5000", description = "Held constant. Default: ${DEFAULT-VALUE}.")
    private int openOrders;

    @Option(names = "--later-orders", defaultValue = "500", description = "Beside them. Default: ${DEFAULT-VALUE}.")
    private int laterOrders;

    @Option(
            names = "--recommendations-per-second",
            defaultValue = "0",
            description = "The best three, asked for by an agent beside the orders (P6). Default: ${DEFAULT-VALUE}.")
    private int recommendations;

    @Option(names = "--protocol", defaultValue = "json", description = "json or proto. Default: ${DEFAULT-VALUE}.")
    private String protocol = "json";

    @Override
    public Integer call() throws IOException {
        Crew crew = new Crew(volunteers, sockets, openOrders, laterOrders, protocol);
        Figures figures = new Figures();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("offers: run %d of %d%n", run, options.runs);
            run(run, crew, figures);
        }
        String asking = recommendations == 0 ? "" : "--recommendations-per-second " + recommendations + ' ';
        String command = "linli-load offers --orders-per-second %d --volunteers %d --sockets %d --open-orders %d %s%s"
                .formatted(rate, volunteers, sockets, openOrders, asking, options.said());
        String title = "P3: order → offer on the socket, %d orders/s, %,d volunteers, %,d open orders"
                .formatted(rate, volunteers, openOrders);
        Results.print(System.out, title, command, figures, options.append);
        return 0;
    }

    private void run(int run, Crew crew, Figures figures) throws IOException {
        try (NodeProcess node = options.start("offers-" + run);
                Generator generator = new Generator(node.uri(), volunteers)) {
            City city = new City(generator, crew, run);
            city.settle(System.out);
            Yardsticks floor = Yardsticks.measure(options.keep);
            int ordersAnAsking = recommendations == 0 ? 0 : Math.max(1, rate / recommendations);
            city.steady(rate, options.warmup, ordersAnAsking);
            city.begin();
            double cpuBefore = node.cpuSeconds();
            NodeThreads threads = node.threads();
            CompletableFuture<Histogram> disk = Yardsticks.besides(options.keep, options.seconds);
            city.steady(rate, options.seconds, ordersAnAsking);
            double cpu = node.cpuSeconds() - cpuBefore;
            NodeThreads worked = node.threads().since(threads);
            city.rest();
            Histogram micros = city.offers().micros();
            city.offers().keep(options.keep.resolve("offers-" + run + ".hgrm"));
            Results.add(figures, micros, "order → offer on the socket", "≤ 4", "≤ 25");
            Results.add(figures, city.intake().micros(), "order → 201", "", "");
            if (ordersAnAsking > 0) {
                Results.add(figures, city.recommendations().micros(), "best three asked for → there", "", "≤ 100");
            }
            figures.addGain("timed orders", micros.getTotalCount(), "");
            figures.add("orders without an offer", city.offers().unseen(), "0");
            figures.addGain("open orders, fewest", city.fewestOpen(), openOrders + "");
            figures.add("open orders, most", city.mostOpen(), openOrders + "");
            figures.add("node's JVM, cores busy", cpu / options.seconds, "");
            worked.seconds().forEach((kind, used) -> figures.add("of it " + kind, used / options.seconds, ""));
            Results.add(figures, floor);
            Results.besides(figures, disk.join());
            city.errors().forEach((name, count) -> System.out.println("  failed: " + name + " × " + count));
        }
    }
}
