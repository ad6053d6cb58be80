package org.linli.load.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.linli.load.check.Checker;
import org.linli.load.check.Findings;
import org.linli.load.check.Happening;
import org.linli.load.check.HistoryFile;
import org.linli.load.check.KnownPolicies;
import org.linli.matcher.policy.PolicyReader;

/** One run: fresh data, a town, its plan of mishaps, time to recover, and the checker's word. Blocks. */
final class FaultRun {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);
    private static final long QUIET_MS = 1_500;
    /** Longer than a frame takes from its entry to a client, shorter than an offer lasts. */
    private static final long LULL_MS = 800;

    private final FaultGroup group;
    private final long seed;
    private final Path scratch;
    private final boolean everySecond;
    private final SplittableRandom chance;

    /** @param everySecond whether Redis is set to what a node refuses at its start: fsync once a second */
    FaultRun(FaultGroup group, long seed, Path keep, boolean everySecond) {
        this.group = group;
        this.seed = seed;
        this.scratch = keep.resolve(group.word() + "-" + seed);
        this.everySecond = everySecond;
        this.chance = new SplittableRandom(seed * FaultGroup.values().length + group.ordinal());
    }

    /** What came of it. */
    record Outcome(
            FaultGroup group,
            long seed,
            List<FaultGroup.Planned> plan,
            Recorder.Account account,
            Findings findings,
            Path scratch) {
        boolean isSound() {
            return account.lost() == 0 && findings.violations().isEmpty();
        }
    }

    Outcome run() {
        try {
            deleteScratch();
            Files.createDirectories(scratch);
            List<FaultGroup.Planned> plan = group.plan(chance);
            Files.writeString(scratch.resolve("plan"), String.join("\n", lines(plan)) + "\n");
            return run(plan);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot use " + scratch, broken);
        }
    }

    private static List<String> lines(List<FaultGroup.Planned> plan) {
        return plan.stream().map(FaultGroup.Planned::toString).toList();
    }

    private Outcome run(List<FaultGroup.Planned> plan) throws IOException {
        Shim shim = Shim.in(scratch);
        Optional<Wire> wire = Wire.lay();
        RealRedis redis = new RealRedis(scratch, shim, wire);
        Recorder recorder = new Recorder(InstantSource.system());
        RealNode node = null;
        try (FaultProxy store = new FaultProxy(new InetSocketAddress(redis.host(), redis.port()))) {
            redis.restart();
            node = new RealNode(scratch, store.port());
            node.awaitReady();
            try (FaultProxy door = new FaultProxy(new InetSocketAddress("127.0.0.1", node.port()));
                    Clients clients =
                            new Clients(URI.create("http://127.0.0.1:" + door.port()), recorder, chance.split())) {
                Town town = new Town(clients, chance.split(), group.orderEveryMs());
                live(plan, clients, town, new Mishaps(shim, redis, node, store, door, clients, town, chance.split()));
                standStill(redis, node, recorder);
            }
            return judge(plan, recorder, FinalState.of(redis.host(), redis.port()));
        } finally {
            if (node != null) {
                node.kill();
            }
            redis.end();
            wire.ifPresent(Wire::close);
        }
    }

    private void live(List<FaultGroup.Planned> plan, Clients clients, Town town, Mishaps mishaps) {
        clients.await(town::settle);
        if (everySecond) {
            mishaps.fsyncEverySecond();
        }
        clients.run(town::begin);
        plan.forEach(mishaps::happen);
        Patience.rest(QUIET_MS);
        clients.end();
        Patience.until("all to be answered", SETTLED_WITHIN, () -> clients.unanswered() == 0);
        Patience.rest(QUIET_MS);
    }

    /** Stops the node in a moment when all that has happened has been heard, and closes the book. */
    private static void standStill(RealRedis redis, RealNode node, Recorder recorder) {
        Patience.until("a moment of quiet", SETTLED_WITHIN, () -> {
            String before = sequence(redis);
            Patience.rest(LULL_MS);
            if (!sequence(redis).equals(before)) {
                return false;
            }
            node.pause();
            recorder.close();
            if (sequence(redis).equals(before)) {
                return true;
            }
            recorder.reopen();
            node.goOn();
            return false;
        });
    }

    private static String sequence(RealRedis redis) {
        String found = redis.ask(asked -> asked.hget("linli:{" + Town.REGION + "}:region", "sequence"));
        return found == null ? "" : found;
    }

    private Outcome judge(List<FaultGroup.Planned> plan, Recorder recorder, List<Happening> stored) throws IOException {
        List<Happening> history = recorder.history(stored);
        HistoryFile.write(scratch.resolve("history"), history);
        Findings findings = new Checker(new KnownPolicies(PolicyReader.defaultYaml(Town.REGION))).check(history);
        return new Outcome(group, seed, plan, recorder.account(stored), findings, scratch);
    }

    private void deleteScratch() throws IOException {
        if (!Files.exists(scratch)) {
            return;
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
