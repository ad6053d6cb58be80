package org.linli.matcher.registry;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Reply;

/**
 * One region's system of record, as the door and the engine see it. Every answer has been read from, or made durable
 * in, the store before its stage completes; stages complete on the registry's loop. Safe to call from any thread.
 *
 * <p>A stage fails with {@link OutcomeUnknown} when it cannot be known whether a command took effect (the same request
 * may be sent again with the same key), and with {@link Unavailable} when it certainly did not.
 */
public interface Registry {
    /** The region's code, such as {@code 520181}. */
    String region();

    /**
     * Decides and commits a command once per request key.
     *
     * @param requestKey subject, route and the client's key, at most 400 characters; empty for a command of the engine
     *                   itself, which is checked by state alone and keeps no reply
     * @param bodyHash   of the request as it was sent; another body under the same key gives the problem
     *                   {@code idempotency-key-reused}
     * @param leaseEpoch the epoch that must be in force, or 0 for commands that need no lease
     */
    CompletionStage<Reply> submit(String requestKey, ByteString bodyHash, long leaseEpoch, Command command);

    /**
     * The reply that is kept under the request key, as {@link #submit} would give it again; empty where none is. For
     * callers who may no longer do what they once did, and may still learn what came of it.
     */
    default CompletionStage<Optional<Reply>> replied(String requestKey, ByteString bodyHash) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * What {@link #submit} would answer now, with nothing committed: for a dry run. The reply's version is the one that
     * the entity would have.
     */
    default CompletionStage<Reply> rehearse(Command command) {
        return CompletableFuture.failedFuture(new Unavailable("This registry does not rehearse."));
    }

    /** The entities at one moment, in the order asked for; absent ones have version 0 and no body. */
    CompletionStage<Reading> read(List<String> keys);

    /** Members of an index set, such as {@code residents-by-phone:…}; only ever a proposal to look. */
    CompletionStage<List<String>> members(String index);

    /** Follows the log: everything after {@code sequence} once, in order; see {@link LogFollower}. */
    void follow(LogFollower follower);

    /** An entity's state at a version. */
    record Versioned(String key, long version, long sequence, Entity entity) {
        /** Nothing stands there, or never did. */
        public static Versioned absent(String key) {
            return new Versioned(key, 0, 0, Entity.getDefaultInstance());
        }

        public boolean present() {
            return version > 0 && entity.getBodyCase() != Entity.BodyCase.BODY_NOT_SET;
        }
    }

    /** What one atomic read saw, with the region's time and the log's head at that moment. */
    record Reading(long nowMs, long generation, long sequence, List<Versioned> entities) {}

    /** It cannot be known whether the command took effect. */
    final class OutcomeUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String message) {
            super(message, null, false, false);
        }
    }

    /** The command certainly took no effect, and may be sent again. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message, null, false, false);
        }
    }
}
