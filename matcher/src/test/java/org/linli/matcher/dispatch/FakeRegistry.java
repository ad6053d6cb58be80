package org.linli.matcher.dispatch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.proto.Actor;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.FireTimer;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;

/** A registry in memory on virtual time: the real decisions, a millisecond from command to entry, and its timers. */
final class FakeRegistry implements Registry {
    private static final long LATENCY_MS = 1;

    final List<Entry> log = new ArrayList<>();
    final List<Reply> refusals = new ArrayList<>();
    /** How the next commands of the dispatcher end, instead of being decided. */
    final List<RuntimeException> failures = new ArrayList<>();

    long epoch = 1;
    int dispatches;

    private final VirtualLoop loop;
    private final long startMs;
    private final Function<String, RegionPolicy> policies;
    private final Decider decider = new Decider();
    private final Map<String, Versioned> entities = new TreeMap<>();
    private final Map<String, Loop.Cancellable> timers = new HashMap<>();
    private @Nullable LogFollower follower;
    private long sequence;

    FakeRegistry(VirtualLoop loop, Function<String, RegionPolicy> policies, long startMs) {
        this.loop = loop;
        this.policies = policies;
        this.startMs = startMs;
    }

    long nowMs() {
        return startMs + loop.nowMs();
    }

    @Override
    public String region() {
        return policies.apply("").region();
    }

    @Override
    public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        loop.schedule(LATENCY_MS, () -> {
            dispatches += command.hasDispatch() ? 1 : 0;
            if (command.hasDispatch() && !failures.isEmpty()) {
                reply.completeExceptionally(failures.remove(0));
            } else if (leaseEpoch != 0 && leaseEpoch != epoch) {
                reply.complete(
                        refused(Reply.newBuilder().setProblem("lease-lost").build()));
            } else {
                reply.complete(decide(command, leaseEpoch));
            }
        });
        return reply;
    }

    Reply now(Command command) {
        return decide(command, 0);
    }

    private Reply refused(Reply reply) {
        refusals.add(reply);
        return reply;
    }

    private Reply decide(Command command, long leaseEpoch) {
        Set<String> keys = new LinkedHashSet<>(Decider.reads(command));
        for (int round = 0; round < 5; round++) {
            Decision decision = decider.decide(new Read(keys), command, nowMs());
            if (decision instanceof Decision.Rejected rejected) {
                return refused(rejected.reply());
            }
            if (decision instanceof Decision.Accepted accepted) {
                return commit(accepted, command, leaseEpoch);
            }
            keys.addAll(((Decision.NeedMore) decision).keys());
        }
        throw new AssertionError("no decision in 5 rounds for " + command);
    }

    private Reply commit(Decision.Accepted accepted, Command cause, long leaseEpoch) {
        accepted.timers().forEach(this::timer);
        if (accepted.changes().isEmpty()) {
            return accepted.reply();
        }
        sequence++;
        Entry.Builder entry = Entry.newBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .setAtMs(nowMs())
                .setCause(cause)
                .setLeaseEpoch(leaseEpoch);
        for (Decision.Change change : accepted.changes()) {
            long version = get(change.key()).version() + 1;
            entities.put(change.key(), new Versioned(change.key(), version, sequence, change.after()));
            entry.addChanges(
                    Change.newBuilder().setKey(change.key()).setVersion(version).setAfter(change.after()));
        }
        publish(entry.build());
        return accepted.reply().toBuilder()
                .setSequence(sequence)
                .setGeneration(1)
                .build();
    }

    /** Changes an entity without a command that would decide it. */
    void put(String key, Entity after) {
        sequence++;
        long version = get(key).version() + 1;
        entities.put(key, new Versioned(key, version, sequence, after));
        publish(Entry.newBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .setAtMs(nowMs())
                .addChanges(Change.newBuilder().setKey(key).setVersion(version).setAfter(after))
                .build());
    }

    /** The follower lost its place in the log: it is told so, and a moment later gets everything anew. */
    void reset() {
        LogFollower to = follower;
        if (to != null) {
            follower = null;
            loop.execute(to::reset);
            loop.schedule(5, () -> follow(to));
        }
    }

    private void publish(Entry entry) {
        log.add(entry);
        if (follower != null) {
            LogFollower to = follower;
            loop.execute(() -> to.apply(entry));
        }
    }

    private void timer(Decision.TimerChange change) {
        String name = change.kind() + ":" + change.subject();
        Loop.Cancellable running = timers.remove(name);
        if (running != null) {
            running.cancel();
        }
        if (change.armed()) {
            Command fire = Command.newBuilder()
                    .setActor(Actor.newBuilder().setRole(Role.ROLE_SYSTEM))
                    .setFireTimer(FireTimer.newBuilder()
                            .setTimer(Timer.newBuilder()
                                    .setKind(change.kind())
                                    .setSubject(change.subject())
                                    .setDueMs(change.dueMs())))
                    .build();
            timers.put(name, loop.schedule(Math.max(0, change.dueMs() - nowMs()), () -> decide(fire, 0)));
        }
    }

    Versioned get(String key) {
        return entities.getOrDefault(key, new Versioned(key, 0, 0, Entity.getDefaultInstance()));
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        CompletableFuture<Reading> reading = new CompletableFuture<>();
        loop.schedule(
                LATENCY_MS,
                () -> reading.complete(new Reading(
                        nowMs(), 1, sequence, keys.stream().map(this::get).toList())));
        return reading;
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void follow(LogFollower newFollower) {
        List<Versioned> all = List.copyOf(entities.values());
        long head = sequence;
        follower = newFollower;
        loop.execute(() -> {
            newFollower.load(all);
            newFollower.ready(1, head);
        });
    }

    private final class Read implements State {
        private final Set<String> keys;

        Read(Set<String> keys) {
            this.keys = Set.copyOf(keys);
        }

        @Override
        public Versioned get(String key) {
            if (!keys.contains(key)) {
                throw new IllegalStateException("key (" + key + ") was not read");
            }
            return FakeRegistry.this.get(key);
        }

        @Override
        public boolean has(String key) {
            return keys.contains(key);
        }

        @Override
        public RegionPolicy policy() {
            return policies.apply(
                    FakeRegistry.this.get(EntityKey.POLICY).entity().getPolicy().getYaml());
        }

        @Override
        public long policyVersion() {
            return 0;
        }
    }
}
