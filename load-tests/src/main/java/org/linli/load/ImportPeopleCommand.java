package org.linli.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.linli.gateway.node.JavaCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A county's volunteers by {@code linli import} into a node that begins empty, and the same table once more. */
@Command(
        name = "import-people",
        mixinStandardHelpOptions = true,
        description = {
            "Time and processor time of linli import volunteers into a fresh node, its own start included, and of a",
            "second import of the same table, which changes nothing."
        })
final class ImportPeopleCommand implements Callable<Integer> {
    private static final long LOOK_MS = 10;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--rows", defaultValue = "150000", description = "Volunteers. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--client-jvm",
            split = " ",
            description = "JVM options of linli import. Default: those of the README.")
    private List<String> clientJvm = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Figures figures = new Figures();
        Files.createDirectories(options.keep);
        Path table = options.keep.resolve("people.csv");
        PeopleTable.write(table, rows, 1);
        for (int run = 1; run <= options.runs; run++) {
            System.out.printf("import-people: run %d of %d%n", run, options.runs);
            try (NodeProcess node = options.start("import-people-" + run)) {
                bring(node, table, "first", rows + " new, 0 changed, 0 unchanged, 0 refused", figures);
                bring(node, table, "again", "0 new, 0 changed, " + rows + " unchanged, 0 refused", figures);
            }
        }
        String command = "linli-load import-people --rows %d --runs %d --node-jvm \"%s\""
                .formatted(rows, options.runs, String.join(" ", options.jvm));
        Results.print(System.out, "Import of %,d volunteers".formatted(rows), command, figures, options.append);
        return 0;
    }

    private void bring(NodeProcess node, Path table, String name, String expected, Figures figures)
            throws IOException, InterruptedException {
        Path said = options.keep.resolve("import-people-" + name + ".txt");
        Processors before = Processors.of(node);
        long begun = System.nanoTime();
        Process client = client(node, table).redirectOutput(said.toFile()).start();
        double clientSeconds = untilItEnds(client);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Processors used = Processors.of(node).since(before);
        String words = Files.readString(said);
        if (!words.contains(expected)) {
            throw new IllegalStateException("the import did not end with " + expected + ", but said: " + words);
        }
        String target = name.equals("first") && rows == 150_000 ? "≤ 60" : "";
        figures.add(name + ", s", seconds, target);
        figures.add(name + ": client, ms of CPU a row", millisARow(clientSeconds), "");
        figures.add(name + ": node's JVM, ms of CPU a row", millisARow(used.node()), "");
        figures.add(name + ": Redis, ms of CPU a row", millisARow(used.redis()), "");
        figures.add(
                name + ": load average at its end",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                "");
    }

    private double millisARow(double seconds) {
        return seconds * 1e3 / rows;
    }

    private ProcessBuilder client(NodeProcess node, Path table) {
        List<String> words = List.of(
                "import",
                "volunteers",
                table.toString(),
                "--lang",
                "en",
                "--url",
                node.uri().toString());
        return new ProcessBuilder(JavaCommand.ofJar(options.jar(), clientJvm, words)).redirectErrorStream(true);
    }

    /** Gives the processor time that the system last told of: of a process that has ended it tells none. */
    private static double untilItEnds(Process client) throws InterruptedException {
        Duration used = Duration.ZERO;
        while (!client.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            used = client.toHandle().info().totalCpuDuration().orElse(used);
        }
        return used.toMillis() / 1e3;
    }
}
