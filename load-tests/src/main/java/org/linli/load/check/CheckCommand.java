package org.linli.load.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.policy.PolicyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a history that somebody recorded; see {@link HistoryFile}. */
@Command(name = "check", description = "Checks a recorded history, and says how fast.")
public final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "The history, a line a record.")
    private Path file = Path.of("history");

    @Option(names = "--region", defaultValue = "520181", description = "Whose first rules hold (${DEFAULT-VALUE}).")
    private String region = "520181";

    @Option(names = "--policy", description = "A policy that holds until one is published, instead of the region's.")
    private @Nullable Path policy;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        List<Happening> history = HistoryFile.read(file);
        String first =
                policy == null ? PolicyReader.defaultYaml(region) : Files.readString(policy, StandardCharsets.UTF_8);
        long began = System.nanoTime();
        Findings findings = new Checker(new KnownPolicies(first)).check(history);
        double seconds = (System.nanoTime() - began) / 1e9;
        for (Invariant invariant : Invariant.values()) {
            out.printf("%-13s tested %,12d times%n", invariant, findings.tested(invariant));
        }
        findings.violations().forEach(out::println);
        out.printf(
                "records %d, %.0f records/s, violations %d%n",
                history.size(), history.size() / seconds, findings.violations().size());
        return findings.violations().isEmpty() ? 0 : 1;
    }
}
