package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.redis.Fixtures.await;
import static org.linli.matcher.registry.redis.Fixtures.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.archive.ArchiveReader;
import org.linli.matcher.registry.archive.ArchiveWriter;
import org.linli.matcher.registry.archive.Archiver;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LeaseStore.Claimed;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.TrimStore.Trimmed;
import org.linli.proto.Activity;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.OrderMessages;
import org.linli.proto.PersonKey;

/** What leaves the store, and the smaller scripts, on a real server. */
class ArchiveTrimTest {
    private static final Entity ACTIVITY =
            Entity.newBuilder().setActivity(Activity.getDefaultInstance()).build();

    @TempDir
    Path data;

    private EmbeddedRedis redis;
    private RedisRegion region;
    private long generation;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(data);
        region = RedisRegion.connect("520181", redis.uri());
        generation = await(region.regions().found(1)).generation();
    }

    @AfterEach
    void stop() {
        region.close();
        redis.close();
    }

    private void commit(Commit commit) {
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        region.loop().execute(() -> region.store().commit(List.of(commit)).thenAccept(outcomes::complete));
        assertThat(await(outcomes).get(0)).isInstanceOf(Outcome.Done.class);
    }

    private long version(String key) {
        Answer answer =
                await(region.store().read(List.of(Query.of(List.of(key))))).get(0);
        return ((Answer.Read) answer).entities().get(0).version();
    }

    @Test
    void archiver_carriesEveryEntryOnce_acrossRestarts() {
        Path archive = data.resolve("archive");
        ExecutorService disk = Executors.newSingleThreadExecutor();
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < 300; i++) {
                commit(write(generation, "o" + part + "-" + i, 0).build());
            }
            long expected = 300L * (part + 1);
            Archiver archiver = new Archiver(
                    region.loop(), region.storeParsingOn(disk), region.trims(), ArchiveWriter.open(archive), disk);
            archiver.start();
            Awaitility.await().until(() -> archiver.archivedSequence() == expected);
            archiver.close();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            region.loop().execute(() -> disk.execute(() -> closed.complete(null)));
            await(closed);
        }
        disk.shutdown();

        List<Entry> entries = new ArrayList<>();
        assertThat(new ArchiveReader(archive).read(entries::add)).isEqualTo(600);
        assertThat(entries.get(599).getSequence()).isEqualTo(600);
        assertThat(entries.get(0))
                .isEqualTo(
                        await(region.store().range(generation, 0, 1)).entries().get(0));
    }

    @Test
    void range_parsedElsewhere_leavesTheLoopAlone() {
        commit(write(generation, "o1", 0).build());
        ExecutorService elsewhere = Executors.newSingleThreadExecutor(task -> new Thread(task, "elsewhere"));
        CompletableFuture<String> thread = new CompletableFuture<>();
        region.loop()
                .execute(() -> region.storeParsingOn(elsewhere)
                        .range(generation, 0, 1)
                        .thenAccept(
                                page -> thread.complete(Thread.currentThread().getName())));
        assertThat(await(thread)).isEqualTo("elsewhere");
        elsewhere.shutdown();
    }

    @Test
    void trim_takesNothingThatIsNotArchivedOrStillYoung() {
        long now = ((Answer.Read)
                        await(region.store().read(List.of(Query.of(List.of())))).get(0))
                .nowMs();
        commit(write(generation, "o1", 0).closing("order:o1", now).build());
        commit(write(generation, "o2", 0).closing("order:o2", now).build());
        commit(write(generation, "o3", 0).build());

        assertThat(await(region.trims().trim(generation, 3, 3_600_000))).isEqualTo(new Trimmed(0, 0));
        assertThat(await(region.trims().trim(generation, 0, -1_000))).isEqualTo(new Trimmed(0, 0));
        assertThat(await(region.trims().trim(generation, 1, -1_000))).isEqualTo(new Trimmed(1, 1));
        assertThat(version("order:o1")).isZero();
        assertThat(version("order:o2")).isEqualTo(1);
        assertThat(await(region.store().range(generation, 1, 10)).entries()).hasSize(2);
        assertThat(await(region.store().range(generation, 0, 10)).trimmed()).isTrue();
    }

    @Test
    void trim_ofAnOrder_takesWhatWasSentAboutIt() {
        Entity told = Entity.newBuilder()
                .setMessages(OrderMessages.newBuilder().setOrderId("o"))
                .build();
        long now = ((Answer.Read)
                        await(region.store().read(List.of(Query.of(List.of())))).get(0))
                .nowMs();
        commit(new Fixtures.Builder(generation).entity("messages:o1", 0, told).build());
        commit(new Fixtures.Builder(generation).entity("messages:o2", 0, told).build());
        commit(write(generation, "o1", 0).closing("order:o1", now).build());

        assertThat(await(region.trims().trim(generation, 3, -1_000)).over()).isEqualTo(1);
        assertThat(version("messages:o1")).isZero();
        assertThat(version("messages:o2")).isEqualTo(1);
    }

    @Test
    void trim_takesActivitiesThatAreOver_asItTakesOrders() {
        commit(new Fixtures.Builder(generation)
                .entity("activity:a1", 0, ACTIVITY)
                .closing("activity:a1", 1_000)
                .build());
        commit(new Fixtures.Builder(generation)
                .entity("activity:a2", 0, ACTIVITY)
                .build());

        assertThat(await(region.trims().trim(generation, 2, -1_000)).over()).isEqualTo(1);
        assertThat(version("activity:a1")).isZero();
        assertThat(version("activity:a2")).isEqualTo(1);
        assertThat(await(region.store().scan("")).entities())
                .as("what a node that starts now loads")
                .extracting(Versioned::key)
                .containsExactly("activity:a2");
    }

    @Test
    void reopenedOrder_stays() {
        commit(write(generation, "o1", 0).closing("order:o1", 1_000).build());
        commit(write(generation, "o1", 1).closing("order:o1", 0).build());

        assertThat(await(region.trims().trim(generation, 2, -1_000)).over()).isZero();
        assertThat(version("order:o1")).isEqualTo(2);
    }

    @Test
    void lease_isTakenByExactComparison() {
        Lease free = await(region.leases().read());
        Claimed first = await(region.leases().claim(free, "a")).orElseThrow();

        assertThat(first.lease().epoch()).isEqualTo(1);
        assertThat(await(region.leases().claim(free, "b"))).isEmpty();
        Lease beaten = await(region.leases().beat(first.lease())).orElseThrow();
        assertThat(await(region.leases().claim(first.lease(), "b")))
                .as("an old beat")
                .isEmpty();
        Claimed second = await(region.leases().claim(beaten, "b")).orElseThrow();
        assertThat(second.lease().epoch()).isEqualTo(2);
        assertThat(await(region.leases().beat(beaten))).isEqualTo(Optional.empty());
        await(region.leases().release(second.lease()));
        assertThat(await(region.leases().read()).owner()).isEmpty();
    }

    @Test
    void personKey_isCreatedOnce_andForgottenForEver() {
        PersonKey one = PersonKey.newBuilder()
                .setPersonId("r-1")
                .setWrapped(Fixtures.BODY)
                .build();
        PersonKey two = one.toBuilder().setWrapped(Fixtures.request("two")).build();

        PersonKey asking = PersonKey.newBuilder().setPersonId("r-1").build();
        PersonKey other = two.toBuilder().setPersonId("r-2").build();
        assertThat(await(region.keys().settle(List.of(asking)))).containsExactly(PersonKey.getDefaultInstance());
        assertThat(await(region.keys().settle(List.of(one, other, two, asking))))
                .containsExactly(one, other, one, one);
        await(region.keys().forget("r-1"));
        assertThat(await(region.keys().settle(List.of(two))).get(0).getForgotten())
                .isTrue();
    }
}
