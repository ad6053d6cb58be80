package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.slf4j.LoggerFactory;

/** A node that is told to stop while people call. */
class StopTest {
    private static final int CALLS = 40;
    /** The store commits nothing for so long, unless it is told to go on. */
    private static final String STANDS_STILL_MS = "60000";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    private Path data;

    @BeforeEach
    void listen() {
        said.start();
        root.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(said);
    }

    @Test
    void node_stoppedWithCallsUnderWay_answersThemFirst_andRefusesOthers() {
        Node node = Node.start(Street.settings(data, "full"));
        String resident = resident(node.port());
        try (RedisClient client = RedisClient.create(EmbeddedRedis.addressIn(data));
                StatefulRedisConnection<String, String> redis = client.connect()) {
            client(redis, "PAUSE", STANDS_STILL_MS, "WRITE");
            List<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(() -> order(node.port(), resident))
                    .limit(CALLS)
                    .toList();
            await().atMost(PATIENCE).until(() -> underWay(node.managementPort()) == CALLS);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(node::close);
            await().atMost(PATIENCE).until(() -> !isReady(node.managementPort()));
            HttpResponse<String> late = order(node.port(), resident).join();
            client(redis, "UNPAUSE");

            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(201));
            stopped.join();
            assertThat(errors()).isEmpty();
        } finally {
            node.close();
        }
    }

    private static void client(StatefulRedisConnection<String, String> redis, String... words) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        for (String word : words) {
            arguments.add(word);
        }
        redis.sync().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), arguments);
    }

    private List<String> errors() {
        return said.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String resident(int port) {
        try (Client client = new Client(port)) {
            String token = client.token("resident", "r-1");
            new Street(client).order(token);
            return token;
        }
    }

    private CompletableFuture<HttpResponse<String>> order(int port, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(Street.wish().encode()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private double underWay(int managementPort) throws IOException, InterruptedException {
        return management(managementPort, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("linli_lane_under_way "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private boolean isReady(int managementPort) throws IOException, InterruptedException {
        return management(managementPort, "/health/ready").statusCode() == 200;
    }

    private HttpResponse<String> management(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
