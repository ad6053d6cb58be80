package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Query;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

/** Commits and queries that mostly fit what the model holds, and often do not. */
final class RandomCommits {
    /** The script accepts no sum beyond this; now and then one item alone takes it there. */
    static final long MOST = 9_000_000_000_000_000L;

    private static final List<String> SETS =
            List.of("late-waiting", "staff", "residents-by-phone:1", "residents-by-phone:2");
    private static final List<String> KINDS =
            List.of("order", "order", "order", "calendar", "calendar", "profile", "account", "posting", "ledger");
    private static final int PER_KIND = 25;
    private static final int LARGE = 20_000;

    private final Random chance;
    private final MemoryRegion model;
    private final List<ByteString> requests = new ArrayList<>();

    RandomCommits(Random chance, MemoryRegion model) {
        this.chance = chance;
        this.model = model;
    }

    boolean percent(int share) {
        return chance.nextInt(100) < share;
    }

    int upTo(int most) {
        return chance.nextInt(most + 1);
    }

    Commit commit() {
        List<Commit.Read> reads = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        int changed = percent(15) ? 0 : 1 + upTo(3);
        List<String> keys = keys(changed + upTo(3));
        for (String key : keys) {
            long version = version(key);
            reads.add(new Commit.Read(key, version));
            if (changes.size() < changed) {
                changes.add(Change.newBuilder()
                        .setKey(key)
                        .setVersion(version + 1)
                        .setAfter(entity())
                        .build());
            }
        }
        return new Commit(
                generation(),
                epoch(),
                request(),
                percent(10) ? ByteString.EMPTY : ByteString.copyFromUtf8("body:" + upTo(2)),
                Reply.newBuilder().setId("o" + upTo(9)).setProblem(text()).build(),
                upTo(1_000),
                Command.newBuilder()
                        .setRateOrder(RateOrder.newBuilder().setStars(upTo(5)).setOrderId(text()))
                        .build(),
                reads,
                changes,
                many(2, this::timer),
                many(2, this::index),
                many(2, this::pool),
                many(1, () -> new Decision.Counter("counter-" + upTo(3), amount())),
                many(1, () -> new Commit.Closing(over(), percent(50) ? 0 : 1 + upTo(1_000_000))));
    }

    private String over() {
        return (percent(50) ? "order:x" : "activity:x") + upTo(PER_KIND);
    }

    Query query() {
        List<String> keys = keys(upTo(5));
        Map<String, Long> held = new java.util.HashMap<>();
        keys.stream().filter(key -> percent(40)).forEach(key -> held.put(key, version(key)));
        return new Query(request(), keys, held);
    }

    /** The present generation, or now and then another. */
    long generation() {
        return model.generation() - (percent(3) ? 1 : 0);
    }

    private long epoch() {
        long present = model.lease().epoch();
        return percent(70) ? 0 : percent(80) ? present : Math.max(0, present + upTo(4) - 2);
    }

    private ByteString request() {
        if (percent(50)) {
            return ByteString.EMPTY;
        }
        if (!requests.isEmpty() && percent(20)) {
            return requests.get(chance.nextInt(requests.size()));
        }
        byte[] fresh = new byte[16];
        chance.nextBytes(fresh);
        requests.add(ByteString.copyFrom(fresh));
        return requests.get(requests.size() - 1);
    }

    private List<String> keys(int count) {
        List<String> all = new ArrayList<>();
        while (all.size() < count) {
            String key = percent(4)
                    ? "policy:current"
                    : KINDS.get(chance.nextInt(KINDS.size())) + ":x" + chance.nextInt(PER_KIND);
            if (!all.contains(key)) {
                all.add(key);
            }
        }
        Collections.shuffle(all, chance);
        return all;
    }

    private long version(String key) {
        long present = model.get(key).version();
        return percent(96) ? present : Math.max(0, present + upTo(2) - 1);
    }

    private Entity entity() {
        Order.Builder order = Order.newBuilder().setRefusalCode(text()).setId(text());
        return percent(5)
                ? Entity.getDefaultInstance()
                : Entity.newBuilder().setOrder(order).build();
    }

    /** Colons and digits, as the stored texts have them, and now and then many of them. */
    private String text() {
        int length = chance.nextInt(2_000) == 0 ? LARGE : upTo(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(":0123456789邻\u0000\n -".charAt(upTo(15)));
        }
        return text.toString();
    }

    private Decision.TimerChange timer() {
        Timer.Kind kind = percent(50) ? Timer.Kind.KIND_OFFER_LAPSE : Timer.Kind.KIND_DUTY_END;
        String subject = "x:" + upTo(40);
        return percent(35)
                ? Decision.TimerChange.disarm(kind, subject)
                : Decision.TimerChange.arm(kind, subject, 1 + (long) (chance.nextDouble() * 4e12));
    }

    /** An armed timer, its time often the right one. */
    Timer armed() {
        Decision.TimerChange name = timer();
        long due = model.timers()
                .getOrDefault(new org.linli.matcher.registry.core.Effects.TimerName(name.kind(), name.subject()), 5L);
        return Timer.newBuilder()
                .setKind(name.kind())
                .setSubject(name.subject())
                .setDueMs(due + (percent(20) ? 1 : 0))
                .build();
    }

    private Decision.IndexChange index() {
        return new Decision.IndexChange(set(), "m" + upTo(12), percent(60));
    }

    String set() {
        return SETS.get(chance.nextInt(SETS.size()));
    }

    private Decision.PoolChange pool() {
        return new Decision.PoolChange("pool-" + upTo(3), amount(), amount());
    }

    private long amount() {
        return chance.nextInt(3_000) == 0 ? MOST : upTo(2_000) - 1_000;
    }

    private <T> List<T> many(int most, java.util.function.Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = upTo(most); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }
}
