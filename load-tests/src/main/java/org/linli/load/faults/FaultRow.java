package org.linli.load.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.Checker;
import org.linli.load.check.Findings;
import org.linli.load.check.Happening;
import org.linli.load.check.KnownPolicies;
import org.linli.matcher.policy.PolicyReader;

/**
 * Runs of one group one after the other on one ground, which is laid anew behind a run that was not sound. Starting a
 * node costs more than most runs. Blocks.
 */
final class FaultRow {
    private final FaultGroup group;
    private final Path keep;
    private final List<String> nodeJvm;
    private final boolean everySecond;
    private final Findings findings = new Findings();
    private @Nullable Ground ground;

    /**
     * @param nodeJvm     more options of the node's JVM
     * @param everySecond whether Redis is set to what a node refuses at its start: fsync once a second
     */
    FaultRow(FaultGroup group, Path keep, List<String> nodeJvm, boolean everySecond) {
        this.group = group;
        this.keep = keep;
        this.nodeJvm = nodeJvm;
        this.everySecond = everySecond;
    }

    /** A run alone on its ground. */
    static FaultRun.Outcome alone(FaultGroup group, long seed, Path keep, boolean everySecond) {
        FaultRow row = new FaultRow(group, keep, List.of(), everySecond);
        FaultRun.Outcome[] outcome = new FaultRun.Outcome[1];
        row.run(seed, 1, heard -> outcome[0] = heard);
        return outcome[0];
    }

    /** Gives what all of it showed. */
    Findings run(long from, int runs, Consumer<FaultRun.Outcome> heard) {
        FaultRun.Outcome last = null;
        for (long seed = from; seed < from + runs; seed++) {
            last = run(seed);
            heard.accept(last);
            if (!last.isSound()) {
                leave(last);
                last = null;
            }
        }
        if (last != null) {
            leave(last);
        }
        return findings;
    }

    private void leave(FaultRun.Outcome last) {
        findings.add(last.findings());
        Ground left = ground;
        ground = null;
        if (left != null) {
            left.close();
        }
    }

    private FaultRun.Outcome run(long seed) {
        Path scratch = keep.resolve(group.word() + "-" + seed);
        try {
            Ground stage = ground;
            if (stage == null) {
                stage = Ground.open(group, scratch, nodeJvm, FaultRun.chance(group, -seed));
                ground = stage;
            }
            scratch = stage.scratch();
            return new FaultRun(group, seed, stage).run(everySecond);
        } catch (RuntimeException broken) {
            return new FaultRun.Outcome(
                    group,
                    seed,
                    group.plan(FaultRun.chance(group, seed)),
                    Recorder.Account.NOTHING,
                    cameToNoEnd(broken),
                    0,
                    scratch);
        }
    }

    private static Findings cameToNoEnd(RuntimeException broken) {
        Happening.Broke broke = new Happening.Broke(0, "the run came to no end: " + broken);
        return new Checker(new KnownPolicies(PolicyReader.defaultYaml(Town.REGION))).check(List.of(broke));
    }
}
