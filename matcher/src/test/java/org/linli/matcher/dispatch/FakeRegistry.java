package org.linli.matcher.dispatch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.node.DirectRegistry;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.proto.Actor;
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

    final List<Entry> log;
    final List<Reply> refusals = new ArrayList<>();
    /** How the next commands of the dispatcher end, instead of being decided. */
    final List<RuntimeException> failures = new ArrayList<>();

    int dispatches;
    /** By how much the region's clock is ahead. */
    long aheadMs;

    private final VirtualLoop loop;
    private final long startMs;
    private final DirectRegistry registry;
    private final MemoryRegion region;
    private final String name;
    private Loop.@Nullable Cancellable nextTimer;
    private @Nullable LogFollower follower;

    FakeRegistry(VirtualLoop loop, Function<String, RegionPolicy> policies, long startMs) {
        this.loop = loop;
        this.startMs = startMs;
        name = policies.apply("").region();
        registry = new DirectRegistry(policies, policies.apply(""));
        region = registry.region();
        log = region.log();
        takeOver();
    }

    /** Somebody takes the lease: its epoch, 1 at first, rises by one. */
    void takeOver() {
        region.claim(region.lease(), "somebody");
    }

    long nowMs() {
        return startMs + aheadMs + loop.nowMs();
    }

    @Override
    public String region() {
        return name;
    }

    @Override
    public CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        loop.schedule(LATENCY_MS, () -> {
            dispatches += command.hasDispatch() ? 1 : 0;
            if (command.hasDispatch() && !failures.isEmpty()) {
                reply.completeExceptionally(failures.remove(0));
            } else {
                reply.complete(decide(command, leaseEpoch));
            }
        });
        return reply;
    }

    Reply now(Command command) {
        return decide(command, 0);
    }

    private Reply decide(Command command, long leaseEpoch) {
        Reply reply = registry.submit(command, leaseEpoch, nowMs());
        if (!reply.getProblem().isEmpty()) {
            refusals.add(reply);
        } else if (reply.getSequence() > 0) {
            publish();
        }
        armTimer();
        return reply;
    }

    /** Changes an entity without a command that would decide it. */
    void put(String key, Entity after) {
        registry.put(key, after, nowMs());
        publish();
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

    private void publish() {
        if (follower != null) {
            Entry entry = log.get(log.size() - 1);
            LogFollower to = follower;
            loop.execute(() -> to.apply(entry));
        }
    }

    /** One timer of the loop stands for the next of the region's. */
    private void armTimer() {
        if (nextTimer != null) {
            nextTimer.cancel();
            nextTimer = null;
        }
        TimerStore.Due due = region.due(1, nowMs());
        if (!due.due().isEmpty()) {
            nextTimer = loop.schedule(0, this::fire);
        } else if (due.nextDueMs() > 0) {
            nextTimer = loop.schedule(due.nextDueMs() - nowMs(), this::fire);
        }
    }

    private void fire() {
        for (Timer timer : region.due(Integer.MAX_VALUE, nowMs()).due()) {
            Command fire = Command.newBuilder()
                    .setActor(Actor.newBuilder().setRole(Role.ROLE_SYSTEM))
                    .setFireTimer(FireTimer.newBuilder().setTimer(timer))
                    .build();
            if (!decide(fire, 0).getProblem().isEmpty()) {
                region.disarm(List.of(timer));
            }
        }
        armTimer();
    }

    Versioned get(String key) {
        return region.get(key);
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        CompletableFuture<Reading> reading = new CompletableFuture<>();
        loop.schedule(
                LATENCY_MS,
                () -> reading.complete(new Reading(
                        nowMs(),
                        region.generation(),
                        region.sequence(),
                        keys.stream().map(this::get).toList())));
        return reading;
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return CompletableFuture.completedFuture(region.members(index, Integer.MAX_VALUE));
    }

    @Override
    public void follow(LogFollower newFollower) {
        List<Versioned> all = region.scan("", Integer.MAX_VALUE).entities();
        long head = region.sequence();
        follower = newFollower;
        loop.execute(() -> {
            newFollower.load(all);
            newFollower.ready(region.generation(), head);
        });
    }
}
