package org.linli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.linli.gateway.client.Session;
import org.linli.load.wire.Shot;
import org.linli.load.wire.Volley;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** P10: from the start of a node's process to ready, with nothing stored and with a city stored. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Start of a node to ready, empty and with orders and volunteers stored, and its processor time.")
final class StartCommand implements Callable<Integer> {
    /** The least that the door always lets in, of its lowest lane. */
    private static final int BUSY = 64;

    private static final int MINUTES = 60;
    private static final int ROUNDS = 20;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--orders", defaultValue = "100000", description = "Orders stored. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--volunteers", defaultValue = "100000", description = "As many. Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Override
    public Integer call() throws IOException {
        Figures figures = new Figures();
        NodeProcess first = options.start("start-fill");
        fill(first);
        Path data = first.leave();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("start: run %d of %d%n", run, options.runs);
            try (NodeProcess empty = options.start("start-empty-" + run)) {
                add(figures, "empty", empty, "≤ 5");
            }
            NodeProcess full = options.start("start-full-" + run, data);
            add(figures, "with " + orders + " orders and " + volunteers + " volunteers", full, "≤ 10");
            if (run < options.runs) {
                full.leave();
            } else {
                full.close();
            }
        }
        String command = "linli-load start --orders %d --volunteers %d --runs %d --node-jvm \"%s\""
                .formatted(orders, volunteers, options.runs, String.join(" ", options.jvm));
        Results.print(System.out, "P10: start of a node", command, figures, options.append);
        return 0;
    }

    private static void add(Figures figures, String name, NodeProcess node, String target) {
        figures.add("ready, " + name + ", s", node.readySeconds(), target);
        figures.add("node's JVM until then, " + name + ", s of CPU", node.cpuSeconds(), "");
    }

    private void fill(NodeProcess node) {
        Bodies bodies = new Bodies(new SplittableRandom(1));
        String admin;
        try (Generator generator = new Generator(node.uri(), 1)) {
            Session session = generator.session("admin", "admin-load");
            admin = generator.await(session::token);
        }
        long nowMs = System.currentTimeMillis();
        LongFunction<Shot> people = number -> Shot.put(
                0,
                "/v1/volunteers/load-v-" + number,
                admin,
                bodies.volunteer((int) number).encode(),
                nowMs);
        Orders all = Orders.at(node.uri(), 1);
        try (Volley volley = new Volley(node.uri(), BUSY)) {
            store(volley, "volunteers", volunteers, people);
            store(volley, "orders", orders, all.of(0, "SOON", Duration.ofHours(3), MINUTES));
        }
    }

    /** Until so many are stored: a busy machine refuses some, which come again under another key. */
    private static void store(Volley volley, String what, long count, LongFunction<Shot> next) {
        long stored = 0;
        for (int round = 0; stored < count && round < ROUNDS; round++) {
            long from = stored;
            volley.begin();
            volley.each(count - stored, BUSY, number -> next.apply(from + number));
            stored += volley.tally(0).made();
        }
        if (stored < count) {
            throw new IllegalStateException((count - stored) + " " + what + " could not be stored");
        }
        System.out.printf("  stored %d %s%n", stored, what);
    }
}
