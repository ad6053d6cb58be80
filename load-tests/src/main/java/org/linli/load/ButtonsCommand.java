package org.linli.load;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.linli.gateway.client.Session;
import org.linli.load.button.Button;
import org.linli.load.button.ButtonCrowd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From a help button's press to its lamp, while all buttons of a city are connected; and what a connection costs. */
@Command(
        name = "buttons",
        mixinStandardHelpOptions = true,
        description = {
            "From a press being due to the lamp that says that help has been asked for, durably.",
            "Each button is of a resident of its own and connected all the time; they press in turn."
        })
final class ButtonsCommand implements Callable<Integer> {
    /** The least that the door always lets in, of its lowest lane. */
    private static final int BUSY = 48;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--connections", defaultValue = "10000", description = "Buttons. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--presses-per-second", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Figures figures = new Figures();
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("buttons: run %d of %d%n", run, options.runs);
            run(run, figures);
        }
        String command = "linli-load buttons --connections %d --presses-per-second %s %s"
                .formatted(connections, Math.round(rate), options.said());
        String title =
                "Help buttons: press → lamp, %,d connected, %s presses/s".formatted(connections, Math.round(rate));
        Results.print(System.out, title, command, figures, options.append);
        return 0;
    }

    private void run(int run, Figures figures) throws IOException, InterruptedException {
        int port = NodeProcess.freePort();
        try (NodeProcess node = options.start("buttons-" + run, List.of("--device-port", Integer.toString(port)));
                Generator generator = new Generator(node.uri(), 1);
                ButtonCrowd crowd = new ButtonCrowd(port)) {
            List<Button> buttons = register(generator);
            long before = node.liveHeapBytes();
            crowd.connect(buttons);
            long connected = node.liveHeapBytes();
            Yardsticks floor = Yardsticks.measure(options.keep);
            crowd.press(rate, options.warmup);
            crowd.begin();
            crowd.ping();
            double cpuBefore = node.cpuSeconds();
            crowd.press(rate, options.seconds);
            double cpu = node.cpuSeconds() - cpuBefore;
            Results.add(figures, crowd.micros(), "press → lamp", "", "");
            figures.add("timed presses", crowd.micros().getTotalCount(), "");
            figures.add(
                    "failed",
                    crowd.errors().values().stream().mapToInt(Integer::intValue).sum(),
                    "0");
            figures.add("node's live heap for a connection, KiB", (connected - before) / 1024.0 / connections, "");
            figures.add("node's JVM, cores busy", cpu / options.seconds, "");
            Results.add(figures, floor);
            crowd.errors().forEach((name, count) -> System.out.println("  failed: " + name + " × " + count));
        }
    }

    private List<Button> register(Generator generator) {
        Bodies bodies = new Bodies(new SplittableRandom(1));
        Session admin = generator.session("admin", "admin-load");
        List<Button> buttons = Collections.synchronizedList(new ArrayList<>());
        generator.await(() -> admin.token()
                .compose(token -> Generator.each(
                        IntStream.range(0, connections).boxed().toList(),
                        BUSY,
                        number -> register(admin, bodies, number).onSuccess(buttons::add))));
        System.out.printf("  registered %d buttons%n", buttons.size());
        return buttons;
    }

    private static Future<Button> register(Session admin, Bodies bodies, int number) {
        String resident = "load-r-" + number;
        return admin.put("/v1/residents/" + resident, bodies.resident(number))
                .compose(file -> admin.post("/v1/devices", new JsonObject().put("residentId", resident)))
                .map(made -> new Button(
                        made.body().getString("id"),
                        ByteString.copyFrom(
                                Base64.getUrlDecoder().decode(made.body().getString("key")))));
    }
}
