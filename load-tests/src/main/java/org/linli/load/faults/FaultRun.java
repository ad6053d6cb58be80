package org.linli.load.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.linli.load.check.Checker;
import org.linli.load.check.Findings;
import org.linli.load.check.Happening;
import org.linli.load.check.HistoryFile;
import org.linli.load.check.Invariant;
import org.linli.load.check.KnownPolicies;
import org.linli.matcher.policy.PolicyReader;

/** One run: a day of the town, its plan of mishaps, an evening on which all comes to rest, and the checker's word. Blocks. */
final class FaultRun {
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(1);
    /** A node that died is given up after three seconds of silence, and offers again after that. */
    private static final Duration OFFERS_WITHIN = Duration.ofSeconds(5);

    private static final long LIFE_AFTER_MS = 500;
    /** Nothing is committed for so long before the book is closed. */
    private static final long LULL_MS = 300;
    /** A frame that has not come by then, with nothing else to do, does not come. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(20);

    private final FaultGroup group;
    private final long seed;
    private final Ground ground;
    private final SplittableRandom chance;
    private final long begunAt = System.nanoTime();

    FaultRun(FaultGroup group, long seed, Ground ground) {
        this.group = group;
        this.seed = seed;
        this.ground = ground;
        this.chance = chance(group, seed);
    }

    static SplittableRandom chance(FaultGroup group, long seed) {
        return new SplittableRandom(seed * FaultGroup.values().length + group.ordinal());
    }

    /**
     * What came of it.
     *
     * @param account  of this run alone, but for what is lost: that is all that is gone by its end
     * @param findings of the row's whole history up to the end of this run
     */
    record Outcome(
            FaultGroup group,
            long seed,
            List<FaultGroup.Planned> plan,
            Recorder.Account account,
            Findings findings,
            long tookMs,
            Path scratch) {
        boolean isSound() {
            return account.lost() == 0 && findings.violations().isEmpty();
        }

        /** Whether nothing is amiss but what a stream has not heard. */
        boolean isUnheard() {
            return !findings.violations().isEmpty()
                    && findings.violations().stream().allMatch(each -> each.invariant() == Invariant.CURRENT);
        }
    }

    /** @param everySecond whether Redis is set to what a node refuses at its start: fsync once a second */
    Outcome run(boolean everySecond) {
        List<FaultGroup.Planned> plan = group.plan(chance);
        try {
            Files.write(
                    ground.scratch().resolve("plan-" + seed),
                    plan.stream().map(FaultGroup.Planned::toString).toList());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write in " + ground.scratch(), broken);
        }
        live(plan, everySecond);
        return atRest(plan);
    }

    private void live(List<FaultGroup.Planned> plan, boolean everySecond) {
        Clients clients = ground.clients();
        Town town = ground.town();
        Mishaps mishaps = ground.mishaps(chance.split());
        if (everySecond) {
            mishaps.fsyncEverySecond();
        }
        SplittableRandom mood = chance.split();
        ground.shim().catchUp();
        clients.step(() -> town.begin(mood));
        plan.forEach(mishaps::happen);
        int offered = town.offered();
        Patience.rest(LIFE_AFTER_MS);
        Patience.upTo(OFFERS_WITHIN, () -> town.offered() > offered);
        clients.step(town::end);
        Patience.until("all to be answered", ANSWERED_WITHIN, () -> clients.unanswered() == 0);
    }

    /** Looks again where a stream has not heard of something that another moment may bring. */
    private Outcome atRest(List<FaultGroup.Planned> plan) {
        Recorder.Account before = ground.recorder().lastAccount();
        Outcome[] last = {look(plan, before)};
        Patience.upTo(HEARD_WITHIN, () -> {
            if (last[0].isUnheard()) {
                last[0] = look(plan, before);
            }
            return !last[0].isUnheard();
        });
        return last[0];
    }

    /** Stops the node in a moment of quiet, closes the book and reads it, and lets the node go on. */
    private Outcome look(List<FaultGroup.Planned> plan, Recorder.Account before) {
        List<Happening> stored = standStill();
        List<Happening> history = ground.recorder().history(stored);
        Recorder.Account account = ground.recorder().account(stored);
        write(history);
        Findings findings = new Checker(new KnownPolicies(PolicyReader.defaultYaml(Town.REGION))).check(history);
        ground.recorder().reopen();
        ground.node().goOn();
        return new Outcome(group, seed, plan, account.since(before), findings, tookMs(), ground.scratch());
    }

    private void write(List<Happening> history) {
        try {
            HistoryFile.write(ground.scratch().resolve("history"), history);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write in " + ground.scratch(), broken);
        }
    }

    private long tookMs() {
        return (System.nanoTime() - begunAt) / 1_000_000;
    }

    private List<Happening> standStill() {
        return Patience.untilFound("a moment of quiet", QUIET_WITHIN, () -> {
            String before = sequence();
            Patience.rest(LULL_MS);
            if (!sequence().equals(before)) {
                return Optional.empty();
            }
            ground.node().pause();
            ground.recorder().close();
            List<Happening> stored = FinalState.of(ground.redis());
            if (sequence().equals(before)) {
                return Optional.of(stored);
            }
            ground.recorder().reopen();
            ground.node().goOn();
            return Optional.empty();
        });
    }

    private String sequence() {
        String found = ground.redis().ask(asked -> asked.hget("linli:{" + Town.REGION + "}:region", "sequence"));
        return found == null ? "" : found;
    }
}
