package org.linli.load.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.linli.load.check.Findings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Real processes under real faults, group by group; see {@link FaultRun}. */
@Command(name = "faults", description = "Breaks real nodes and real Redis by seeded plans, and checks what is left.")
public final class FaultsCommand implements Callable<Integer> {
    @Option(
            names = "--group",
            split = ",",
            description = "kills, power-loss, full-disk, network, clock, overload, races. Default: all.")
    private List<String> groups = List.of();

    @Option(names = "--runs", defaultValue = "3", description = "Runs a group. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--from", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(
            names = "--row",
            defaultValue = "10",
            description = "Runs one after the other on the same node, town and data. Default: ${DEFAULT-VALUE}.")
    private int row;

    @Option(
            names = "--at-once",
            defaultValue = "2",
            description = "Rows under way at once, each with its own node and Redis. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(names = "--node-jvm", split = " ", description = "JVM options of the node, separated by spaces.")
    private List<String> nodeJvm = List.of();

    @Option(
            names = "--everysec",
            description =
                    "Redis fsyncs once a second, which no node accepts at its start: what is lost then shows that a"
                            + " loss can be seen.")
    private boolean everySecond;

    @Option(
            names = "--keep",
            defaultValue = "load-tests/target/faults",
            description = "Plans, logs and histories, a directory a run. Default: ${DEFAULT-VALUE}.")
    private Path keep = Path.of("load-tests/target/faults");

    @Override
    public Integer call() {
        hush();
        boolean sound = true;
        for (FaultGroup group : chosen()) {
            sound &= group(group);
        }
        return sound || everySecond ? 0 : 1;
    }

    /** The libraries say a line for each broken connection, which is what this is about. */
    private static void hush() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
    }

    private List<FaultGroup> chosen() {
        if (groups.isEmpty()) {
            return List.of(FaultGroup.values());
        }
        List<FaultGroup> chosen = new ArrayList<>();
        for (FaultGroup group : FaultGroup.values()) {
            if (groups.contains(group.word())) {
                chosen.add(group);
            }
        }
        if (chosen.size() != groups.size()) {
            throw new IllegalArgumentException("group (" + String.join(",", groups)
                    + ") must be of kills, power-loss, full-disk, network, clock, overload, races");
        }
        return chosen;
    }

    private boolean group(FaultGroup group) {
        FaultTotals totals = new FaultTotals();
        ExecutorService rows = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Findings>> all = new ArrayList<>();
            for (long first = from; first < from + runs; first += rowOf()) {
                long begin = first;
                int count = (int) Math.min(rowOf(), from + runs - first);
                all.add(rows.submit(() -> new FaultRow(group, keep, nodeJvm, everySecond).run(begin, count, outcome -> {
                    totals.take(outcome);
                    note(outcome, begin);
                })));
            }
            all.forEach(row -> totals.take(end(row)));
        } finally {
            rows.shutdown();
        }
        totals.print(group);
        return totals.areSound();
    }

    /** What is lost once stays lost for all that follow. */
    private int rowOf() {
        return everySecond ? 1 : row;
    }

    private static Findings end(Future<Findings> row) {
        try {
            return row.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while runs were under way", stop);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a row of runs failed", bug);
        }
    }

    private synchronized void note(FaultRun.Outcome outcome, long first) {
        String line = "%s seed %d: acknowledged %d, lost %d, violations %d, %.1f s, %s"
                .formatted(
                        outcome.group().word(),
                        outcome.seed(),
                        outcome.account().acknowledged(),
                        outcome.account().lost(),
                        outcome.findings().violations().size(),
                        outcome.tookMs() / 1e3,
                        outcome.plan());
        System.out.println(line);
        if (!outcome.isSound() && !everySecond) {
            outcome.findings().violations().stream().limit(5).forEach(each -> System.out.println("  " + each));
            System.out.println("  again: linli-load faults --group %s --from %d --runs %d --row %d; history: %s"
                    .formatted(outcome.group().word(), first, outcome.seed() - first + 1, row, outcome.scratch()));
        }
        try {
            Files.writeString(
                    keep.resolve("runs.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
