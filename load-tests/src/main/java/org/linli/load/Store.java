package org.linli.load;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much a node's embedded Redis holds at one moment, in bytes. */
record Store(long memoryBytes, long fileBytes) {
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
            return new Store(memory(uri), appendOnlyBytes(redis));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot look at the node's Redis in " + redis, broken);
        }
    }

    private static long memory(RedisURI uri) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return parse(connection.sync().info("memory"));
        } finally {
            client.shutdown();
        }
    }

    /** {@code used_memory} of Redis' {@code INFO memory}. */
    static long parse(String info) {
        return info.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static long appendOnlyBytes(Path redis) throws IOException {
        try (Stream<Path> files = Files.walk(redis)) {
            return files.filter(file -> file.getFileName().toString().contains(".aof"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
