package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linli.matcher.registry.redis.Fixtures.await;
import static org.linli.matcher.registry.redis.Fixtures.write;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.store.Failure;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;

class EmbeddedRedisTest {
    @TempDir
    Path data;

    @Test
    void started_keepsWhatItAcknowledges() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
            RedisCheck.run(redis.uri());
        }
    }

    @Test
    void memory_isAskedForInHugePages() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            CommandArgs<String, String> stats = new CommandArgs<>(StringCodec.UTF8).add("MALLOC-STATS");
            assertThat(connection.sync().dispatch(CommandType.MEMORY, new ValueOutput<>(StringCodec.UTF8), stats))
                    .containsAnyOf("opt.thp: \"always\"", "not supported for the current allocator");
        }
    }

    @Test
    void shipped_runsWhereNoneIsInstalled() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data, RedisBinary::shipped);
                RedisRegion region = RedisRegion.connect("520181", redis.uri())) {
            RedisCheck.run(redis.uri());
            long generation = await(region.regions().found(1)).generation();
            assertThat(commit(region, generation, "o1")).isInstanceOf(Outcome.Done.class);
            assertThat(await(region.trims().trim(generation, 1, -1_000)).entries())
                    .isEqualTo(1);
        }
    }

    @Test
    void restarted_hasAllItsData() {
        long generation;
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisRegion region = RedisRegion.connect("520181", redis.uri())) {
            generation = await(region.regions().found(1)).generation();
            commit(region, generation, "o1");
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisRegion region = RedisRegion.connect("520181", redis.uri())) {
            assertThat(await(region.regions().found(1)).generation()).isEqualTo(generation);
            assertThat(await(region.store().range(generation, 0, 10)).head()).isEqualTo(1);
        }
    }

    @Test
    void stopped_leavesNoProcess() {
        EmbeddedRedis redis = EmbeddedRedis.start(data);
        long pid = redis.pid();
        redis.close();

        assertThat(isRunning(pid)).isFalse();
    }

    @Test
    void orphan_ofTheSameData_isAdopted() {
        EmbeddedRedis first = EmbeddedRedis.start(data);
        // What a killed node leaves: the files and the process, but no lock.
        first.abandon();
        try (EmbeddedRedis second = EmbeddedRedis.start(data)) {
            assertThat(second.pid()).isEqualTo(first.pid());
            RedisCheck.run(second.uri());
        }
        assertThat(isRunning(first.pid())).isFalse();
    }

    @Test
    void orphan_thatDoesNotKnowThePassword_isEndedAndReplaced() throws Exception {
        EmbeddedRedis first = EmbeddedRedis.start(data);
        first.abandon();
        Files.writeString(data.resolve("redis/redis.password"), "anotherPassword");
        try (EmbeddedRedis second = EmbeddedRedis.start(data)) {
            assertThat(second.pid()).isNotEqualTo(first.pid());
            assertThat(isRunning(first.pid())).isFalse();
        }
    }

    @Test
    void pidOfAnotherProgram_isLeftAlone() throws Exception {
        EmbeddedRedis.start(data).close();
        Files.writeString(
                data.resolve("redis/redis.pid"),
                Long.toString(ProcessHandle.current().pid()));
        try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
            assertThat(redis.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void secondNode_onTheSameData_isRefused() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(data))
                    .isInstanceOf(RedisCheck.Unfit.class)
                    .hasMessageContaining("in use by another node");
            assertThat(isRunning(redis.pid())).isTrue();
        }
    }

    @Test
    void lazyFsync_isRefused_naming_theValue() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
            set(redis.uri(), "appendfsync", "everysec");
            assertThatThrownBy(() -> RedisCheck.run(redis.uri()))
                    .isInstanceOf(RedisCheck.Unfit.class)
                    .hasMessageContaining("appendfsync (everysec) must be always");
        }
    }

    @Test
    void fileThatRedisMendsByItself_isRefused_withWhatMendsIt() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
            set(redis.uri(), "aof-load-truncated", "yes");
            assertThatThrownBy(() -> RedisCheck.run(redis.uri()))
                    .isInstanceOf(RedisCheck.Unfit.class)
                    .hasMessageContaining("aof-load-truncated (yes) must be no")
                    .hasMessageContaining("redis-cli CONFIG SET aof-load-truncated no")
                    .hasMessageContaining("\"aof-load-truncated no\" in redis.conf");

            set(redis.uri(), "aof-load-truncated", "no");
            RedisCheck.run(redis.uri());
        }
    }

    @Test
    void deadAddress_isNamed() {
        RedisURI nowhere = RedisURI.builder().withHost("127.0.0.1").withPort(1).build();

        assertThatThrownBy(() -> RedisCheck.run(nowhere))
                .isInstanceOf(RedisCheck.Unfit.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void oldVersion_isRefused() {
        assertThatThrownBy(() -> RedisCheck.version("# Server\r\nredis_version:6.0.16\r\n"))
                .hasMessageContaining("6.0.16");
        assertThat(RedisCheck.isRecent("6.2.0")).isTrue();
        assertThat(RedisCheck.isRecent("7.0.15")).isTrue();
        assertThat(RedisCheck.isRecent("5.0.14")).isFalse();
    }

    @Test
    void killedWhileCommitting_losesNothingAcknowledged_andSaysUnknownOtherwise() throws Exception {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        EmbeddedRedis redis = EmbeddedRedis.start(data);
        RedisRegion region = RedisRegion.connect("520181", redis.uri());
        long generation = await(region.regions().found(1)).generation();
        for (int i = 0; i < 3_000; i++) {
            int number = i;
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            region.loop()
                    .execute(() -> region.store()
                            .commit(List.of(write(generation, "o" + number, 0).build()))
                            .thenAccept(answers -> outcome.complete(answers.get(0))));
            if (i == 1_500) {
                await(outcomes.get(500));
                ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
            }
        }
        List<Outcome> all = outcomes.stream().map(Fixtures::await).toList();
        redis.abandon();
        try (EmbeddedRedis again = EmbeddedRedis.start(data);
                RedisRegion after = RedisRegion.connect("520181", again.uri())) {
            List<String> kept = everyChangedKey(after, generation);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) instanceof Outcome.Done) {
                    assertThat(kept).contains("order:o" + i);
                } else if (isCertainlyNot(all.get(i))) {
                    assertThat(kept).doesNotContain("order:o" + i);
                }
            }
            assertThat(all).anyMatch(Outcome.Done.class::isInstance).anyMatch(Outcome.Failed.class::isInstance);
        } finally {
            region.close();
        }
    }

    private static boolean isCertainlyNot(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && !failed.failure().unknown();
    }

    @Test
    void region_reconnectsByItself_afterTheServerIsBack() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(data);
        RedisRegion region = RedisRegion.connect("520181", redis.uri());
        long generation = await(region.regions().found(1)).generation();
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> commit(region, generation, "x") instanceof Outcome.Failed);
        Awaitility.await()
                .until(() -> commit(region, generation, "x") instanceof Outcome.Failed failed
                        && failed.failure()
                                .equals(Failure.unavailable(failed.failure().reason())));
        // The same port, as a supervisor would start it.
        new ProcessBuilder("redis-server", data.resolve("redis/redis.conf").toString())
                .start()
                .waitFor();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> commit(region, generation, "o1") instanceof Outcome.Done);
        region.close();
        redis.abandon();
        EmbeddedRedis.start(data).close();
    }

    private static Outcome commit(RedisRegion region, long generation, String order) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        region.loop()
                .execute(() -> region.store()
                        .commit(List.of(write(generation, order, 0).build()))
                        .thenAccept(answers -> outcome.complete(answers.get(0))));
        return await(outcome);
    }

    private static List<String> everyChangedKey(RedisRegion region, long generation) {
        List<String> keys = new ArrayList<>();
        long after = 0;
        LogPage page = await(region.store().range(generation, after, 500));
        while (!page.entries().isEmpty()) {
            page.entries().forEach(entry -> keys.add(entry.getChanges(0).getKey()));
            after += page.entries().size();
            page = await(region.store().range(generation, after, 500));
        }
        return keys;
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().isPresent())
                .isPresent();
    }

    private static void set(RedisURI uri, String name, String value) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().configSet(name, value);
        } finally {
            client.shutdown();
        }
    }
}
