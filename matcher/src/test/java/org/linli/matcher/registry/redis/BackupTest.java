package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linli.matcher.registry.redis.Fixtures.REGION;
import static org.linli.matcher.registry.redis.Fixtures.await;
import static org.linli.matcher.registry.redis.Fixtures.write;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.archive.ArchiveReader;
import org.linli.matcher.registry.archive.ArchiveWriter;
import org.linli.matcher.registry.archive.Archiver;
import org.linli.matcher.registry.backup.Backup;
import org.linli.matcher.registry.backup.BackupDamaged;
import org.linli.matcher.registry.backup.Restore;
import org.linli.matcher.registry.backup.RestorePoint;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.proto.Entry;

/** Copies of a real store's files while it runs, and the way back to each moment that they hold. */
class BackupTest {
    private static final long LATER_SECONDS = 5_000_000_000L;

    @TempDir
    Path directory;

    private EmbeddedRedis redis;
    private RedisRegion region;
    private long generation;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(directory.resolve("data"));
        region = RedisRegion.connect(REGION, redis.uri());
        generation = await(region.regions().found(1)).generation();
    }

    @AfterEach
    void stop() {
        region.close();
        redis.close();
    }

    private List<Outcome> commit(RedisRegion to, List<Commit> batch) {
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        to.loop().execute(() -> to.store().commit(batch).thenAccept(outcomes::complete));
        return await(outcomes);
    }

    /** One batch, and so one transaction of the store, of orders o(first) to o(last). */
    private void commitBatch(int first, int last) {
        List<Commit> batch = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            batch.add(write(generation, "o" + i, 0)
                    .request("key " + i, "body")
                    .index("late-waiting", "o" + i, true)
                    .timer("offer-" + i, 9_000_000_000_000L + i)
                    .build());
        }
        assertThat(commit(region, batch)).allMatch(Outcome.Done.class::isInstance);
    }

    private Backup.Copied backup() {
        return Backup.run(
                REGION, directory.resolve("data/redis"), directory.resolve("archive"), directory.resolve("backup"));
    }

    private Restore.Restored restore(String name, RestorePoint until) {
        return Restore.run(directory.resolve("backup"), directory.resolve(name), until, LATER_SECONDS);
    }

    /** What a server on the restored data says of its log and of its orders. */
    private void check(String name, long last, long newGeneration) {
        try (EmbeddedRedis again = EmbeddedRedis.start(directory.resolve(name));
                RedisRegion restored = RedisRegion.connect(REGION, again.uri())) {
            LogPage old = await(restored.store().range(generation, 0, 500));
            assertThat(old.generation()).isEqualTo(newGeneration);
            assertThat(old.head()).isEqualTo(last);
            assertThat(old.entries().stream().map(Entry::getSequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
            assertThat(await(restored.store().scan("")).entities()).hasSize((int) last);
            assertThat(await(restored.store().members("late-waiting", 1_000))).hasSize((int) last);
            assertThat(seen(restored, (int) last)).isInstanceOf(Answer.Seen.class);
            assertThat(seen(restored, (int) last + 1)).isInstanceOf(Answer.Read.class);
            List<Commit> stale = List.of(write(generation, "x", 0).build());
            assertThat(commit(restored, stale)).allMatch(Outcome.Conflict.class::isInstance);
            List<Commit> next = List.of(write(newGeneration, "x", 0).build());
            assertThat(((Outcome.Done) commit(restored, next).get(0)).sequence())
                    .isEqualTo(last + 1);
        }
    }

    private static Answer seen(RedisRegion restored, int order) {
        Query query = new Query(Fixtures.request("key " + order), List.of(), java.util.Map.of());
        return await(restored.store().read(List.of(query))).get(0);
    }

    @Test
    void restored_hasExactlyWhatWasThereAtTheMoment_evenWithinABatch() {
        commitBatch(1, 20);
        commitBatch(21, 60);
        assertThat(backup().sequence()).isEqualTo(60);
        commitBatch(61, 70);

        Restore.Restored all = restore("all", new RestorePoint.Newest());
        assertThat(all.sequence()).isEqualTo(60);
        check("all", 60, LATER_SECONDS);
        assertThat(restore("part", new RestorePoint.Sequence(33)).left()).isEqualTo(27);
        check("part", 33, LATER_SECONDS);
    }

    @Test
    void restored_toATime_hasWhatWasCommittedByThen() {
        commitBatch(1, 5);
        long at =
                await(region.store().range(generation, 0, 10)).entries().get(4).getAtMs();
        Awaitility.await().until(() -> now() > at);
        commitBatch(6, 9);
        backup();

        restore("then", new RestorePoint.Moment(at));
        check("then", 5, LATER_SECONDS);
    }

    private long now() {
        return ((Answer.Read)
                        await(region.store().read(List.of(Query.of(List.of())))).get(0))
                .nowMs();
    }

    @Test
    void secondBackup_addsWhatIsNew_andSurvivesARewriteOfTheStore() {
        commitBatch(1, 10);
        backup();
        commitBatch(11, 20);
        assertThat(backup().sequence()).isEqualTo(20);
        rewrite();
        commitBatch(21, 30);
        assertThat(backup().sequence()).isEqualTo(30);

        restore("new", new RestorePoint.Newest());
        check("new", 30, LATER_SECONDS);
        assertThatThrownBy(() -> restore("old", new RestorePoint.Sequence(12)))
                .isInstanceOf(BackupDamaged.class)
                .hasMessageContaining("until (12) lies before entry 21");
        assertThat(restore("base", new RestorePoint.Sequence(20)).sequence()).isEqualTo(20);
        check("base", 20, LATER_SECONDS);
    }

    private void rewrite() {
        RedisClient client = RedisClient.create(redis.uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().bgrewriteaof();
            Awaitility.await()
                    .until(() -> connection.sync().info("persistence").contains("aof_rewrite_in_progress:0")
                            && Files.exists(directory.resolve("data/redis/appendonlydir/appendonly.aof.2.base.rdb")));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void unfinishedSecondBackup_leavesTheFirstWhole() throws IOException {
        commitBatch(1, 10);
        backup();
        Files.writeString(
                directory.resolve("backup/redis/appendonlydir/appendonly.aof.1.incr.aof"),
                "*3\r\n$3\r\nSET",
                StandardOpenOption.APPEND);

        restore("whole", new RestorePoint.Newest());
        check("whole", 10, LATER_SECONDS);
    }

    @Test
    void changedByte_isNamed_andNothingIsWritten() throws IOException {
        commitBatch(1, 10);
        backup();
        Path file = directory.resolve("backup/redis/appendonlydir/appendonly.aof.1.incr.aof");
        byte[] bytes = Files.readAllBytes(file);
        bytes[300] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> restore("damaged", new RestorePoint.Newest()))
                .isInstanceOf(BackupDamaged.class)
                .hasMessageContaining("appendonly.aof.1.incr.aof")
                .hasMessageContaining("Maybe");
        assertThat(directory.resolve("damaged/redis")).doesNotExist();
    }

    @Test
    void restore_intoData_isRefused() {
        commitBatch(1, 2);
        backup();

        assertThatThrownBy(() -> restore("data", new RestorePoint.Newest()))
                .isInstanceOf(BackupDamaged.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void backup_ofOtherData_intoTheSamePlace_isRefused() {
        commitBatch(1, 2);
        backup();

        assertThatThrownBy(() -> Backup.run(
                        "520182",
                        directory.resolve("data/redis"),
                        directory.resolve("archive"),
                        directory.resolve("backup")))
                .isInstanceOf(BackupDamaged.class)
                .hasMessageContaining("is of region 520181");
    }

    @Test
    void archive_isRestoredToTheSameMoment_andGoesOnWithoutAGap() {
        commitBatch(1, 10);
        archive(region, directory.resolve("archive"), 10);
        commitBatch(11, 20);
        backup();

        restore("back", new RestorePoint.Sequence(17));
        Path archive = directory.resolve("back/archive").resolve(REGION);
        assertThat(new ArchiveReader(archive).read(entry -> {})).isEqualTo(10);
        try (EmbeddedRedis again = EmbeddedRedis.start(directory.resolve("back"));
                RedisRegion restored = RedisRegion.connect(REGION, again.uri())) {
            commit(restored, List.of(write(LATER_SECONDS, "x", 0).build()));
            archive(restored, archive, 18);
        }
        List<Entry> entries = new ArrayList<>();
        assertThat(new ArchiveReader(archive).read(entries::add)).isEqualTo(18);
        assertThat(entries.get(16).getGeneration()).isEqualTo(generation);
        assertThat(entries.get(17).getGeneration()).isEqualTo(LATER_SECONDS);
    }

    private static void archive(RedisRegion from, Path to, long until) {
        ExecutorService disk = Executors.newSingleThreadExecutor();
        Archiver archiver = new Archiver(from.loop(), from.store(), from.trims(), ArchiveWriter.open(to), disk);
        archiver.start();
        Awaitility.await().until(() -> archiver.archivedSequence() == until);
        archiver.close();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        from.loop().execute(() -> disk.execute(() -> closed.complete(null)));
        await(closed);
        disk.shutdown();
        assertThat(archiver.trouble()).isEmpty();
    }
}
