package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linli.matcher.registry.redis.Fixtures.await;
import static org.linli.matcher.registry.redis.Fixtures.write;

import com.google.protobuf.ByteString;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.proto.Entity;
import org.linli.proto.Policy;
import org.linli.proto.Reply;

/** The two scripts against a real server. */
class CommitScriptTest {
    @TempDir
    static Path data;

    private static EmbeddedRedis redis;
    private static RedisClient inspector;
    private static StatefulRedisConnection<String, String> inspection;
    private static RedisRegion region;
    private long generation;

    @BeforeAll
    static void start() {
        redis = EmbeddedRedis.start(data);
        inspector = RedisClient.create(redis.uri());
        inspection = inspector.connect();
        region = RedisRegion.connect(Fixtures.REGION, redis.uri());
    }

    @AfterAll
    static void stop() {
        region.close();
        inspector.shutdown();
        redis.close();
    }

    @BeforeEach
    void found() {
        raw().flushall();
        generation = await(region.regions().found(1)).generation();
    }

    private static RedisCommands<String, String> raw() {
        return inspection.sync();
    }

    private static Outcome commit(Commit commit) {
        return await(onLoop(List.of(commit))).get(0);
    }

    private static java.util.concurrent.CompletionStage<List<Outcome>> onLoop(List<Commit> commits) {
        java.util.concurrent.CompletableFuture<List<Outcome>> done = new java.util.concurrent.CompletableFuture<>();
        region.loop().execute(() -> region.store().commit(commits).thenAccept(done::complete));
        return done;
    }

    private static Versioned read(String key) {
        Answer answer =
                await(region.store().read(List.of(Query.of(List.of(key))))).get(0);
        return ((Answer.Read) answer).entities().get(0);
    }

    private LogPage log() {
        return await(region.store().range(generation, 0, 100));
    }

    @Test
    void commit_ofNewEntity_isReadBackWithVersionAndSequence() {
        Outcome outcome = commit(write(generation, "o1", 0).build());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.sequence()).isEqualTo(1);
            assertThat(done.generation()).isEqualTo(generation);
        });
        Versioned order = read("order:o1");
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.sequence()).isEqualTo(1);
        assertThat(order.entity().getOrder().getId()).isEqualTo("o1");
    }

    @Test
    void reads_ofOneBatch_areAnsweredEachInItsPlace() {
        commit(write(generation, "o1", 0).request("first", "body").build());
        commit(write(generation, "o2", 0).build());

        List<Answer> answers = await(region.store()
                .read(List.of(
                        Query.of(List.of("order:o2", "order:none")),
                        new Query(Fixtures.request("first"), List.of("order:o1"), Map.of()),
                        new Query(ByteString.EMPTY, List.of("order:o1"), Map.of("order:o1", 1L)),
                        new Query(Fixtures.request("other"), List.of("order:none", "order:o1"), Map.of()),
                        Query.of(List.of()))));

        assertThat(entities(answers.get(0))).extracting(Versioned::version).containsExactly(1L, 0L);
        assertThat(entities(answers.get(0)).get(0).entity().getOrder().getId()).isEqualTo("o2");
        assertThat(answers.get(1)).isInstanceOf(Answer.Seen.class);
        assertThat(entities(answers.get(2))).extracting(Versioned::version).containsExactly(1L);
        assertThat(entities(answers.get(2)).get(0).entity()).isEqualTo(Entity.getDefaultInstance());
        assertThat(entities(answers.get(3))).extracting(Versioned::version).containsExactly(0L, 1L);
        assertThat(entities(answers.get(4))).isEmpty();
    }

    private static List<Versioned> entities(Answer answer) {
        return ((Answer.Read) answer).entities();
    }

    @Test
    void serverWithoutTheRegionsData_refusesEverything_andHoldsNothingAfter() {
        raw().flushall();

        for (long asked : new long[] {0, generation}) {
            assertThat(commit(write(asked, "o1", 0).build())).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.failure().reason()).contains("NODATA");
                assertThat(failed.failure().unknown()).isFalse();
            });
            assertThatThrownBy(() -> await(region.store().range(asked, 0, 100))).hasMessageContaining("NODATA");
        }
        assertThat(await(region.store().read(List.of(Query.of(List.of("order:o1"))))))
                .singleElement()
                .isInstanceOf(Answer.Failed.class);
        assertThat(raw().dbsize()).isZero();
    }

    @Test
    void commit_appendsOneEntryWithCauseAndAfterImages() {
        commit(write(generation, "o1", 0).order("o2", 0, "x").build());

        LogPage page = log();
        assertThat(page.head()).isEqualTo(1);
        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.getCause().getRateOrder().getStars()).isEqualTo(5);
            assertThat(entry.getPolicyVersion()).isEqualTo(3);
            assertThat(entry.getChangesList()).extracting("key").containsExactly("order:o1", "order:o2");
            assertThat(entry.getChanges(1).getAfter().getOrder().getRefusalCode())
                    .isEqualTo("x");
        });
    }

    @Test
    void commit_withStaleVersion_isAConflictAndChangesNothing() {
        commit(write(generation, "o1", 0).build());
        Map<String, String> before = everything();

        assertThat(commit(write(generation, "o1", 0).request("k", "b").build())).isInstanceOf(Outcome.Conflict.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void commit_withStaleVersionOfSomethingOnlyRead_isAConflict() {
        commit(write(generation, "o1", 0).build());

        assertThat(commit(write(generation, "o2", 0).alsoRead("order:o1", 0).build()))
                .isEqualTo(new Outcome.Conflict("order:o1"));
    }

    @Test
    void commit_ofAnotherGeneration_isAConflict() {
        assertThat(commit(write(generation - 1, "o1", 0).build())).isInstanceOf(Outcome.Conflict.class);
        assertThat(log().head()).isZero();
    }

    @Test
    void commit_withTheSameKey_givesTheFirstReplyAgain() {
        Reply reply = Reply.newBuilder().setId("o1").setState("OPEN").build();
        commit(write(generation, "o1", 0).request("k", "b").reply(reply).build());

        Outcome again = commit(write(generation, "o1", 0).request("k", "b").build());

        assertThat(again).isInstanceOfSatisfying(Outcome.Seen.class, seen -> {
            assertThat(seen.reply().reply())
                    .isEqualTo(reply.toBuilder()
                            .setSequence(1)
                            .setGeneration(generation)
                            .build());
            assertThat(seen.reply().bodyHash().toStringUtf8()).isEqualTo("b");
        });
        assertThat(log().head()).isEqualTo(1);
    }

    @Test
    void read_withAKeyThatWasSeen_givesTheReplyAtOnce() {
        commit(write(generation, "o1", 0).request("k", "b").build());

        Query query = new Query(Fixtures.request("k"), List.of("order:o1"), Map.of());
        assertThat(await(region.store().read(List.of(query)))).first().isInstanceOf(Answer.Seen.class);
    }

    @Test
    void reply_livesSevenDays() {
        commit(write(generation, "o1", 0).request("k", "b").build());

        String key = raw().keys("*reply:*").get(0);
        assertThat(raw().pttl(key)).isBetween(7L * 24 * 3600 * 1000 - 60_000, 7L * 24 * 3600 * 1000);
    }

    @Test
    void accountsAndPostings_neverExpire() {
        commit(new Fixtures.Builder(generation)
                .entity("posting:v1", 0, Entity.getDefaultInstance())
                .entity("account:a", 0, Entity.getDefaultInstance())
                .build());

        assertThat(raw().keys("*"))
                .allSatisfy(key -> assertThat(raw().pttl(key)).isEqualTo(-1));
        assertThat(read("posting:v1").version()).isEqualTo(1);
    }

    @Test
    void rejection_keepsItsReplyAndMakesNoEntry() {
        Reply refusal = Reply.newBuilder().setProblem("visit-taken").build();
        Commit rejection = new Fixtures.Builder(generation)
                .alsoRead("order:o1", 0)
                .request("k", "b")
                .reply(refusal)
                .build();

        assertThat(commit(rejection))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.sequence()).isZero());
        assertThat(commit(rejection))
                .isInstanceOfSatisfying(
                        Outcome.Seen.class,
                        seen -> assertThat(seen.reply().reply().getProblem()).isEqualTo("visit-taken"));
        assertThat(log().head()).isZero();
    }

    @Test
    void commit_withAnotherEpoch_isRefusedByTheStore() {
        Lease lease = await(region.leases().read());
        await(region.leases().claim(lease, "node-a"));

        assertThat(commit(write(generation, "o1", 0).epoch(2).build())).isEqualTo(new Outcome.LeaseLost(1));
        assertThat(commit(write(generation, "o1", 0).epoch(1).build())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void commit_putsTimersIndexesAndPools() {
        commit(write(generation, "o1", 0)
                .timer("o1.1.1", 4_000_000_000_000L)
                .index("orders-by-resident:r1", "o1", true)
                .pool("pool-a", 30)
                .build());
        commit(new Fixtures.Builder(generation).pool("pool-a", -10).build());

        assertThat(await(region.timers().due(10)).nextDueMs()).isEqualTo(4_000_000_000_000L);
        assertThat(await(region.store().members("orders-by-resident:r1", 10))).containsExactly("o1");
        assertThat(await(region.store().members(List.of("nobody", "orders-by-resident:r1"), 10)))
                .containsExactly(List.of(), List.of("o1"));
        assertThat(raw().hgetall("linli:{520181}:pools"))
                .isEqualTo(Map.of("pool-a:minutes", "20", "pool-a:points", "20000"));
    }

    @Test
    void wrongTypes_leaveNoPartialEffect() {
        Commit commit = write(generation, "o1", 0)
                .request("k", "b")
                .timer("o1.1.1", 1)
                .index("some-set", "o1", true)
                .pool("p", 1)
                .closing("order:o1", 5)
                .build();
        for (String key :
                List.of("entities", "records", "log", "timers", "lease", "pools", "closed", "index:some-set")) {
            String name = "linli:{520181}:" + key;
            raw().set(name, "not what it should be");
            Map<String, String> before = everything();

            Commit guarded =
                    key.equals("lease") ? write(generation, "o1", 0).epoch(1).build() : commit;
            assertThat(commit(guarded)).as(key).isInstanceOf(Outcome.Failed.class);
            assertThat(everything()).as(key).isEqualTo(before);
            raw().del(name);
        }
        raw().hset("linli:{520181}:pools", "p:minutes", "many");
        Map<String, String> before = everything();
        assertThat(commit(commit)).isInstanceOf(Outcome.Failed.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void policy_isNotSentAgain_whereItsVersionIsHeld() {
        Entity policy = Entity.newBuilder()
                .setPolicy(Policy.newBuilder().setYaml("region: 520181"))
                .build();
        commit(new Fixtures.Builder(generation)
                .entity("policy:current", 0, policy)
                .build());

        Query held = new Query(ByteString.EMPTY, List.of("policy:current"), Map.of("policy:current", 1L));
        Versioned again = ((Answer.Read)
                        await(region.store().read(List.of(held))).get(0))
                .entities()
                .get(0);
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.entity()).isEqualTo(Entity.getDefaultInstance());
        assertThat(read("policy:current").entity()).isEqualTo(policy);
        assertThat(commit(new Fixtures.Builder(generation)
                        .entity("policy:current", 0, policy)
                        .build()))
                .isEqualTo(new Outcome.Conflict("policy:current"));
    }

    @Test
    void time_neverGoesBelowTheLastEntry() {
        commit(write(generation, "o1", 0).build());
        raw().hset("linli:{520181}:region", "at", "9000000000000");

        Answer.Read read = (Answer.Read) await(region.store().read(List.of(Query.of(List.of("order:o1")))))
                .get(0);
        assertThat(read.nowMs()).isEqualTo(9_000_000_000_000L);
        assertThat(commit(write(generation, "o2", 0).build()))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.atMs()).isEqualTo(9_000_000_000_000L));
    }

    @Test
    void batch_eachCommitStandsOrFallsAlone() {
        List<Outcome> outcomes = await(onLoop(List.of(
                write(generation, "o1", 0).build(),
                write(generation, "o1", 0).build(),
                write(generation, "o1", 1).build())));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Conflict.class);
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.sequence()).isEqualTo(2));
    }

    @Test
    void scripts_afterTheServerForgotThem_areSentAnew() {
        raw().scriptFlush();

        assertThat(commit(write(generation, "o1", 0).build())).isInstanceOf(Outcome.Done.class);
    }

    /** Every key with its content, byte for byte. */
    private static Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        for (String key : Set.copyOf(raw().keys("*"))) {
            all.put(key, java.util.HexFormat.of().formatHex(raw().dump(key)));
        }
        return all;
    }
}
