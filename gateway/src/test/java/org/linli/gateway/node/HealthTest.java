package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole node says of itself, and how it holds off whoever asks too fast. */
class HealthTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private HttpResponse<String> ask(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException refused) {
            throw new AssertionError(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String redis =
                Files.readString(data.resolve("redis").resolve("redis.pid")).trim();
        assertThat(new ProcessBuilder("kill", signal, redis).start().waitFor()).isZero();
    }

    @Test
    void store_thatAnswersNoMore_isNotReadyAndSaysSo_untilItAnswersAgain() throws Exception {
        try (Node node = Node.start(Street.settings(data, "full"))) {
            assertThat(ask(node.managementPort(), "/health/ready").statusCode()).isEqualTo(200);
            signal("-STOP");
            try {
                await().atMost(NodeProcess.WITHIN)
                        .untilAsserted(() -> assertThat(ask(node.managementPort(), "/health/ready")
                                        .statusCode())
                                .isEqualTo(503));
                JsonObject said = new JsonObject(
                        ask(node.managementPort(), "/health/ready").body());
                assertThat(said.getString("status")).isEqualTo("DOWN");
                assertThat(said.getJsonObject("checks").getString("store")).isEqualTo("DOWN");
                assertThat(said.getJsonObject("troubles").getString("store")).contains("has not answered for");
                assertThat(ask(node.managementPort(), "/health/live").statusCode())
                        .isEqualTo(200);
            } finally {
                signal("-CONT");
            }
            await().atMost(NodeProcess.WITHIN)
                    .untilAsserted(() -> assertThat(
                                    ask(node.managementPort(), "/health/ready").statusCode())
                            .isEqualTo(200));
        }
    }

    @Test
    void managementPort_servesMetricsThere_andNothingElse() {
        try (Node node = Node.start(Street.settings(data, "full"));
                Client client = new Client(node.port())) {
            new Street(client).order(client.token("resident", "r-1"));
            HttpResponse<String> metrics = ask(node.managementPort(), "/metrics");
            assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body()).contains("ORDER_CREATE", "jvm_memory_used_bytes", "linli_stream_sockets");
            assertThat(ask(node.managementPort(), "/v1/region").statusCode()).isEqualTo(404);
            assertThat(ask(node.port(), "/metrics").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void caller_whoAsksTooFast_isToldWhenToComeBack_andOthersGoOn() {
        try (Node node = Node.start(Street.settings(data, "full", 1));
                Client client = new Client(node.port())) {
            String hasty = "Bearer " + client.token("resident", "r-1");
            String calm = "Bearer " + client.token("resident", "r-2");
            HttpResponse<String> answer = ask(node.port(), "/v1/orders", "Authorization", hasty);
            for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
                answer = ask(node.port(), "/v1/orders", "Authorization", hasty);
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(new JsonObject(answer.body()).getString("type")).endsWith("/too-many-requests");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElse("0")))
                    .isPositive();
            assertThat(ask(node.port(), "/v1/orders", "Authorization", calm).statusCode())
                    .isEqualTo(200);
        }
    }
}
