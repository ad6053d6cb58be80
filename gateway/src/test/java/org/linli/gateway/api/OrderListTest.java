package org.linli.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Door;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;

/** Which orders a list holds, by the words of its filter. */
class OrderListTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDoor HERE = new TestDoor(VERTX, "a secret of more than thirty-two bytes")
            .with(expired("520181-order-waited", "emergency-paused"))
            .with(expired("520181-order-nobody", ""));
    private static int port;

    private static Order expired(String id, String code) {
        return Order.newBuilder()
                .setId(id)
                .setResidentId("me")
                .setState(OrderState.ORDER_STATE_EXPIRED)
                .setEscalated(!code.isEmpty())
                .setEscalationCode(code)
                .setRequest(OrderRequest.newBuilder().setService("talk").setCommunity("north"))
                .build();
    }

    @BeforeAll
    static void open() {
        Door door = HERE.door();
        port = VERTX.createHttpServer()
                .requestHandler(door::handle)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpResponse<String> list(String states) throws IOException, InterruptedException {
        return list(
                states,
                new Caller("d-1", Set.of(Role.DISPATCHER), "520181", Set.of(), System.currentTimeMillis() + 600_000));
    }

    private static HttpResponse<String> list(String states, Caller caller) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/orders?state=" + states))
                .header("Authorization", "Bearer " + HERE.tokens().issue(caller))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> ids(String states) throws IOException, InterruptedException {
        return ids(list(states));
    }

    private static List<String> ids(HttpResponse<String> answer) {
        return new JsonObject(answer.body())
                .getJsonArray("orders").stream()
                        .map(order -> ((JsonObject) order).getString("id"))
                        .toList();
    }

    @Test
    void orders_ofARelativeWhoseFileNamesTheCaller_areAmongTheCallersOwn() throws Exception {
        Caller family =
                new Caller("me", Set.of(Role.RESIDENT), "520181", Set.of(), System.currentTimeMillis() + 600_000);
        assertThat(ids(list("ASSIGNED", family))).containsExactlyInAnyOrder("520181-order-me", "520181-order-kin");
    }

    @Test
    void ordersThatAnEmergencyHadWaitUntilTheirTimeWasOver_areAskedForByAWordOfTheirOwn() throws Exception {
        assertThat(ids("EXPIRED_PAUSED")).containsExactly("520181-order-waited");
        assertThat(ids("EXPIRED")).containsExactly("520181-order-waited", "520181-order-nobody");
        assertThat(ids("EXPIRED_PAUSED,ASSIGNED")).hasSizeGreaterThan(1).doesNotContain("520181-order-nobody");
        assertThat(list("PAUSED").statusCode()).isEqualTo(422);
    }
}
