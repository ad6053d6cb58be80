package org.linli.matcher.registry.redis;

import static org.linli.matcher.registry.redis.StoredState.name;

import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.TimerStore.Due;
import org.linli.proto.Timer;

/**
 * The same random commands through the scripts and through their model. After each, its reply and all that it may have
 * touched are compared, and every {@value #ALL_EVERY} commands all keys. The region begins anew now and then, so that a
 * comparison stays short. What the server's clock said is taken from its reply and only held to bounds.
 */
final class ScriptsAgainstModel {
    private static final int ALL_EVERY = 1_000;
    private static final int ANEW_EVERY = 10_000;
    /** Commits sent before the first is answered: all are drawn on one state, so more would only conflict. */
    private static final int MOST_AT_ONCE = 12;

    private static final int LOG_PAGE = 1_000;
    /** The server's clock and this one are of one machine, read a moment apart. */
    private static final long CLOCK_SLACK_MS = 5;

    private static final List<String> PARTS =
            List.of("region", "entities", "records", "log", "timers", "lease", "pools", "counters", "closed");

    private final DirectRegion region;
    private final StoredState stored;
    private final long seed;
    private final Random chance;
    private MemoryRegion model = new MemoryRegion(0);
    private RandomCommits draw;
    private long step;
    private long committed;
    private long planted;
    private long refusedForType;

    ScriptsAgainstModel(DirectRegion region, StoredState stored, long seed) {
        this.region = region;
        this.stored = stored;
        this.seed = seed;
        this.chance = new Random(seed);
        this.draw = new RandomCommits(chance, model);
    }

    /** Throws {@link AssertionError} with seed and step at the first difference. */
    String run(long commands) {
        long started = System.nanoTime();
        long anewAt = 0;
        long allAt = ALL_EVERY;
        while (step < commands) {
            if (step >= anewAt) {
                anew();
                anewAt += ANEW_EVERY;
            }
            next();
            if (step >= allAt) {
                compareAll();
                allAt += ALL_EVERY;
            }
        }
        compareAll();
        return "seed %d: %,d commands in %.0f s, %,d took effect, %,d wrong types planted, %,d commands refused for one; no difference"
                .formatted(seed, step, (System.nanoTime() - started) / 1e9, committed, planted, refusedForType);
    }

    private void anew() {
        stored.clear();
        model = new MemoryRegion(Fixtures.await(region.regions().found(1)).generation());
        model.found(1);
        draw = new RandomCommits(chance, model);
    }

    private void next() {
        int kind = chance.nextInt(1_000);
        if (kind < 300) {
            commits(1 + chance.nextInt(MOST_AT_ONCE));
        } else if (kind < 620) {
            batch(2 + chance.nextInt(MOST_AT_ONCE));
        } else if (kind < 720) {
            withWrongType();
        } else if (kind < 800) {
            step++;
            read(draw.query());
        } else if (kind < 850) {
            step++;
            timers();
        } else if (kind < 930) {
            step++;
            lease();
        } else if (kind < 935) {
            step++;
            trim();
        } else if (kind < 999) {
            step++;
            lookUp();
        } else {
            step++;
            raiseGeneration();
        }
    }

    /** Commits one behind the other on the one connection, each with a look at what it touched behind it. */
    private void commits(int count) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            step++;
            List<Commit> one = List.of(draw.commit());
            sent.add(
                    new Sent(System.currentTimeMillis(), one, ask(region.store().commit(one)), look(one)));
        }
        sent.forEach(each -> settle(each, false));
    }

    /** Commits in one run of the script. */
    private void batch(int count) {
        List<Commit> batch = several(count);
        settle(new Sent(System.currentTimeMillis(), batch, ask(region.store().commit(batch)), look(batch)), false);
    }

    private List<Commit> several(int count) {
        List<Commit> several = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            step++;
            several.add(draw.commit());
        }
        return several;
    }

    /** One of the commits finds another type where it may have to write. */
    private void withWrongType() {
        List<Commit> several = several(1 + chance.nextInt(4));
        String wrong = plant(several.get(chance.nextInt(several.size())));
        long atMs = System.currentTimeMillis();
        List<Outcome> outcomes = Fixtures.await(region.store().commit(several));
        restore(wrong);
        settle(new Sent(atMs, several, ask(CompletableFuture.completedStage(outcomes)), look(several)), true);
    }

    /** Commits on their way. */
    private record Sent(
            long atMs,
            List<Commit> commits,
            CompletableFuture<List<Outcome>> outcomes,
            List<CompletableFuture<List<Object>>> looks) {}

    private List<CompletableFuture<List<Object>>> look(List<Commit> commits) {
        List<CompletableFuture<List<Object>>> looks = new ArrayList<>();
        commits.forEach(commit -> looks.add(ask(stored.look(region.connection(), StoredState.touchedBy(commit)))));
        return looks;
    }

    private void settle(Sent sent, boolean wrongType) {
        List<Outcome> outcomes = Fixtures.await(sent.outcomes);
        for (int i = 0; i < sent.commits.size(); i++) {
            outcome(sent.commits.get(i), outcomes.get(i), wrongType, sent.atMs);
        }
        for (int i = 0; i < sent.commits.size(); i++) {
            Commit commit = sent.commits.get(i);
            List<Object> found = Fixtures.await(sent.looks.get(i));
            same(commit, StoredState.difference(StoredState.touchedBy(commit), found, model));
        }
    }

    private void outcome(Commit commit, Outcome outcome, boolean wrongType, long beforeMs) {
        if (outcome instanceof Outcome.Failed failed) {
            boolean refused = wrongType && !failed.failure().unknown();
            expect(refused || isTooMuch(commit), () -> "failed without a reason: " + failed + " of " + commit);
            refusedForType += wrongType ? 1 : 0;
            return;
        }
        long at = outcome instanceof Outcome.Done done ? done.atMs() : 0;
        inTime(at, beforeMs);
        Outcome expected = model.commit(commit, at);
        expect(expected.equals(outcome), () -> outcome + ", not " + expected + ", for " + commit);
        committed += outcome instanceof Outcome.Done ? 1 : 0;
    }

    /** Sums stay below 2^53, where every number has its own double; the script asks for a little less. */
    private boolean isTooMuch(Commit commit) {
        return commit.pools().stream()
                        .anyMatch(pool -> isTooMuch(model.pools(), pool.accountId() + ":minutes", pool.minutes())
                                || isTooMuch(model.pools(), pool.accountId() + ":points", pool.pointsMilli()))
                || commit.counters().stream()
                        .anyMatch(counter -> isTooMuch(model.counters(), counter.name(), counter.amount()));
    }

    private static boolean isTooMuch(Map<String, Long> sums, String name, long amount) {
        return Math.abs(sums.getOrDefault(name, 0L) + amount) > RandomCommits.MOST;
    }

    private void inTime(long atMs, long beforeMs) {
        boolean between = atMs >= beforeMs - CLOCK_SLACK_MS && atMs <= System.currentTimeMillis() + CLOCK_SLACK_MS;
        expect(atMs == 0 || between || atMs == model.timeMs(0), () -> "the time " + atMs + " is no time of the call");
    }

    /** Puts something of another type in the place of one of the keys that the commit names. */
    private String plant(Commit commit) {
        List<String> names = new ArrayList<>();
        PARTS.forEach(part -> names.add(name(part)));
        commit.indexes().forEach(index -> names.add(name("index:" + index.set())));
        if (!commit.request().isEmpty()) {
            names.add(StoredState.replyKey(commit.request()));
        }
        String key = names.get(chance.nextInt(names.size()));
        if (stored.raw().exists(key) > 0) {
            stored.raw().rename(key, "aside");
        }
        if (chance.nextBoolean() && !key.contains(":reply:")) {
            stored.raw().set(key, "7");
        } else {
            stored.raw().rpush(key, "not", "what", "it", "should", "be");
        }
        planted++;
        return key;
    }

    private void restore(String key) {
        stored.raw().del(key);
        if (stored.raw().exists("aside") > 0) {
            stored.raw().rename("aside", key);
        }
    }

    private void read(Query query) {
        long before = System.currentTimeMillis();
        Answer answer = Fixtures.await(region.store().read(List.of(query))).get(0);
        long now = answer instanceof Answer.Read read ? read.nowMs() : 0;
        inTime(now, before);
        alike(query, model.read(query, now), answer);
    }

    private void timers() {
        if (chance.nextBoolean()) {
            List<Timer> some = List.of(draw.armed(), draw.armed());
            Fixtures.await(region.timers().disarm(some));
            model.disarm(some);
            same(
                    some.stream()
                            .map(timer -> StoredState.placeOf(timer.getKind(), timer.getSubject()))
                            .toList(),
                    some);
        } else {
            int limit = 1 + chance.nextInt(20);
            Due due = Fixtures.await(region.timers().due(limit));
            alike("due " + limit, model.due(limit, due.nowMs()), due);
        }
    }

    private void lease() {
        Lease present = model.lease();
        long epoch = present.epoch() + (draw.percent(10) ? 1 : 0);
        long beat = present.beat() - (draw.percent(10) ? 1 : 0);
        String owner = draw.percent(80) ? present.owner() : "node-" + chance.nextInt(3);
        Lease held = new Lease(draw.generation(), epoch, owner, beat);
        switch (chance.nextInt(4)) {
            case 0 -> alike("lease", present, Fixtures.await(region.leases().read()));
            case 1 ->
                alike(
                        held,
                        model.claim(held, "node-x"),
                        Fixtures.await(region.leases().claim(held, "node-x")));
            case 2 ->
                alike(held, model.beat(held), Fixtures.await(region.leases().beat(held)));
            default -> {
                Fixtures.await(region.leases().release(held));
                model.release(held);
            }
        }
        same(StoredState.HEAD, held);
    }

    /** Everything counts as old: whose turn it is, the archive alone decides. */
    private void trim() {
        long generation = draw.generation();
        long archived = chance.nextLong(model.sequence() + 3);
        long now = System.currentTimeMillis();
        alike(
                "trim to " + archived,
                model.trim(generation, archived, -CLOCK_SLACK_MS * 1_000, now),
                Fixtures.await(region.regions().trim(generation, archived, -CLOCK_SLACK_MS * 1_000)));
        compareAll();
    }

    private void lookUp() {
        switch (chance.nextInt(10)) {
            case 0 -> scan();
            case 1 ->
                alike("found", model.found(1), Fixtures.await(region.regions().found(1)));
            case 2, 3, 4 -> {
                String set = draw.set();
                int limit = 1 + chance.nextInt(12);
                List<String> all = model.members(set, Integer.MAX_VALUE);
                List<String> members = Fixtures.await(region.store().members(set, limit));
                boolean fits = all.containsAll(members) && new HashSet<>(members).size() == Math.min(limit, all.size());
                expect(fits, () -> set + " is said to hold " + members + " of " + all);
            }
            default -> {
                long generation = draw.generation();
                long after = chance.nextInt(4) == 0 ? -1 : chance.nextLong(model.sequence() + 3);
                int limit = 1 + chance.nextInt(50);
                alike(
                        "after " + after,
                        model.range(generation, after, limit),
                        Fixtures.await(region.store().range(generation, after, limit)));
            }
        }
    }

    private void scan() {
        Map<String, Versioned> found = new java.util.TreeMap<>();
        String cursor = "";
        do {
            String from = cursor;
            ScanPage page = Fixtures.await(region.store().scan(from));
            page.entities().forEach(entity -> found.put(entity.key(), entity));
            cursor = page.cursor();
        } while (!cursor.isEmpty());
        List<Versioned> expected = model.scan("", Integer.MAX_VALUE).entities();
        alike("scan", expected, List.copyOf(found.values()));
    }

    /** What a supervisor does before another copy of the data takes over. */
    private void raiseGeneration() {
        model.raiseGeneration(model.generation() + 1);
        stored.raw().hset(name("region"), "generation", Long.toString(model.generation()));
    }

    private void compareAll() {
        Map<String, String> expected = StoredState.expected(model);
        Map<String, String> found = stored.found();
        for (Map.Entry<String, String> each : expected.entrySet()) {
            String is = found.remove(each.getKey());
            expect(each.getValue().equals(is), () -> each.getKey() + " is " + is + ", not " + each.getValue());
        }
        expect(found.isEmpty(), () -> "nobody put there: " + found);
        compareLog();
    }

    private void compareLog() {
        String from = "-";
        int at = 0;
        while (at < model.kept().size()) {
            var page = raw(from);
            expect(!page.isEmpty(), () -> "the log is too short");
            for (var message : page) {
                var entry = model.kept().get(at++);
                String id = entry.getGeneration() + "-" + entry.getSequence();
                expect(message.getId().equals(id), () -> "the log has " + message.getId() + " for " + id);
                from = "(" + id;
            }
        }
    }

    private List<io.lettuce.core.StreamMessage<String, String>> raw(String from) {
        Range<String> range = from.equals("-")
                ? Range.create("-", "+")
                : Range.from(Range.Boundary.excluding(from.substring(1)), Range.Boundary.unbounded());
        return stored.raw().xrange(name("log"), range, io.lettuce.core.Limit.from(LOG_PAGE));
    }

    private static <T> CompletableFuture<T> ask(CompletionStage<T> question) {
        return question.toCompletableFuture();
    }

    private void same(List<StoredState.Place> places, Object what) {
        List<Object> found = Fixtures.await(stored.look(region.connection(), places));
        same(what, StoredState.difference(places, found, model));
    }

    private void same(Object what, String difference) {
        expect(difference.isEmpty(), () -> difference + " after " + what);
    }

    private void alike(Object what, @Nullable Object expected, @Nullable Object found) {
        expect(Objects.equals(expected, found), () -> what + ": " + found + ", not " + expected);
    }

    private void expect(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + what.get());
        }
    }
}
