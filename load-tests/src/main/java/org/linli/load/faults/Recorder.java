package org.linli.load.faults;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.Happening;
import org.linli.proto.Command;
import org.linli.proto.Reply;

/**
 * What the clients saw, as a history. The door answers in JSON and keeps to itself the reply that the store keeps; so
 * an answer is held against that reply when the store is read, and stands in the history as it where the two agree.
 * Callable from any thread.
 */
final class Recorder {
    private static final String REUSED = "idempotency-key-reused";
    private static final int DIGEST_BYTES = 16;

    private final InstantSource clock;
    private final List<Object> seen = new ArrayList<>();
    private final long bornMs;
    private long intents;
    private long connections;
    private int end = Integer.MAX_VALUE;
    private Account last = Account.NOTHING;

    Recorder(InstantSource clock) {
        this.clock = clock;
        this.bornMs = clock.millis();
    }

    /** What the door said to one attempt; status 0: nothing. */
    private record Told(long atMs, long intent, String key, ByteString bodyHash, int status, JsonObject body) {}

    /** How much was acknowledged, and how much of it is gone. */
    record Account(long answers, long acknowledged, long lost) {
        static final Account NOTHING = new Account(0, 0, 0);

        /** What came after an earlier account of the same history; what is lost now is lost whenever it was said. */
        Account since(Account before) {
            return new Account(answers - before.answers, acknowledged - before.acknowledged, lost);
        }
    }

    long nowMs() {
        return clock.millis() - bornMs;
    }

    synchronized long newIntent() {
        return ++intents;
    }

    synchronized long newConnection() {
        return ++connections;
    }

    /** What happens from now on is not part of the history. */
    synchronized void close() {
        end = seen.size();
    }

    /** All of it is, after all. */
    synchronized void reopen() {
        end = Integer.MAX_VALUE;
    }

    synchronized void add(Happening happening) {
        seen.add(happening);
    }

    private List<Object> whole() {
        return seen.subList(0, Math.min(end, seen.size()));
    }

    void fault(String what) {
        add(new Happening.Fault(nowMs(), what));
    }

    void invoked(long intent, String key, ByteString bodyHash, Command.BodyCase kind) {
        add(new Happening.Invoked(nowMs(), intent, key, bodyHash, bare(kind)));
    }

    /** @param body the answer's; of a problem its {@code code} */
    synchronized void told(long intent, String key, ByteString bodyHash, int status, JsonObject body) {
        seen.add(new Told(nowMs(), intent, key, bodyHash, status, body));
    }

    /** A command of which only the kind is known out here. */
    private static Command bare(Command.BodyCase kind) {
        Descriptors.FieldDescriptor field = Command.getDescriptor().findFieldByNumber(kind.getNumber());
        Command.Builder command = Command.newBuilder();
        return command.setField(field, command.newBuilderForField(field).build())
                .build();
    }

    /** The whole history, with what the store holds in the end behind it. */
    synchronized List<Happening> history(List<Happening> stored) {
        Map<ByteString, Happening.Kept> kept = kept(stored);
        List<Happening> history = new ArrayList<>();
        for (Object one : whole()) {
            history.add(one instanceof Told told ? replied(told, kept.get(digest(told.key))) : (Happening) one);
        }
        history.addAll(stored);
        return history;
    }

    private static Map<ByteString, Happening.Kept> kept(List<Happening> stored) {
        Map<ByteString, Happening.Kept> kept = new HashMap<>();
        for (Happening one : stored) {
            if (one instanceof Happening.Kept reply) {
                kept.put(reply.request(), reply);
            }
        }
        return kept;
    }

    private static Happening.Replied replied(Told told, Happening.@Nullable Kept kept) {
        Happening.End end = end(told, kept);
        Reply reply = end == Happening.End.ANSWERED ? reply(told, kept) : Reply.getDefaultInstance();
        return new Happening.Replied(told.atMs, told.intent, told.key, told.bodyHash, end, reply);
    }

    private static Happening.End end(Told told, Happening.@Nullable Kept kept) {
        if (told.status == 0) {
            return Happening.End.UNKNOWN;
        }
        if (told.status == 503) {
            return code(told).equals("outcome-unknown") ? Happening.End.UNKNOWN : Happening.End.UNAVAILABLE;
        }
        if (told.status >= 500) {
            return Happening.End.BROKEN;
        }
        // The door looks at rights before keys: a repeat may come when the right that its first attempt had is gone.
        boolean rightGone = told.status == 403 && kept != null && !says(told, kept.reply());
        boolean atTheDoor =
                rightGone || told.status == 429 || told.status == 401 || (told.status >= 400 && kept == null);
        return atTheDoor && !code(told).equals(REUSED) ? Happening.End.UNAVAILABLE : Happening.End.ANSWERED;
    }

    /** The kept reply where the answer says the same; else what the answer said, for the checker to wonder at. */
    private static Reply reply(Told told, Happening.@Nullable Kept kept) {
        if (kept != null && says(told, kept.reply())) {
            return kept.reply();
        }
        Reply.Builder said = Reply.newBuilder();
        return told.status < 300
                ? said.setId(told.body.getString("id", ""))
                        .setState(told.body.getString("state", ""))
                        .setVersion(told.body.getLong("version", 0L))
                        .build()
                : said.setProblem(code(told)).build();
    }

    private static boolean says(Told told, Reply reply) {
        if (told.status >= 300) {
            return reply.getProblem().equals(code(told));
        }
        return reply.getProblem().isEmpty()
                && told.body.getString("id", reply.getId()).equals(reply.getId())
                && told.body.getString("state", reply.getState()).equals(reply.getState())
                && told.body.getLong("version", reply.getVersion()) == reply.getVersion();
    }

    private static String code(Told told) {
        return told.body.getString("code", "");
    }

    /** Counts wishes that were acknowledged, and those of which the store has no reply or no entry. */
    synchronized Account account(List<Happening> stored) {
        Map<ByteString, Happening.Kept> kept = kept(stored);
        Set<Long> logged = new HashSet<>();
        for (Happening one : stored) {
            if (one instanceof Happening.Logged entry) {
                logged.add(entry.entry().getSequence());
            }
        }
        Set<Long> acknowledged = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        long answers = 0;
        for (Object one : whole()) {
            if (one instanceof Told told && told.status > 0) {
                answers++;
                if (told.status < 300) {
                    acknowledged.add(told.intent);
                    Happening.Kept reply = kept.get(digest(told.key));
                    if (reply == null || !says(told, reply.reply()) || !isLogged(reply.reply(), logged)) {
                        lost.add(told.intent);
                    }
                }
            }
        }
        last = new Account(answers, acknowledged.size(), lost.size());
        return last;
    }

    /** The last one that was drawn up. */
    synchronized Account lastAccount() {
        return last;
    }

    private static boolean isLogged(Reply reply, Set<Long> logged) {
        return reply.getSequence() == 0 || logged.contains(reply.getSequence());
    }

    /** As the registry makes it of a request's key. */
    private static ByteString digest(String key) {
        return ByteString.copyFrom(sha256(key.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_BYTES);
    }

    static ByteString hash(byte[] body) {
        return ByteString.copyFrom(sha256(body));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
