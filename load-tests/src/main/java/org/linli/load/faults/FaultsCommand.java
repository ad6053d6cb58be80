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
import org.linli.load.check.Findings;
import org.linli.load.check.Invariant;
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
        Findings all = new Findings();
        long acknowledged = 0;
        long lost = 0;
        int failed = 0;
        for (long seed = from; seed < from + runs; seed++) {
            FaultRun.Outcome outcome = new FaultRun(group, seed, keep, everySecond).run();
            acknowledged += outcome.account().acknowledged();
            lost += outcome.account().lost();
            failed += outcome.isSound() ? 0 : 1;
            all.add(outcome.findings());
            note(outcome);
        }
        System.out.printf(
                "%s: runs %d, lost %d of %d acknowledged, violations %d in %d runs%n",
                group.word(), runs, lost, acknowledged, all.violations().size(), failed);
        for (Invariant invariant : Invariant.values()) {
            System.out.printf("  %-13s tested %,d times%n", invariant, all.tested(invariant));
        }
        return failed == 0;
    }

    private void note(FaultRun.Outcome outcome) {
        String line = "%s seed %d: acknowledged %d, lost %d, violations %d, %s"
                .formatted(
                        outcome.group().word(),
                        outcome.seed(),
                        outcome.account().acknowledged(),
                        outcome.account().lost(),
                        outcome.findings().violations().size(),
                        outcome.plan());
        System.out.println(line);
        if (!outcome.isSound() && !everySecond) {
            outcome.findings().violations().stream().limit(5).forEach(each -> System.out.println("  " + each));
            System.out.println(
                    "  again: linli-load faults --group " + outcome.group().word() + " --runs 1 --from "
                            + outcome.seed() + "; history: " + outcome.scratch());
        }
        try {
            Files.writeString(
                    keep.resolve("runs.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
