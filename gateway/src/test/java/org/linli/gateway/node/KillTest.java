package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;

/** What was acknowledged outlives a node that is killed in the middle of its work. */
class KillTest {
    private static final int BURST = 120;
    /** Killed after so many answers, with the others on their way. */
    private static final int ANSWERED = 30;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void node_killedInABurst_hasAllThatItAnsweredAndGoesOn(@TempDir Path data) {
        Map<String, CompletableFuture<HttpResponse<String>>> sent = new LinkedHashMap<>();
        String resident;
        try (NodeProcess node = NodeProcess.start(data);
                Client client = new Client(node.port())) {
            resident = client.token("resident", "r-1");
            new Street(client).volunteer("v-1");
            for (int i = 0; i < BURST; i++) {
                String key = UUID.randomUUID().toString();
                sent.put(key, send(node.port(), resident, key));
            }
            await().until(() -> answered(sent).count() >= ANSWERED);
            node.kill();
            check(data, resident, sent);
        }
    }

    private CompletableFuture<HttpResponse<String>> send(int port, String token, String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(Street.wish().encode()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Stream<JsonObject> answered(Map<String, CompletableFuture<HttpResponse<String>>> sent) {
        return sent.values().stream()
                .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> new JsonObject(answer.body()));
    }

    private void check(Path data, String resident, Map<String, CompletableFuture<HttpResponse<String>>> sent) {
        await().until(() -> sent.values().stream().allMatch(CompletableFuture::isDone));
        List<String> promised =
                answered(sent).map(order -> order.getString("id")).toList();
        try (NodeProcess again = NodeProcess.start(data);
                Client client = new Client(again.port())) {
            Street street = new Street(client);
            assertThat(promised)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(client.ok(Route.ORDER_GET, resident, null, id)
                                    .getString("address"))
                            .isEqualTo("红枫湖路 1 号"));
            assertThat(resent(client, resident, sent)).containsAll(promised).hasSize(BURST);
            assertThat(client.query(Route.ORDER_LIST, resident, "mine=true&pageSize=200")
                            .getJsonArray("orders"))
                    .hasSize(BURST);
            String volunteer = street.volunteer("v-2");
            await().atMost(NodeProcess.WITHIN)
                    .untilAsserted(() -> assertThat(street.offers(volunteer)).isNotEmpty());
        }
    }

    /** The orders that the keys stand for, each sent twice more. */
    private static List<String> resent(
            Client client, String resident, Map<String, CompletableFuture<HttpResponse<String>>> sent) {
        List<String> first = ids(client, resident, sent);
        assertThat(ids(client, resident, sent)).isEqualTo(first);
        return first.stream().distinct().toList();
    }

    private static List<String> ids(
            Client client, String resident, Map<String, CompletableFuture<HttpResponse<String>>> sent) {
        return sent.keySet().stream()
                .map(key -> client.keyed(Route.ORDER_CREATE, resident, Street.wish(), key)
                        .body()
                        .getString("id"))
                .toList();
    }
}
