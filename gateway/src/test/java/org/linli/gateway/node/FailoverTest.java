package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;
import org.linli.matcher.registry.supervise.Supervision;

/** A whole node on a supervised pair of stores, one of which is killed. */
class FailoverTest {
    private final int first = NodeProcess.freePort();
    private final int second = NodeProcess.freePort();

    private static Process redis(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        return new ProcessBuilder(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        directory.toString(),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--aof-load-truncated",
                        "no",
                        "--repl-diskless-sync-delay",
                        "0",
                        "--logfile",
                        directory.resolve("redis.log").toString())
                .start();
    }

    /** Of the region's record at a server; empty while it does not answer. */
    private static String field(int port, String name) {
        RedisClient client = RedisClient.create(uri(port));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            String value = connection.sync().hget("linli:{520181}:region", name);
            return value == null ? "absent" : value;
        } catch (RedisException away) {
            return "";
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static RedisURI uri(int port) {
        return RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Test
    void primaryKilled_nodeGoesOnWithTheReplica_andStreamsStartAnew(@TempDir Path directory) throws IOException {
        Process primary = redis(directory.resolve("first"), first);
        Process replica = redis(directory.resolve("second"), second);
        try {
            await().until(() ->
                    !field(first, "x").isEmpty() && !field(second, "x").isEmpty());
            try (Supervision supervision = Supervision.open(
                            "520181", List.of(uri(first), uri(second)), directory.resolve("supervisor"));
                    NodeProcess node = NodeProcess.start(
                            directory.resolve("data"),
                            "--redis=redis://127.0.0.1:" + first + ",redis://127.0.0.1:" + second);
                    Client client = new Client(node.port())) {
                await().atMost(NodeProcess.WITHIN)
                        .until(() -> field(first, "replicas").equals("1"));
                check(client, primary);
                assertThat(supervision.isRunning()).isTrue();
            }
        } finally {
            primary.destroyForcibly();
            replica.destroyForcibly();
        }
    }

    private void check(Client client, Process primary) {
        Street street = new Street(client);
        String resident = client.token("resident", "r-1");
        String order = street.order(resident);
        String seen;
        try (Stream stream = client.stream(Wire.JSON, resident, "")) {
            stream.next("welcome");
            seen = stream.next("snapshot").getString("seq");
        }
        primary.destroyForcibly();
        await().atMost(NodeProcess.WITHIN)
                .until(() ->
                        client.call(Route.ORDER_CREATE, resident, Street.wish()).status() == 201);
        assertThat(client.ok(Route.ORDER_GET, resident, null, order).getString("address"))
                .isEqualTo("红枫湖路 1 号");
        try (Stream stream = client.stream(Wire.JSON, resident, seen)) {
            JsonObject welcome = stream.next("welcome");
            assertThat(welcome.getBoolean("resumed")).isFalse();
            assertThat(generation(stream.next("snapshot").getString("seq"))).isEqualTo(generation(seen) + 1);
        }
    }

    private static long generation(String seq) {
        return Long.parseLong(seq.substring(0, seq.indexOf('-')));
    }
}
