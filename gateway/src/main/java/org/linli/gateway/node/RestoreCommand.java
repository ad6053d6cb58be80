package org.linli.gateway.node;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.linli.matcher.registry.backup.Restore;
import org.linli.matcher.registry.backup.RestorePoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code linli restore --from DIR}: makes a node's data directory out of a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a data directory out of a backup, as of its end or of a moment before; then serve from it.",
        footer = {
            "",
            "The data get a new generation: every page and stream starts anew from a snapshot. Put the keys",
            "(master.key and forgotten) back beside the data, or name their directory to serve with --keys."
        })
public final class RestoreCommand implements Callable<Integer> {
    private final InstantSource clock = InstantSource.system();

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup's directory.")
    @SuppressWarnings("NullAway.Init")
    private Path from;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "The data directory to make. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(
            names = "--until",
            defaultValue = "",
            paramLabel = "SEQUENCE|TIME",
            description = "The last entry of the log to have again, or the last moment (2026-11-22T08:00:00Z)."
                    + " Default: all.")
    private String until = "";

    /** 0 once the directory is whole, 2 where something does not fit. */
    @Override
    public Integer call() throws Exception {
        return DataPlace.guarded(() -> {
            long nowSeconds = clock.instant().getEpochSecond();
            Restore.Restored restored = Restore.run(from, data, RestorePoint.parse(until), nowSeconds);
            return "region " + restored.region() + " is back as of "
                    + (restored.sequence() == 0 ? "the backup's base" : "entry " + restored.sequence()) + ", "
                    + restored.left() + " later entries left out, as generation " + restored.generation();
        });
    }
}
