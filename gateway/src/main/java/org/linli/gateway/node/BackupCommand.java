package org.linli.gateway.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code linli backup --to DIR}: copies a region's data while a node serves them. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Copies the store and the archive of a node, running or not, and checks all that it copies.",
        footer = {
            "",
            "Into the directory of a former backup only what is new is copied. The keys (master.key) are never part",
            "of a backup: keep them elsewhere. Without them what was sealed for people stays sealed."
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private DataPlace place = new DataPlace();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "An empty or a former backup's directory.")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Option(
            names = "--redis-dir",
            paramLabel = "DIR",
            description = "The working directory of an outside Redis. Default: the node's own.")
    private @Nullable Path redis;

    /** 0 once all is on the other disk, 2 where something does not fit. */
    @Override
    public Integer call() throws Exception {
        return DataPlace.guarded(() -> {
            Path store = redis == null ? place.redis() : redis;
            Backup.Copied copied = Backup.run(place.region(), store, place.archive(), to);
            return "copied " + copied.files() + " files, " + copied.bytes() + " bytes, up to "
                    + (copied.sequence() == 0 ? "the base" : copied.generation() + "-" + copied.sequence())
                    + "; the keys are not among them";
        });
    }
}
