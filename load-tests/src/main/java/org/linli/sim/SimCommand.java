package org.linli.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.HistoryFile;
import org.linli.load.check.Violation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates one seed, or many; a failure is printed as its seed and the smallest schedule that still fails. */
@Command(name = "sim", description = "Simulates the county with everything failing, and checks what happened.")
public final class SimCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "One run of this seed, told in full.")
    private @Nullable Long seed;

    @Option(names = "--runs", defaultValue = "200", description = "So many seeds (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--from", defaultValue = "1", description = "The first seed (${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--threads", defaultValue = "2", description = "Runs at once (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--history", description = "With --seed: where to write what happened, for the checker.")
    private @Nullable Path history;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Quiet.logging();
        return seed == null ? many() : one(seed);
    }

    private int one(long theSeed) throws IOException {
        long began = System.nanoTime();
        Run run = Simulation.run(Plan.of(theSeed), Bugs.NONE);
        run.plan().steps().forEach(step -> out.println("  " + step));
        out.printf("seed %d, trace %08x%n", theSeed, run.traceHash());
        if (history != null) {
            HistoryFile.write(history, run.history().all());
        }
        Campaign alone = Campaign.of(run, System.nanoTime() - began);
        tell(alone);
        return alone.failed() == 0 ? 0 : 1;
    }

    private int many() {
        out.printf("seeds %d to %d%n", from, from + runs - 1);
        Campaign campaign = Campaign.run(from, runs, threads, System::nanoTime);
        out.print(campaign.exercised());
        tell(campaign);
        return campaign.failed() == 0 ? 0 : 1;
    }

    private void tell(Campaign campaign) {
        for (Run failing : campaign.failures()) {
            out.println("FAILED: seed " + failing.plan().seed());
            failing.findings().violations().stream()
                    .limit(5)
                    .map(Violation::toString)
                    .forEach(out::println);
            out.println("The smallest schedule that still fails:");
            new Shrinker(Bugs.NONE).shrink(failing).steps().forEach(step -> out.println("  " + step));
        }
        out.println(campaign.line());
    }
}
