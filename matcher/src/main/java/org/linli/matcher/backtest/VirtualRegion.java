package org.linli.matcher.backtest;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
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

/**
 * The system of record of one region in memory: production's decisions and timers over a map, without a store, keys or
 * conflicts, a millisecond from command to entry. Keeps no log. All is done on the loop given; the methods of
 * {@link Registry} may be called from any thread, the others on the loop alone.
 */
public final class VirtualRegion implements Registry {
    private static final long LATENCY_MS = 1;
    /** As many rounds of reading as production allows a decision. */
    private static final int MOST_ROUNDS = 5;

    private final Loop loop;
    private final LongSupplier clock;
    private final RegionPolicy policy;
    private final Decider decider = new Decider();
    private final Map<String, Versioned> entities = new LinkedHashMap<>();
    private final Map<String, Loop.Cancellable> timers = new HashMap<>();
    private final List<LogFollower> followers = new ArrayList<>();
    private final List<Consumer<Entry>> watchers = new ArrayList<>();
    private long sequence;

    /** @param clock milliseconds since 1970 */
    VirtualRegion(Loop loop, LongSupplier clock, RegionPolicy policy) {
        this.loop = loop;
        this.clock = clock;
        this.policy = policy;
    }

    public long nowMs() {
        return clock.getAsLong();
    }

    /** Is told of each entry, after the followers. */
    public void watch(Consumer<Entry> watcher) {
        watchers.add(watcher);
    }

    @Override
    public String region() {
        return policy.region();
    }

    @Override
    public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        loop.schedule(LATENCY_MS, () -> reply.complete(decide(command, leaseEpoch)));
        return reply;
    }

    /** Decides at this moment. */
    public Reply now(Command command) {
        return decide(command, 0);
    }

    private Reply decide(Command command, long leaseEpoch) {
        Set<String> keys = new LinkedHashSet<>(Decider.reads(command));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Decision decision = decider.decide(new Read(keys), command, nowMs());
            if (decision instanceof Decision.Rejected rejected) {
                return rejected.reply();
            }
            if (decision instanceof Decision.Accepted accepted) {
                return commit(accepted, command, leaseEpoch);
            }
            keys.addAll(((Decision.NeedMore) decision).keys());
        }
        throw new IllegalStateException("No decision in " + MOST_ROUNDS + " rounds for " + command);
    }

    private Reply commit(Decision.Accepted accepted, Command cause, long leaseEpoch) {
        accepted.timers().forEach(this::timer);
        if (!accepted.changes().isEmpty()) {
            Entry.Builder entry = Entry.newBuilder().setCause(cause).setLeaseEpoch(leaseEpoch);
            accepted.changes().forEach(change -> entry.addChanges(put(change.key(), change.after())));
            publish(entry);
        }
        return accepted.reply().toBuilder()
                .setGeneration(1)
                .setSequence(sequence)
                .build();
    }

    /** Sets an entity up, as an import would. */
    void found(String key, Entity after) {
        publish(Entry.newBuilder().addChanges(put(key, after)));
    }

    private Change put(String key, Entity after) {
        long version = get(key).version() + 1;
        entities.put(key, new Versioned(key, version, sequence + 1, after));
        return Change.newBuilder()
                .setKey(key)
                .setVersion(version)
                .setAfter(after)
                .build();
    }

    private void publish(Entry.Builder entry) {
        sequence++;
        Entry made =
                entry.setGeneration(1).setSequence(sequence).setAtMs(nowMs()).build();
        followers.forEach(follower -> loop.execute(() -> follower.apply(made)));
        watchers.forEach(watcher -> loop.execute(() -> watcher.accept(made)));
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
            timers.put(name, loop.schedule(Math.max(0, change.dueMs() - nowMs()), () -> {
                timers.remove(name);
                decide(fire, 0);
            }));
        }
    }

    public Versioned get(String key) {
        return entities.getOrDefault(key, Versioned.absent(key));
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        return loop.ask(() -> CompletableFuture.completedFuture(
                new Reading(nowMs(), 1, sequence, keys.stream().map(this::get).toList())));
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void follow(LogFollower follower) {
        loop.here(() -> {
            List<Versioned> all = List.copyOf(entities.values());
            long head = sequence;
            followers.add(follower);
            loop.execute(() -> {
                follower.load(all);
                follower.ready(1, head);
            });
        });
    }

    private final class Read implements State {
        private final Set<String> keys;

        Read(Set<String> keys) {
            this.keys = Set.copyOf(keys);
        }

        @Override
        public Versioned get(String key) {
            return VirtualRegion.this.get(key);
        }

        @Override
        public boolean has(String key) {
            return keys.contains(key);
        }

        @Override
        public RegionPolicy policy() {
            return policy;
        }

        @Override
        public long policyVersion() {
            return 0;
        }
    }
}
