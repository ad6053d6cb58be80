package org.linli.gateway.node;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.linli.matcher.registry.archive.ArchiveDamaged;
import org.linli.matcher.registry.backup.BackupDamaged;
import org.linli.matcher.registry.redis.RedisCheck;
import picocli.CommandLine.Option;

/** Where a node's data lie, for the commands that work on them without the node. */
final class DataPlace {
    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "The node's data directory. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    Path data() {
        return data;
    }

    String region() {
        return region;
    }

    Path redis() {
        return data.resolve("redis");
    }

    Path archive() {
        return archive(data, region);
    }

    static Path archive(Path data, String region) {
        return data.resolve("archive").resolve(region);
    }

    /** 0, or 2 with one line that says what is wrong. */
    static int guarded(Callable<String> work) throws Exception {
        try {
            System.out.println("linli: " + work.call());
            return 0;
        } catch (BackupDamaged
                | ArchiveDamaged
                | RedisCheck.Unfit
                | Settings.Wrong
                | IllegalArgumentException
                | UncheckedIOException wrong) {
            System.err.println("linli: " + wrong.getMessage());
            return 2;
        }
    }
}
