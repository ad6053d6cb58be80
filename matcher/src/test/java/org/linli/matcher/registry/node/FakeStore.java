package org.linli.matcher.registry.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Entity;

/** Gives what it was told that it holds, answers commits as it was told, and notes what it was asked. For one thread. */
final class FakeStore implements Store {
    final List<Query> reads = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final Map<String, Versioned> entities = new HashMap<>();
    Function<Commit, Outcome> outcomes = commit -> done();
    long generation = 5;

    private final long nowMs;

    FakeStore(long nowMs) {
        this.nowMs = nowMs;
    }

    Outcome done() {
        return new Outcome.Done(generation, 7, nowMs);
    }

    void put(String key, long version, Entity entity) {
        entities.put(key, new Versioned(key, version, 6, entity));
    }

    @Override
    public CompletionStage<List<Answer>> read(List<Query> batch) {
        reads.addAll(batch);
        return CompletableFuture.completedFuture(
                batch.stream().map(this::answer).toList());
    }

    private Answer answer(Query query) {
        List<Versioned> found = query.keys().stream()
                .map(key -> sparing(query, entities.getOrDefault(key, Versioned.absent(key))))
                .toList();
        return new Answer.Read(nowMs, generation, 6, found);
    }

    private static Versioned sparing(Query query, Versioned found) {
        return query.held().getOrDefault(found.key(), 0L) == found.version()
                ? new Versioned(found.key(), found.version(), found.sequence(), Entity.getDefaultInstance())
                : found;
    }

    @Override
    public CompletionStage<List<Outcome>> commit(List<Commit> batch) {
        commits.addAll(batch);
        return CompletableFuture.completedFuture(batch.stream().map(outcomes).toList());
    }

    @Override
    public CompletionStage<LogPage> range(long ofGeneration, long afterSequence, int limit) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<ScanPage> scan(String cursor) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<String>> members(String index, int limit) {
        return new CompletableFuture<>();
    }
}
