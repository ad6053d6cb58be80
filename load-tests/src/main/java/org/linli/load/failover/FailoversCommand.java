package org.linli.load.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code failovers}: randomised failovers under load, and the same seeds without waiting for the replica. */
@Command(
        name = "failovers",
        mixinStandardHelpOptions = true,
        description =
                "Takes the primary away under load, again and again, and looks for what was acknowledged; then the"
                        + " same with waiting for the replica taken out on the way, which must lose.")
public final class FailoversCommand implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--from", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--baseline", defaultValue = "20", description = "Runs without waiting. Default: ${DEFAULT-VALUE}.")
    private int baseline;

    /** 0 where nothing was lost with waiting and something without. */
    @Override
    public Integer call() throws IOException {
        int lost = round("with WAIT", runs, true);
        int lostWithout = baseline == 0 ? 1 : round("without WAIT", baseline, false);
        return lost == 0 && lostWithout > 0 ? 0 : 1;
    }

    private int round(String name, int count, boolean waits) throws IOException {
        Path directory = Files.createTempDirectory("linli-failovers");
        long acknowledged = 0;
        int lost = 0;
        int done = 0;
        try (Failovers failovers = new Failovers(directory, waits)) {
            for (long seed = from; seed < from + count; seed++) {
                Failovers.Run run = failovers.run(seed);
                done++;
                acknowledged += run.acknowledged();
                lost += run.lost();
                System.out.printf(
                        "seed %d: %s; acknowledged %d, lost %d, no answer for %d ms%n",
                        run.seed(), run.fault(), run.acknowledged(), run.lost(), run.silentMs());
            }
        } finally {
            System.out.printf("%s: runs %d, acknowledged %,d, lost %,d%n", name, done, acknowledged, lost);
            delete(directory);
        }
        return lost;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> files = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
