package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.Effects;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Commit;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Timer;

/**
 * What is under a region's keys, read past the scripts, and what the model says should be: texts by place, a byte a
 * character.
 */
final class StoredState implements AutoCloseable {
    private static final String LOOK = """
        local found = {}
        for i = 1, #ARGV, 3 do
          local verb, key, field = ARGV[i], ARGV[i + 1], ARGV[i + 2]
          local value
          if verb == 'LAST' then
            local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
            value = last and last[1] .. '\\n' .. table.concat(last[2], '\\n')
          elseif field == '' then value = redis.call(verb, key) else value = redis.call(verb, key, field) end
          found[#found + 1] = value and tostring(value) or ''
        end
        return found
        """;
    private static final String PREFIX = "linli:{" + Fixtures.REGION + "}:";

    /** The region's record, its lease, and its log's length and end: touched by everything. */
    static final List<Place> HEAD = head();

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final String look;

    StoredState(RedisURI uri) {
        client = RedisClient.create(uri);
        connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1));
        look = raw().scriptLoad(LOOK);
    }

    RedisCommands<String, String> raw() {
        return connection.sync();
    }

    static String name(String part) {
        return PREFIX + part;
    }

    /** One thing that a command may touch: how to read it in Redis, and what the model holds there. */
    record Place(String verb, String key, String field, Function<MemoryRegion, String> expected) {}

    /** Asks for the places on a connection, behind what was sent on it before; answers come in the same order. */
    CompletionStage<List<Object>> look(StatefulRedisConnection<byte[], byte[]> on, List<Place> places) {
        byte[][] arguments = new byte[3 * places.size()][];
        for (int i = 0; i < places.size(); i++) {
            arguments[3 * i] = bytes(places.get(i).verb);
            arguments[3 * i + 1] = bytes(places.get(i).key);
            arguments[3 * i + 2] = bytes(places.get(i).field);
        }
        CompletionStage<List<Object>> found =
                on.async().evalsha(look, ScriptOutputType.MULTI, new byte[0][], arguments);
        on.flushCommands();
        return found;
    }

    /** The first place that differs, in words; empty where all are alike. */
    static String difference(List<Place> places, List<Object> found, MemoryRegion model) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            String is = new String((byte[]) found.get(i), StandardCharsets.ISO_8859_1);
            String expected = place.expected.apply(model);
            if (!is.equals(expected)) {
                return place.verb + ' ' + place.key + ' ' + place.field + " is " + is + ", not " + expected;
            }
        }
        return "";
    }

    /** Everything that a commit names, whether or not it has an effect. */
    static List<Place> touchedBy(Commit commit) {
        List<Place> places = new ArrayList<>(HEAD);
        commit.changes()
                .forEach(change -> places.add(new Place(
                        "HGET", home(change.getKey()), change.getKey(), model -> body(model.get(change.getKey())))));
        commit.timers().forEach(timer -> places.add(placeOf(timer.kind(), timer.subject())));
        commit.indexes()
                .forEach(index -> places.add(new Place(
                        "SISMEMBER",
                        name("index:" + index.set()),
                        index.member(),
                        model -> isIn(index, model) ? "1" : "0")));
        for (Decision.PoolChange pool : commit.pools()) {
            for (String field : List.of(pool.accountId() + ":minutes", pool.accountId() + ":points")) {
                places.add(new Place(
                        "HGET",
                        name("pools"),
                        field,
                        model -> orNone(model.pools().get(field))));
            }
        }
        commit.counters()
                .forEach(counter -> places.add(new Place(
                        "HGET",
                        name("counters"),
                        counter.name(),
                        model -> orNone(model.counters().get(counter.name())))));
        commit.closings()
                .forEach(closing -> places.add(new Place(
                        "ZSCORE",
                        name("closed"),
                        closing.key(),
                        model -> orNone(model.closed().get(closing.key())))));
        if (!commit.request().isEmpty()) {
            places.add(new Place("GET", replyKey(commit.request()), "", model -> reply(model, commit.request())));
        }
        return places;
    }

    static Place placeOf(Timer.Kind kind, String subject) {
        Effects.TimerName timer = new Effects.TimerName(kind, subject);
        return new Place(
                "ZSCORE",
                name("timers"),
                Coding.timerMember(kind, subject),
                model -> orNone(model.timers().get(timer)));
    }

    private static boolean isIn(Decision.IndexChange index, MemoryRegion model) {
        return model.members(index.set(), Integer.MAX_VALUE).contains(index.member());
    }

    private static List<Place> head() {
        String region = name("region");
        String lease = name("lease");
        return List.of(
                new Place("HGET", region, "generation", model -> Long.toString(model.generation())),
                new Place("HGET", region, "sequence", model -> Long.toString(model.sequence())),
                new Place("HGET", region, "at", model -> Long.toString(model.timeMs(0))),
                new Place(
                        "HGET",
                        region,
                        "policy",
                        model -> orNone(nonZero(model.get("policy:current").version()))),
                new Place(
                        "HGET",
                        lease,
                        "epoch",
                        model -> ofLease(model, model.lease().epoch())),
                new Place("HGET", lease, "owner", model -> model.lease().owner()),
                new Place(
                        "HGET",
                        lease,
                        "beat",
                        model -> ofLease(model, model.lease().beat())),
                new Place(
                        "XLEN",
                        name("log"),
                        "",
                        model -> Integer.toString(model.kept().size())),
                new Place("LAST", name("log"), "", StoredState::lastEntry));
    }

    private static String ofLease(MemoryRegion model, long number) {
        return model.lease().beat() == 0 ? "" : Long.toString(number);
    }

    private static @Nullable Long nonZero(long number) {
        return number == 0 ? null : number;
    }

    private static String lastEntry(MemoryRegion model) {
        List<Entry> log = model.kept();
        return log.isEmpty() ? "" : text(log.get(log.size() - 1));
    }

    /** An entry of the stream: its id and its fields, each behind a line's end. */
    static String text(Entry entry) {
        StringBuilder text = new StringBuilder();
        text.append(entry.getGeneration()).append('-').append(entry.getSequence());
        text.append("\nat\n").append(entry.getAtMs());
        text.append("\npolicy\n").append(entry.getPolicyVersion());
        text.append("\nlease\n").append(entry.getLeaseEpoch());
        text.append("\ncause\n").append(latin(entry.getCause().toByteString()));
        for (Change change : entry.getChangesList()) {
            text.append('\n').append(change.getKey()).append('\n').append(change.getVersion());
            text.append(':')
                    .append(entry.getSequence())
                    .append(':')
                    .append(latin(change.getAfter().toByteString()));
        }
        return text.toString();
    }

    /** All that the model holds but the log and the replies' lives, as Redis would have it. */
    static Map<String, String> expected(MemoryRegion model) {
        Map<String, String> all = new TreeMap<>();
        HEAD.stream()
                .filter(place -> place.verb.equals("HGET"))
                .forEach(place -> all.put(place.key + ' ' + place.field, place.expected.apply(model)));
        all.values().removeIf(String::isEmpty);
        if (model.lease().beat() > 0) {
            all.put(name("lease") + " owner", model.lease().owner());
        }
        all.put(name("region") + " level", "1");
        model.all().forEach(each -> all.put(home(each.key()) + ' ' + each.key(), body(each)));
        model.timers()
                .forEach((timer, due) -> all.put(
                        name("timers") + ' ' + Coding.timerMember(timer.kind(), timer.subject()), due.toString()));
        model.closed().forEach((order, at) -> all.put(name("closed") + ' ' + order, at.toString()));
        model.pools().forEach((field, sum) -> all.put(name("pools") + ' ' + field, sum.toString()));
        model.counters().forEach((field, sum) -> all.put(name("counters") + ' ' + field, sum.toString()));
        model.indexes().forEach(in -> all.put(name("index:" + in.set()) + ' ' + in.member(), ""));
        model.replies().keySet().forEach(request -> all.put(replyKey(request), reply(model, request)));
        return all;
    }

    /** The same, as it is. The log is compared by itself. */
    Map<String, String> found() {
        Map<String, String> all = new TreeMap<>();
        Map<Boolean, List<String>> keys =
                raw().keys("*").stream().collect(Collectors.partitioningBy(key -> key.startsWith(name("reply:"))));
        String[] replies = keys.getOrDefault(true, List.of()).toArray(new String[0]);
        if (replies.length > 0) {
            raw().mget(replies).forEach(reply -> all.put(reply.getKey(), reply.getValueOrElse("of another type")));
        }
        for (String key : keys.getOrDefault(false, List.of())) {
            switch (raw().type(key)) {
                case "hash" -> raw().hgetall(key).forEach((field, value) -> all.put(key + ' ' + field, value));
                case "set" -> raw().smembers(key).forEach(member -> all.put(key + ' ' + member, ""));
                case "zset" -> {
                    for (ScoredValue<String> scored : raw().zrangeWithScores(key, 0, -1)) {
                        all.put(key + ' ' + scored.getValue(), Long.toString((long) scored.getScore()));
                    }
                }
                case "string" -> all.put(key, raw().get(key));
                case "stream" -> {}
                default -> all.put(key, raw().type(key));
            }
        }
        return all;
    }

    void clear() {
        raw().flushall();
    }

    static String replyKey(ByteString request) {
        return name("reply:") + latin(request);
    }

    private static String reply(MemoryRegion model, ByteString request) {
        var stored = model.replies().get(request);
        if (stored == null) {
            return "";
        }
        ByteString bare = stored.reply().toBuilder()
                .clearGeneration()
                .clearSequence()
                .build()
                .toByteString();
        return stored.reply().getGeneration() + ":" + stored.reply().getSequence() + ':'
                + stored.bodyHash().size() + ':' + latin(stored.bodyHash()) + latin(bare);
    }

    private static String body(org.linli.matcher.registry.Registry.Versioned entity) {
        return entity.version() == 0
                ? ""
                : entity.version() + ":" + entity.sequence() + ':'
                        + latin(entity.entity().toByteString());
    }

    private static String home(String key) {
        return name(key.startsWith("posting:") || key.startsWith("ledger:") ? "records" : "entities");
    }

    private static String orNone(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(ByteString bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
