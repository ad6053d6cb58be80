package org.linli.load.faults;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.linli.load.check.Happening;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Reply;

/**
 * What a region's Redis holds, read past the node and its reading code: the layout is written down here a second time.
 * Values are read as texts of one character a byte.
 */
final class FinalState {
    private static final int PAGE = 1_000;

    private final RedisCommands<String, String> redis;
    private final String prefix = "linli:{" + Town.REGION + "}:";

    private FinalState(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    static List<Happening> of(RealRedis store) {
        return store.ask(new StringCodec(StandardCharsets.ISO_8859_1), redis -> new FinalState(redis).read());
    }

    private List<Happening> read() {
        try {
            return all();
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("what is stored cannot be read: " + broken.getMessage(), broken);
        }
    }

    private List<Happening> all() throws InvalidProtocolBufferException {
        List<Happening> all = new ArrayList<>();
        log(all);
        entities(all, "entities");
        entities(all, "records");
        replies(all);
        redis.zrangeWithScores(prefix + "timers", 0, -1).forEach(timer -> {
            String member = timer.getValue();
            int colon = member.indexOf(':');
            all.add(new Happening.Armed(
                    Integer.parseInt(member.substring(0, colon)), member.substring(colon + 1), (long)
                            timer.getScore()));
        });
        redis.hgetall(prefix + "pools")
                .forEach((pool, amount) -> all.add(new Happening.Pooled(pool, Long.parseLong(amount))));
        return all;
    }

    private void log(List<Happening> all) throws InvalidProtocolBufferException {
        Range<String> range = Range.create("-", "+");
        List<StreamMessage<String, String>> page;
        do {
            page = redis.xrange(prefix + "log", range, Limit.from(PAGE));
            for (StreamMessage<String, String> message : page) {
                all.add(new Happening.Logged(entry(message)));
                range = Range.from(Range.Boundary.excluding(message.getId()), Range.Boundary.unbounded());
            }
        } while (page.size() == PAGE);
    }

    private static Entry entry(StreamMessage<String, String> message) throws InvalidProtocolBufferException {
        String[] id = message.getId().split("-", 2);
        Entry.Builder entry =
                Entry.newBuilder().setGeneration(Long.parseLong(id[0])).setSequence(Long.parseLong(id[1]));
        for (var field : message.getBody().entrySet()) {
            switch (field.getKey()) {
                case "at" -> entry.setAtMs(Long.parseLong(field.getValue()));
                case "policy" -> entry.setPolicyVersion(Long.parseLong(field.getValue()));
                case "lease" -> entry.setLeaseEpoch(Long.parseLong(field.getValue()));
                case "cause" -> entry.setCause(Command.parseFrom(bytes(field.getValue())));
                default -> {
                    String[] parts = field.getValue().split(":", 3);
                    entry.addChanges(Change.newBuilder()
                            .setKey(field.getKey())
                            .setVersion(Long.parseLong(parts[0]))
                            .setAfter(Entity.parseFrom(bytes(parts[2]))));
                }
            }
        }
        return entry.build();
    }

    private void entities(List<Happening> all, String part) throws InvalidProtocolBufferException {
        for (var stored : redis.hgetall(prefix + part).entrySet()) {
            String[] parts = stored.getValue().split(":", 3);
            all.add(new Happening.Stored(
                    stored.getKey(),
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Entity.parseFrom(bytes(parts[2]))));
        }
    }

    /** {@code generation:sequence:length of the hash:hash and reply}. */
    private void replies(List<Happening> all) throws InvalidProtocolBufferException {
        String begin = prefix + "reply:";
        for (String key : redis.keys(begin + "*")) {
            String[] parts = redis.get(key).split(":", 4);
            int hash = Integer.parseInt(parts[2]);
            Reply reply = Reply.parseFrom(bytes(parts[3].substring(hash)));
            all.add(new Happening.Kept(
                    bytes(key.substring(begin.length())),
                    bytes(parts[3].substring(0, hash)),
                    reply.toBuilder()
                            .setGeneration(Long.parseLong(parts[0]))
                            .setSequence(Long.parseLong(parts[1]))
                            .build()));
        }
    }

    private static ByteString bytes(String latin) {
        return ByteString.copyFrom(latin, StandardCharsets.ISO_8859_1);
    }
}
