package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.loop.VirtualLoop;

class RewritesTest {
    private static final long FROM = 1_000;
    private static final long MINUTE = 60_000;

    @TempDir
    Path data;

    private final VirtualLoop loop = new VirtualLoop();
    private final Fake server = new Fake();

    /** A server whose figures the test sets; each {@code INFO} comes after it has used {@code busy} of a core. */
    private final class Fake implements Rewrites.Server {
        long size;
        long base;
        long memory = 1_000_000;
        boolean rewriting;
        boolean gone;
        double busy;
        int rewrites;

        @Override
        public CompletionStage<String> info() {
            if (gone) {
                return CompletableFuture.failedFuture(new IllegalStateException("gone"));
            }
            double used = busy * loop.nowMs() / 1e3;
            return CompletableFuture.completedFuture(("# Persistence\r\naof_rewrite_in_progress:%d\r\n"
                            + "aof_rewrite_scheduled:0\r\naof_current_size:%d\r\naof_base_size:%d\r\n\r\n# Memory\r\nused_memory:%d\r\n\r\n# CPU\r\n"
                            + "used_cpu_sys:%f\r\nused_cpu_user:%f\r\nused_cpu_user_children:9999.0\r\n")
                    .formatted(rewriting ? 1 : 0, size, base, memory, used / 3, used * 2 / 3));
        }

        @Override
        public CompletionStage<String> rewrite() {
            rewrites++;
            return CompletableFuture.completedFuture("Background append only file rewriting started");
        }
    }

    private int rewritesWithin(long ms) {
        new Rewrites(loop, server, FROM).start();
        loop.advance(ms);
        return server.rewrites;
    }

    @Test
    void grownAndQuiet_isRewritten() {
        server.size = 1_000;
        server.base = 500;
        server.busy = 0.19;
        assertThat(rewritesWithin(MINUTE)).isEqualTo(1);
    }

    @Test
    void grownButBusy_waitsForAQuietMoment() {
        server.size = 1_000;
        server.busy = 0.21;
        assertThat(rewritesWithin(10 * MINUTE)).isZero();

        server.busy = 0;
        loop.advance(MINUTE);
        assertThat(server.rewrites).isEqualTo(1);
    }

    @Test
    void largeAndBusy_isRewrittenOnlyWhereMostOfItIsOutdated() {
        server.size = Rewrites.BUSY_TIMES_FROM * FROM;
        server.busy = 0.9;
        server.memory = server.size / 3 + 1;
        assertThat(rewritesWithin(10 * MINUTE)).isZero();

        server.memory = server.size / 3;
        loop.advance(MINUTE);
        assertThat(server.rewrites).isEqualTo(1);
    }

    @Test
    void small_orHardlyGrown_orBeingRewritten_isLeftAlone() {
        server.size = 999;
        assertThat(rewritesWithin(MINUTE)).isZero();

        server.size = 1_999;
        server.base = 1_000;
        loop.advance(MINUTE);
        assertThat(server.rewrites).isZero();

        server.size = 2_000;
        server.rewriting = true;
        loop.advance(MINUTE);
        assertThat(server.rewrites).isZero();
    }

    @Test
    void rewriteThatDoesNotTakePlace_isAskedForAgainAfterTenMinutes() {
        server.size = 1_000;
        assertThat(rewritesWithin(10 * MINUTE)).isEqualTo(1);
        loop.advance(MINUTE);
        assertThat(server.rewrites).isEqualTo(2);
    }

    @Test
    void serverThatWasAway_isKnownToBeQuietByTwoLooksAfterIt() {
        server.gone = true;
        server.size = 1_000;
        assertThat(rewritesWithin(MINUTE)).isZero();

        server.gone = false;
        loop.advance(Rewrites.LOOK_EVERY_MS);
        assertThat(server.rewrites).isZero();
        loop.advance(Rewrites.LOOK_EVERY_MS);
        assertThat(server.rewrites).isEqualTo(1);
    }

    /** By what a real server says of itself, and with what it answers. */
    @Test
    void realServer_isRewritten() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            String text = "x".repeat(10_000);
            for (int i = 0; i < 10; i++) {
                connection.sync().set("key", text);
            }
            RedisAsyncCommands<String, String> real = connection.async();
            new Rewrites(
                            loop,
                            new Rewrites.Server() {
                                @Override
                                public CompletionStage<String> info() {
                                    return CompletableFuture.completedFuture(
                                            connection.sync().info());
                                }

                                @Override
                                public CompletionStage<String> rewrite() {
                                    return real.bgrewriteaof();
                                }
                            },
                            50_000)
                    .start();
            loop.advance(MINUTE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(connection.sync().info("persistence"))
                            .containsPattern("aof_current_size:\\d{1,4}\\R")
                            .contains("aof_rewrite_in_progress:0", "aof_last_bgrewrite_status:ok"));
        }
    }
}
