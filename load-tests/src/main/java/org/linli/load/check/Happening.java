package org.linli.load.check;

import com.google.protobuf.ByteString;
import java.util.Set;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Reply;
import org.linli.proto.ServerFrame;

/**
 * One record of a history. What was seen from outside comes in the order in which it was seen; what the store holds in
 * the end comes behind it. {@code atMs} is the observer's clock.
 */
public sealed interface Happening {

    /** How a request ended for whoever sent it. */
    enum End {
        /** With a reply, be it a refusal. */
        ANSWERED,
        /** It certainly took no effect. */
        UNAVAILABLE,
        /** Nobody can say. */
        UNKNOWN,
        /** With an error that no contract names. */
        BROKEN
    }

    /**
     * A request was sent. A repeat has the same intent, key and body.
     *
     * @param intent what somebody wanted, once
     * @param key    subject, route and idempotency key
     */
    record Invoked(long atMs, long intent, String key, ByteString bodyHash, Command command) implements Happening {}

    record Replied(long atMs, long intent, String key, ByteString bodyHash, End end, Reply reply)
            implements Happening {}

    /**
     * A stream was opened.
     *
     * @param roles       in the words of the token
     * @param resumeFrom  what the client said that it has; empty: nothing
     */
    record Connected(
            long atMs,
            long connection,
            String subject,
            Set<String> roles,
            Set<String> communities,
            Set<String> topics,
            String resumeFrom)
            implements Happening {}

    /** A frame reached the client, and whether the client took it for news. */
    record Framed(long atMs, long connection, ServerFrame frame, boolean taken) implements Happening {}

    record Disconnected(long atMs, long connection) implements Happening {}

    /** A node took the lease; nothing may be proposed under it before the book has applied the sequence. */
    record Claimed(long atMs, String node, long epoch, long sequence) implements Happening {}

    /** A dispatcher proposed something, with its book as of a sequence. */
    record Proposed(long atMs, String node, long epoch, long bookSequence) implements Happening {}

    /** Somebody broke something; for whoever reads the history. */
    record Fault(long atMs, String what) implements Happening {}

    /** A program failed in a way that it should not know. */
    record Broke(long atMs, String what) implements Happening {}

    /**
     * Data were set back on purpose, to a backup: what came after the sequence in an older generation is gone by
     * design.
     */
    record Restored(long atMs, long generation, long sequence) implements Happening {}

    /** From here on nothing is broken any more. */
    record Calm(long atMs, long regionMs) implements Happening {}

    /** An entry of the log, in its order. */
    record Logged(Entry entry) implements Happening {}

    /** An entity as it is stored in the end. */
    record Stored(String key, long version, long sequence, Entity entity) implements Happening {}

    /**
     * What one trim took from the store, behind the entry of a sequence.
     *
     * @param archivedSequence up to where the archive had the log
     * @param beforeMs         what was not over before this moment, by the region's clock, had to stay
     * @param keys             of entities
     */
    record Trimmed(long sequence, long archivedSequence, long beforeMs, Set<String> keys) implements Happening {}

    /** A reply as it is kept in the end, under the digest of its request's key. */
    record Kept(ByteString request, ByteString bodyHash, Reply reply) implements Happening {}

    /** A timer that is armed in the end; {@code kind} as the timer's enum numbers it. */
    record Armed(int kind, String subject, long dueMs) implements Happening {}

    /** What a pool account holds in the end: minutes or thousandths of points. */
    record Pooled(String account, long amount) implements Happening {}

    /** The end, by the region's clock. Nothing was committed after it, and what streams were then owed has arrived. */
    record Ended(long atMs, long regionMs) implements Happening {}
}
