package org.linli.matcher.registry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.redis.Fixtures.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.RegionStore.Region;

/** A power loss in the middle of a commit's way to the disk. */
class AofTailTest {
    private static final String SET = "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\nb\r\n";
    private static final String MULTI = "*1\r\n$5\r\nMULTI\r\n";
    private static final String EXEC = "*1\r\n$4\r\nEXEC\r\n";

    @TempDir
    private Path data;

    private Path file() {
        return data.resolve("appendonlydir/appendonly.aof.1.incr.aof");
    }

    private String mended(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content, StandardCharsets.US_ASCII);
        AofTail.mend(data);
        return Files.readString(file(), StandardCharsets.US_ASCII);
    }

    @Test
    void wholeFile_staysAsItIs() throws IOException {
        String whole = SET + "#TS:1700000000\r\n" + MULTI + SET + EXEC + SET;
        assertThat(mended(whole)).isEqualTo(whole);
    }

    @Test
    void tornCommand_isCut() throws IOException {
        for (int length = 1; length < SET.length(); length++) {
            assertThat(mended(SET + SET.substring(0, length))).isEqualTo(SET);
        }
    }

    @Test
    void tornTransaction_isCutWhole() throws IOException {
        String transaction = MULTI + SET + SET + EXEC;
        for (int length = 1; length < transaction.length(); length++) {
            assertThat(mended(SET + transaction.substring(0, length))).isEqualTo(SET);
        }
    }

    @Test
    void strangeFile_isLeftAlone() throws IOException {
        assertThat(mended("REDIS0010 something else\n and more")).isEqualTo("REDIS0010 something else\n and more");
    }

    @Test
    void directoryWithoutFile_isLeftAlone() {
        assertThat(AofTail.mend(data)).isZero();
    }

    /** Without the cut the second restart forgets o3, which was acknowledged, and half remembers o2, which was not. */
    @Test
    void acknowledged_afterATornCommit_outlivesTheNextRestart() throws IOException {
        long safe = write("o1", 0);
        write("o2", safe);
        tear(safe);
        write("o3", 0);

        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisRegion region = RedisRegion.connect(Fixtures.REGION, redis.uri())) {
            Region founded = await(region.regions().found(1));
            LogPage log = await(region.store().range(founded.generation(), 0, 10));
            assertThat(log.entries())
                    .extracting(entry -> entry.getChanges(0).getKey())
                    .containsExactly("order:o1", "order:o3");
            assertThat(log.head()).isEqualTo(2);
        }
    }

    /** Writes an order in one life of Redis; gives how long the file is then. */
    private long write(String order, long before) throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisRegion region = RedisRegion.connect(Fixtures.REGION, redis.uri())) {
            long generation = await(region.regions().found(1)).generation();
            List<Outcome> outcomes = Fixtures.await(region.store()
                    .commit(List.of(Fixtures.write(generation, order, 0).build())));
            assertThat(outcomes).singleElement().isInstanceOf(Outcome.Done.class);
        }
        long length = Files.size(embedded());
        assertThat(length).isGreaterThan(before);
        return length;
    }

    private Path embedded() {
        return data.resolve("redis").resolve("appendonlydir/appendonly.aof.1.incr.aof");
    }

    /** In the middle of the last command of what o2 wrote, just before its EXEC. */
    private void tear(long safe) throws IOException {
        try (FileChannel channel = FileChannel.open(embedded(), StandardOpenOption.WRITE)) {
            assertThat(channel.size()).isGreaterThan(safe);
            channel.truncate(channel.size() - EXEC.length() - 3);
        }
    }
}
