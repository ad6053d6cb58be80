package org.linli.gateway.message;

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
import java.util.function.LongSupplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.store.LogPage;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.Reply;

/** The records' own rules over a map, at the moment that the test says; replies are kept by their keys. */
final class VirtualRecords implements Registry {
    private final Decider decider = new Decider();
    private final RegionPolicy policy = PolicyReader.defaultFor("520181");
    private final LongSupplier nowMs;
    private final Map<String, Versioned> entities = new LinkedHashMap<>();
    private final Map<String, Reply> replies = new HashMap<>();
    private final List<LogFollower> followers = new ArrayList<>();
    final List<Entry> log = new ArrayList<>();
    private boolean away;

    VirtualRecords(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    /** Whether the store answers. */
    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public String region() {
        return "520181";
    }

    @Override
    public CompletionStage<Reply> submit(String key, ByteString hash, long epoch, Command command) {
        if (away) {
            return CompletableFuture.failedFuture(new Unavailable("away"));
        }
        Reply kept = replies.get(key);
        if (kept != null && !key.isEmpty()) {
            return CompletableFuture.completedFuture(kept);
        }
        Set<String> keys = new LinkedHashSet<>(Decider.reads(command));
        while (true) {
            Decision decision = decider.decide(state(keys), command, nowMs.getAsLong());
            if (decision instanceof Decision.NeedMore more) {
                keys.addAll(more.keys());
                continue;
            }
            Reply reply = decision instanceof Decision.Rejected rejected
                    ? rejected.reply()
                    : commit(command, (Decision.Accepted) decision);
            replies.put(key, reply);
            return CompletableFuture.completedFuture(reply);
        }
    }

    private Reply commit(Command command, Decision.Accepted accepted) {
        if (accepted.changes().isEmpty()) {
            return accepted.reply();
        }
        Entry.Builder entry = Entry.newBuilder()
                .setGeneration(1)
                .setSequence(log.size() + 1)
                .setAtMs(nowMs.getAsLong())
                .setCause(command);
        accepted.changes().forEach(change -> entry.addChanges(put(change.key(), change.after())));
        append(entry.build());
        return accepted.reply().toBuilder().setSequence(log.size()).build();
    }

    private Change put(String key, Entity after) {
        long version = found(key).version() + 1;
        entities.put(key, new Versioned(key, version, log.size() + 1, after));
        return Change.newBuilder()
                .setKey(key)
                .setVersion(version)
                .setAfter(after)
                .build();
    }

    private void append(Entry entry) {
        log.add(entry);
        List.copyOf(followers).forEach(follower -> follower.apply(entry));
    }

    /** Something that happened, with no rule asked. */
    void happened(String key, Entity after) {
        Change change = put(key, after);
        append(Entry.newBuilder()
                .setGeneration(1)
                .setSequence(log.size() + 1)
                .setAtMs(nowMs.getAsLong())
                .addChanges(change)
                .build());
    }

    void happened(Order order) {
        happened("order:" + order.getId(), Entity.newBuilder().setOrder(order).build());
    }

    OrderMessages messages(String orderId) {
        return found("messages:" + orderId).entity().getMessages();
    }

    Versioned found(String key) {
        return entities.getOrDefault(key, Versioned.absent(key));
    }

    private State state(Set<String> keys) {
        return new State() {
            @Override
            public Versioned get(String key) {
                return found(key);
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
        };
    }

    @Override
    public CompletionStage<Reading> read(List<String> keys) {
        return CompletableFuture.completedFuture(new Reading(
                nowMs.getAsLong(), 1, log.size(), keys.stream().map(this::found).toList()));
    }

    @Override
    public CompletionStage<List<String>> members(String index) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void follow(LogFollower follower) {
        follower.load(List.copyOf(entities.values()));
        follower.ready(1, log.size());
        followers.add(follower);
    }

    void unfollow(LogFollower follower) {
        followers.remove(follower);
    }

    CompletionStage<LogPage> range(long generation, long after, int limit) {
        int from = (int) Math.max(0, after);
        List<Entry> page = log.subList(Math.min(from, log.size()), Math.min(log.size(), from + limit));
        return CompletableFuture.completedFuture(new LogPage(1, log.size(), false, List.copyOf(page)));
    }
}
