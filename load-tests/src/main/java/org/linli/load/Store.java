package org.linli.load;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.linli.matcher.registry.supervise.RedisInfo;

/**
 * How much a node's embedded Redis holds at one moment, in bytes: in memory, in its append-only file, and in that file
 * when it was last rewritten. Between two moments with a rewrite in between the file's growth says nothing.
 */
record Store(long memoryBytes, long fileBytes, long baseBytes) {
    static Store of(NodeProcess node) {
        Path redis = node.data().resolve("redis");
        try {
            RedisURI uri = RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(Integer.parseInt(
                            Files.readString(redis.resolve("redis.port")).strip()))
                    .withPassword(Files.readString(redis.resolve("redis.password"))
                            .strip()
                            .toCharArray())
                    .build();
            return of(uri, appendOnlyBytes(redis));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot look at the node's Redis in " + redis, broken);
        }
    }

    private static Store of(RedisURI uri, long fileBytes) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return new Store(
                    parse(connection.sync().info("memory"), "used_memory"),
                    fileBytes,
                    parse(connection.sync().info("persistence"), "aof_base_size"));
        } finally {
            client.shutdown();
        }
    }

    /** A number of Redis' {@code INFO}. */
    static long parse(String info, String field) {
        return Optional.ofNullable(RedisInfo.fields(info).get(field))
                .map(Long::parseLong)
                .orElseThrow();
    }

    private static long appendOnlyBytes(Path redis) throws IOException {
        try (Stream<Path> files = Files.walk(redis)) {
            return files.filter(file -> file.getFileName().toString().startsWith("appendonly.aof"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
