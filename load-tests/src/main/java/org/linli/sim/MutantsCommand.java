package org.linli.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plants each mistake in turn and looks how soon the checker finds it; writes the table of the documents. */
@Command(name = "sim-mutants", description = "Plants mistakes, and looks whether the checker finds them.")
public final class MutantsCommand implements Callable<Integer> {
    private static final String BEGIN = "<!-- planted: begin -->";
    private static final String END = "<!-- planted: end -->";

    @Option(names = "--document", description = "Whose table of planted mistakes is made anew.")
    private @Nullable Path document;

    @Option(names = "--only", split = ",", description = "These alone: ${COMPLETION-CANDIDATES}.")
    private List<Bug> only = List.of(Bug.values());

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Quiet.logging();
        List<Catch> catches = new ArrayList<>();
        for (Bug bug : only) {
            Catch found = Catch.hunt(bug, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
            catches.add(found);
            out.println(bug + ": " + found.row());
        }
        if (document != null) {
            write(document, table(catches));
        }
        long found = catches.stream().filter(Catch::isFound).count();
        out.printf("planted %d, found %d%n", catches.size(), found);
        return found == catches.size() ? 0 : 1;
    }

    static String table(List<Catch> catches) {
        StringBuilder table =
                new StringBuilder("| planted | found by | seeds | core time |\n| --- | --- | --- | --- |\n");
        catches.forEach(one -> table.append(one.row()).append('\n'));
        return table.toString();
    }

    private static void write(Path document, String table) throws IOException {
        String text = Files.readString(document, StandardCharsets.UTF_8);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalArgumentException(
                    "document (" + document + ") must have the lines " + BEGIN + " and " + END);
        }
        Files.writeString(document, text.substring(0, begin) + "\n" + table + text.substring(end));
    }
}
