package org.linli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code people-file FILE}: a table of invented volunteers, to try an import with. */
@Command(
        name = "people-file",
        mixinStandardHelpOptions = true,
        description = "Writes a CSV of invented volunteers, for linli import volunteers FILE.")
public final class PeopleFileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where the table goes.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--rows", defaultValue = "150000", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--seed", defaultValue = "1", description = "Of every chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        PeopleTable.write(file, rows, seed);
        System.out.println(rows + " invented volunteers: " + file);
        return 0;
    }
}
