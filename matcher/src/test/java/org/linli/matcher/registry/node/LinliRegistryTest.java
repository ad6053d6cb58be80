package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.linli.matcher.registry.redis.RedisRegion;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.PublishPolicy;
import org.linli.proto.RateOrder;
import org.linli.proto.Reply;

/** The registry on a real server, with rules that count stars. */
class LinliRegistryTest {
    private static final ByteString BODY = ByteString.copyFromUtf8("hash");

    @TempDir
    Path data;

    private EmbeddedRedis redis;
    private RedisRegion region;
    private Node here;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(data);
        region = RedisRegion.connect("520181", redis.uri());
        await(new RegionStart(region.loop(), region.regions(), region.store()).run("first"));
        here = new Node(region);
    }

    @AfterEach
    void stop() {
        region.close();
        redis.close();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Command rate(String order, int stars) {
        return Command.newBuilder()
                .setRateOrder(RateOrder.newBuilder().setOrderId(order).setStars(stars))
                .build();
    }

    @Test
    void accepted_isDurableAndReadBack() {
        Reply reply = await(here.registry.submit("k1", BODY, 0, rate("o1", 3)));

        assertThat(reply.getProblem()).isEmpty();
        assertThat(reply.getSequence()).isEqualTo(2);
        Registry.Reading reading = await(here.registry.read(List.of("order:o1", "order:none")));
        assertThat(reading.entities().get(0).entity().getOrder().getStars()).isEqualTo(3);
        assertThat(reading.entities().get(1).present()).isFalse();
        assertThat(reading.sequence()).isEqualTo(2);
    }

    @Test
    void repeat_getsTheSameReply_onAnyNode() {
        Reply first = await(here.registry.submit("k1", BODY, 0, rate("o1", 3)));
        try (RedisRegion other = RedisRegion.connect("520181", redis.uri())) {
            assertThat(await(new Node(other).registry.submit("k1", BODY, 0, rate("o1", 3))))
                    .isEqualTo(first);
        }
        assertThat(await(here.registry.submit("k1", ByteString.copyFromUtf8("other"), 0, rate("o1", 3)))
                        .getProblem())
                .isEqualTo("idempotency-key-reused");
        assertThat(here.registry.figures().commits()).isEqualTo(1);
    }

    @Test
    void rejection_isGivenForEver() {
        assertThat(await(here.registry.submit("k1", BODY, 0, rate("o1", 9))).getProblem())
                .isEqualTo("field-invalid");
        here.rules.most = 10;

        assertThat(await(here.registry.submit("k1", BODY, 0, rate("o1", 9))).getProblem())
                .isEqualTo("field-invalid");
        assertThat(await(here.registry.submit("k2", BODY, 0, rate("o1", 9))).getProblem())
                .isEmpty();
    }

    @Test
    void concurrentCommands_onOneEntity_allCount() {
        List<CompletionStage<Reply>> replies = IntStream.range(0, 20)
                .mapToObj(i -> here.registry.submit("k" + i, BODY, 0, rate("o1", 1)))
                .toList();

        replies.forEach(reply -> assertThat(await(reply).getProblem()).isEmpty());
        assertThat(await(here.registry.read(List.of("order:o1")))
                        .entities()
                        .get(0)
                        .entity()
                        .getOrder()
                        .getStars())
                .isEqualTo(20);
        assertThat(here.registry.figures().conflicts()).isPositive();
    }

    @Test
    void twoNodes_onOneEntity_neverLoseAnUpdate() {
        try (RedisRegion otherRegion = RedisRegion.connect("520181", redis.uri())) {
            Node there = new Node(otherRegion);
            List<CompletionStage<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Node node = i % 2 == 0 ? here : there;
                replies.add(node.registry.submit("", BODY, 0, rate("o" + i % 20, 1)));
            }
            replies.forEach(reply -> assertThat(await(reply).getProblem()).isEmpty());
        }
        List<String> keys = IntStream.range(0, 20).mapToObj(i -> "order:o" + i).toList();
        assertThat(await(here.registry.read(keys)).entities())
                .allSatisfy(order ->
                        assertThat(order.entity().getOrder().getStars()).isEqualTo(10));
    }

    @Test
    void decision_thatNeedsMore_getsIt() {
        await(here.registry.submit("", BODY, 0, rate("o2", 5)));
        await(here.registry.submit("", BODY, 0, rate("copy-of:o2", 0)));

        assertThat(await(here.registry.read(List.of("order:copy-of:o2")))
                        .entities()
                        .get(0)
                        .entity()
                        .getOrder()
                        .getStars())
                .isEqualTo(5);
    }

    @Test
    void failedRule_failsTheCommandAlone() {
        assertThatThrownBy(() -> await(here.registry.submit("", BODY, 0, rate("bug", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug, as planned");
        assertThat(await(here.registry.submit("", BODY, 0, rate("o1", 1))).getProblem())
                .isEmpty();
    }

    @Test
    void oldEpoch_isRefused() {
        assertThat(await(here.registry.submit("", BODY, 7, rate("o1", 1))).getProblem())
                .isEqualTo("lease-lost");
    }

    @Test
    void publishedPolicy_decidesTheNextCommand() {
        assertThat(await(here.registry.submit("", BODY, 0, rate("o1", 1))).getState())
                .isEqualTo("first");
        Command publish = Command.newBuilder()
                .setPublishPolicy(PublishPolicy.newBuilder().setYaml("second"))
                .build();
        await(here.registry.submit("", BODY, 0, publish));

        assertThat(await(here.registry.submit("", BODY, 0, rate("o1", 1))).getState())
                .isEqualTo("second");
    }

    @Test
    void follower_getsTheState_thenEveryEntryOnce() {
        submitMany(here, 0, 700);
        Book book = new Book();
        here.registry.follow(book);
        submitMany(here, 700, 800);
        awaitHead(book, 801);

        assertThat(book.faults).isEmpty();
        assertThat(book.orders()).hasSize(800);
    }

    @Test
    void follower_joiningUnderLoad_hasTheExactState() {
        Book first = new Book();
        here.registry.follow(first);
        List<Book> joiners = new ArrayList<>();
        List<CompletionStage<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            replies.add(here.registry.submit("", BODY, 0, rate("o" + i % 300, 1)));
            if (i % 500 == 250) {
                Book joiner = new Book();
                joiners.add(joiner);
                here.registry.follow(joiner);
                replies.forEach(LinliRegistryTest::await);
            }
        }
        replies.forEach(LinliRegistryTest::await);
        awaitHead(first, 3_001);

        for (Book joiner : joiners) {
            awaitHead(joiner, 3_001);
            assertThat(joiner.faults).isEmpty();
            assertThat(joiner.entities).isEqualTo(first.entities);
        }
    }

    @Test
    void follower_hearsOfOtherNodes_byHintOrPoll() {
        Book book = new Book();
        here.registry.follow(book);
        try (RedisRegion otherRegion = RedisRegion.connect("520181", redis.uri())) {
            Node there = new Node(otherRegion);
            submitMany(there, 0, 10);
            submitMany(here, 10, 20);
            submitMany(there, 20, 30);
        }
        awaitHead(book, 31);
        assertThat(book.faults).isEmpty();
        assertThat(book.orders()).hasSize(30);
    }

    @Test
    void handedOverEntries_areWordForWordThoseOfTheLog() {
        Book book = new Book();
        here.registry.follow(book);
        Awaitility.await().until(() -> book.generation > 0);
        submitMany(here, 0, 50);
        awaitHead(book, 51);

        List<Entry> log = await(region.store().range(book.generation, 1, 100)).entries();
        assertThat(book.entries).isEqualTo(log);
    }

    @Test
    void follower_whoseLogWasTrimmed_loadsAnew() {
        submitMany(here, 0, 600);
        Book book = new Book();
        long generation = await(here.registry.read(List.of("order:o1"))).generation();
        for (long trimmed = 1; trimmed > 0; ) {
            trimmed = await(region.trims().trim(generation, 500, -1_000)).entries();
        }
        region.loop().execute(() -> here.tail.resume(book, generation, 100));
        awaitHead(book, 601);

        assertThat(book.resets).isEqualTo(1);
        assertThat(book.orders()).hasSize(600);
    }

    @Test
    void follower_resuming_getsExactlyWhatItMissed() {
        submitMany(here, 0, 600);
        Book book = new Book();
        long generation = await(here.registry.read(List.of("order:o1"))).generation();
        region.loop().execute(() -> {
            book.sequence = 580;
            here.tail.resume(book, generation, 580);
        });
        awaitHead(book, 601);

        assertThat(book.resets).isZero();
        assertThat(book.faults).isEmpty();
        assertThat(book.entries).hasSize(21);
    }

    @Test
    void lostServer_failsCommandsWithAReason() {
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(() -> await(here.registry.submit("k", BODY, 0, rate("o1", 1))))
                        .isInstanceOf(Registry.Unavailable.class)
                        .hasMessageContaining("cannot be reached"));
    }

    private void submitMany(Node node, int from, int to) {
        IntStream.range(from, to)
                .mapToObj(i -> node.registry.submit("", BODY, 0, rate("o" + i, 1)))
                .toList()
                .forEach(LinliRegistryTest::await);
    }

    private static void awaitHead(Book book, long sequence) {
        Awaitility.await().untilAsserted(() -> assertThat(book.sequence).isEqualTo(sequence));
    }

    /** A node's registry and tail. */
    private static final class Node {
        private final StarRules rules = new StarRules();
        private final LogTail tail;
        private final LinliRegistry registry;

        Node(RedisRegion region) {
            tail = new LogTail(region.loop(), region.store(), sequence -> {});
            PolicyCache policies = new PolicyCache(PolicyFixture::named, PolicyFixture.named("standing"));
            registry = new LinliRegistry("520181", region.loop(), region.store(), tail, policies, rules);
            tail.start();
        }
    }

    /** Adds stars to an order, to at most so many; the name of the policy is the reply's state. */
    private static final class StarRules implements Rules {
        private volatile int most = 5;

        @Override
        public List<String> reads(Command command) {
            return command.hasRateOrder()
                    ? List.of(EntityKey.order(command.getRateOrder().getOrderId()))
                    : List.of(EntityKey.POLICY);
        }

        @Override
        public Decision decide(State state, Command command, long nowMs) {
            if (command.hasPublishPolicy()) {
                org.linli.proto.Policy policy = org.linli.proto.Policy.newBuilder()
                        .setYaml(command.getPublishPolicy().getYaml())
                        .build();
                return accept(
                        EntityKey.POLICY, Entity.newBuilder().setPolicy(policy).build(), "");
            }
            String id = command.getRateOrder().getOrderId();
            int stars = command.getRateOrder().getStars();
            if (id.equals("bug")) {
                throw new IllegalStateException("a bug, as planned");
            }
            if (stars > most) {
                return new Decision.Rejected(
                        Reply.newBuilder().setProblem("field-invalid").build());
            }
            if (id.startsWith("copy-of:")) {
                String source = EntityKey.order(id.substring("copy-of:".length()));
                if (!state.has(source)) {
                    return new Decision.NeedMore(List.of(source));
                }
                stars = state.get(source).entity().getOrder().getStars();
            }
            Order before = state.get(EntityKey.order(id)).entity().getOrder();
            Order after = before.toBuilder()
                    .setId(id)
                    .setStars(before.getStars() + stars)
                    .build();
            return accept(
                    EntityKey.order(id),
                    Entity.newBuilder().setOrder(after).build(),
                    state.policy().name());
        }

        private static Decision accept(String key, Entity after, String word) {
            return new Decision.Accepted(
                    List.of(new Decision.Change(key, after)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Reply.newBuilder().setState(word).build());
        }
    }

    /** A follower that notes whatever should not have happened. */
    private static final class Book implements LogFollower {
        private final Map<String, Entity> entities = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private volatile long generation;
        private volatile long sequence;
        private volatile int resets;

        List<String> orders() {
            return entities.keySet().stream()
                    .filter(key -> key.startsWith("order:"))
                    .toList();
        }

        @Override
        public void load(List<Registry.Versioned> page) {
            page.forEach(entity -> entities.put(entity.key(), entity.entity()));
        }

        @Override
        public void ready(long atGeneration, long atSequence) {
            sequence = atSequence;
            generation = atGeneration;
        }

        @Override
        public void apply(Entry entry) {
            if (entry.getSequence() != sequence + 1) {
                faults.add(entry.getSequence() + " after " + sequence);
            }
            for (Change change : entry.getChangesList()) {
                entities.put(change.getKey(), change.getAfter());
            }
            entries.add(entry);
            sequence = entry.getSequence();
        }

        @Override
        public void reset() {
            resets = resets + 1;
            entities.clear();
            entries.clear();
            sequence = 0;
        }
    }

    @Test
    void secondStart_findsTheRegionFounded() {
        CompletionStage<?> again = new RegionStart(region.loop(), region.regions(), region.store()).run("another");
        await(again);

        assertThat(await(here.registry.read(List.of(EntityKey.POLICY)))
                        .entities()
                        .get(0)
                        .entity()
                        .getPolicy()
                        .getYaml())
                .isEqualTo("first");
    }

    @Test
    void higherLevel_isRefused() {
        CompletableFuture<?> newer = new RegionStart(
                        region.loop(),
                        level -> CompletableFuture.completedFuture(
                                new org.linli.matcher.registry.store.RegionStore.Region(1, RegionStart.LEVEL + 1, 0)),
                        region.store())
                .run("first")
                .toCompletableFuture();

        assertThatThrownBy(() -> await(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("feature level (2)");
    }
}
