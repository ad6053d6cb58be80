package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.Linli;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.redis.EmbeddedRedis;

/** A start that cannot succeed says why in one line; a stop loses nothing. */
class StartTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    /** The one line that is said, after checking that there is no other and that the exit code is 2. */
    private static String refusal(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Linli.run(arguments)).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("linli: ");
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void option_thatThereIsNot_isNamed() {
        assertThat(refusal("--colour=red")).contains("--colour=red").contains("--help");
    }

    @Test
    void value_thatCannotBe_isNamedWithItsOption() {
        assertThat(refusal("--port=many")).contains("--port").contains("many");
        assertThat(refusal("--plan=best", "--data=" + data)).contains("--plan (best) must be full or optaplanner");
    }

    @Test
    void port_thatIsTaken_isNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = "--port=" + taken.getLocalPort();
            assertThat(refusal(port, "--management-port=0", "--data=" + data))
                    .contains("--port (" + taken.getLocalPort() + ") is taken");
        }
    }

    @Test
    void redis_thatLosesWrites_isRefused() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().configSet("appendfsync", "everysec");
            assertThat(refusal("--redis=file:" + data, "--data=" + data.resolve("own"), "--port=0"))
                    .contains("appendfsync (everysec) must be always");
        }
    }

    @Test
    void redis_thatMendsItsFileByItself_isRefused_withTheCommandThatSetsItRight() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(data);
                RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().configSet("aof-load-truncated", "yes");
            assertThat(refusal("--redis=file:" + data, "--data=" + data.resolve("own"), "--port=0"))
                    .contains("aof-load-truncated (yes) must be no")
                    .contains("redis-cli CONFIG SET aof-load-truncated no");
        }
    }

    @Test
    void keys_ofAnotherRegion_areRefused() {
        Path other = data.resolve("other");
        try (Node first = Node.start(Street.settings(data, "full"))) {
            assertThat(first.port()).isPositive();
            assertThat(refusal("--redis=file:" + data, "--data=" + other, "--port=0", "--management-port=0"))
                    .contains("--keys (" + other + ") does not fit the region");
        }
    }

    @Test
    void node_toldToStop_endsItsRedisAndKeepsAll() {
        String resident;
        String order;
        try (NodeProcess node = NodeProcess.start(data);
                Client client = new Client(node.port())) {
            resident = client.token("resident", "r-1");
            order = new Street(client).order(resident);
            assertThat(node.hasRedis()).isTrue();
            assertThat(node.stop()).isIn(0, 143);
            assertThat(node.hasRedis()).isFalse();
            assertThat(node.said()).doesNotContain("did not close cleanly");
        }
        try (Node again = Node.start(Street.settings(data, "full"));
                Client client = new Client(again.port())) {
            assertThat(client.ok(Route.ORDER_GET, resident, null, order).getString("address"))
                    .isEqualTo("红枫湖路 1 号");
        }
    }
}
