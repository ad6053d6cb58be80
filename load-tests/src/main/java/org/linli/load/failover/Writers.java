package org.linli.load.failover;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;

/** Several who commit an order each as soon as the former one is answered, and note what was acknowledged. */
final class Writers {
    private static final int WRITERS = 16;
    private static final long AGAIN_MS = 20;

    private final RedisRegion region;
    private final String run;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private long generation;
    private int next;
    private volatile boolean over;

    Writers(RedisRegion region, String run) {
        this.region = region;
        this.run = run;
    }

    void begin() {
        region.loop().execute(() -> {
            for (int i = 0; i < WRITERS; i++) {
                write();
            }
        });
    }

    /** The keys of all orders that were acknowledged so far. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    int count() {
        return acknowledged.size();
    }

    void end() {
        over = true;
    }

    private void write() {
        if (over) {
            return;
        }
        if (generation == 0) {
            learn();
            return;
        }
        String key = "order:" + run + "-" + next++;
        region.store().commit(List.of(commit(key))).thenAccept(outcomes -> take(key, outcomes.get(0)));
    }

    private void take(String key, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            acknowledged.add(key);
            write();
        } else {
            generation = outcome instanceof Outcome.Conflict ? 0 : generation;
            region.loop().schedule(AGAIN_MS, this::write);
        }
    }

    private void learn() {
        region.store().read(List.of(Query.of(List.of()))).thenAccept(answers -> {
            if (answers.get(0) instanceof Answer.Read read) {
                generation = read.generation();
            }
            region.loop().schedule(AGAIN_MS, this::write);
        });
    }

    private Commit commit(String key) {
        Entity after = Entity.newBuilder()
                .setOrder(Order.newBuilder().setId(key.substring("order:".length())))
                .build();
        return new Commit(
                generation,
                0,
                ByteString.EMPTY,
                ByteString.EMPTY,
                Reply.getDefaultInstance(),
                0,
                Command.newBuilder()
                        .setRateOrder(RateOrder.newBuilder().setStars(5))
                        .build(),
                List.of(new Commit.Read(key, 0)),
                List.of(Change.newBuilder()
                        .setKey(key)
                        .setVersion(1)
                        .setAfter(after)
                        .build()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** How many of these the store does not have. */
    int missing(List<String> keys) {
        int missing = 0;
        for (int from = 0; from < keys.size(); from += 500) {
            List<String> page = keys.subList(from, Math.min(keys.size(), from + 500));
            missing += missingOf(page);
        }
        return missing;
    }

    private int missingOf(List<String> page) {
        for (int attempt = 0; attempt < 100; attempt++) {
            Answer answer =
                    ask(() -> region.store().read(List.of(Query.of(page)))).get(0);
            if (answer instanceof Answer.Read read) {
                return (int) read.entities().stream()
                        .filter(entity -> entity.version() == 0)
                        .count();
            }
            ServerProcess.pause(100);
        }
        throw new IllegalStateException("The store does not answer a read within 10 s.");
    }

    private <T> T ask(Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        region.loop().execute(() -> question.get().thenAccept(answer::complete));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
