package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.store.Commit;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

/** Commits as tests want them, and patience for their outcomes. */
final class Fixtures {
    static final String REGION = "520181";
    static final ByteString BODY = ByteString.copyFromUtf8("body");

    private Fixtures() {}

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static Entity order(String id, String refusal) {
        return Entity.newBuilder()
                .setOrder(Order.newBuilder().setId(id).setRefusalCode(refusal))
                .build();
    }

    /** Writes an order that was read at a version. */
    static Builder write(long generation, String orderId, long readVersion) {
        return new Builder(generation).order(orderId, readVersion, "text " + readVersion);
    }

    static ByteString request(String text) {
        return ByteString.copyFromUtf8((text + "________________").substring(0, 16));
    }

    /** A commit in the making. */
    static final class Builder {
        private final long generation;
        private long epoch;
        private ByteString request = ByteString.EMPTY;
        private ByteString body = BODY;
        private Reply reply = Reply.newBuilder().setState("OPEN").build();
        private final List<Commit.Read> reads = new java.util.ArrayList<>();
        private final List<Change> changes = new java.util.ArrayList<>();
        private final List<Decision.TimerChange> timers = new java.util.ArrayList<>();
        private final List<Decision.IndexChange> indexes = new java.util.ArrayList<>();
        private final List<Decision.PoolChange> pools = new java.util.ArrayList<>();
        private final List<Commit.Closing> closings = new java.util.ArrayList<>();

        Builder(long generation) {
            this.generation = generation;
        }

        Builder order(String id, long readVersion, String text) {
            return entity("order:" + id, readVersion, Fixtures.order(id, text));
        }

        Builder entity(String key, long readVersion, Entity after) {
            reads.add(new Commit.Read(key, readVersion));
            changes.add(Change.newBuilder()
                    .setKey(key)
                    .setVersion(readVersion + 1)
                    .setAfter(after)
                    .build());
            return this;
        }

        Builder alsoRead(String key, long version) {
            reads.add(new Commit.Read(key, version));
            return this;
        }

        Builder request(String key, String bodyHash) {
            request = Fixtures.request(key);
            body = ByteString.copyFromUtf8(bodyHash);
            return this;
        }

        Builder reply(Reply answer) {
            reply = answer;
            return this;
        }

        Builder epoch(long leaseEpoch) {
            epoch = leaseEpoch;
            return this;
        }

        Builder timer(String subject, long dueMs) {
            timers.add(Decision.TimerChange.arm(Timer.Kind.KIND_OFFER_LAPSE, subject, dueMs));
            return this;
        }

        Builder index(String set, String member, boolean added) {
            indexes.add(new Decision.IndexChange(set, member, added));
            return this;
        }

        Builder pool(String account, long minutes) {
            pools.add(new Decision.PoolChange(account, minutes, 1000 * minutes));
            return this;
        }

        Builder closing(String key, long overSinceMs) {
            closings.add(new Commit.Closing(key, overSinceMs));
            return this;
        }

        Commit build() {
            Command cause = Command.newBuilder()
                    .setRateOrder(RateOrder.newBuilder().setStars(5))
                    .build();
            return new Commit(
                    generation,
                    epoch,
                    request,
                    body,
                    reply,
                    3,
                    cause,
                    reads,
                    changes,
                    timers,
                    indexes,
                    pools,
                    List.of(),
                    closings);
        }
    }
}
