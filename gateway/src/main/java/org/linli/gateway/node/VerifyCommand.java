package org.linli.gateway.node;

import java.util.concurrent.Callable;
import org.linli.matcher.registry.archive.ArchiveReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code linli verify}: reads the whole archive. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads a node's whole archive: every checksum, and that no entry is missing.")
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private DataPlace place = new DataPlace();

    /** 0 where all is whole, 2 with the file, the byte and what to do where it is not. */
    @Override
    public Integer call() throws Exception {
        return DataPlace.guarded(() -> new ArchiveReader(place.archive()).read(entry -> {}) + " entries in "
                + new ArchiveReader(place.archive()).files().size() + " segments are whole");
    }
}
