package org.linli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.linli.load.week.Administrator;
import org.linli.load.week.TextCarrier;
import org.linli.load.week.Week;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code week}: one community's week on a node of its own. */
@Command(
        name = "week",
        mixinStandardHelpOptions = true,
        description =
                "Plays a week of one community on an empty node, by its public doors, and accounts for the hours.")
final class WeekCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--residents", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private int residents;

    @Option(names = "--volunteers", defaultValue = "24", description = "Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(names = "--seed", defaultValue = "1", description = "Of every chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        int devicePort = NodeProcess.freePort();
        Path keys = Files.createTempDirectory("linli-week-keys-");
        try (TextCarrier carrier = new TextCarrier()) {
            carrier.sign(keys);
            List<String> more = List.of("--device-port", Integer.toString(devicePort), "--keys", keys.toString());
            try (NodeProcess node = options.startClosed("week", more);
                    Week week = week(node, devicePort, carrier, keys)) {
                return week.play() ? 0 : 1;
            }
        }
    }

    private Week week(NodeProcess node, int devicePort, TextCarrier carrier, Path keys) {
        Administrator administrator = new Administrator(options.jar(), keys, node.uri());
        return new Week(node.uri(), devicePort, carrier, administrator, residents, volunteers, seed, System.out);
    }
}
