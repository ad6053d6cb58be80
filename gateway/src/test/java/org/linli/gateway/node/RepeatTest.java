package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;

/** An order that comes again, through a whole node's door. */
class RepeatTest {
    private static final JsonObject SQUARE = new JsonObject().put("lat", 26.557).put("lng", 106.471);

    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private String resident;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        new Street(client).volunteer("v-1");
        resident = client.token("resident", "r-1");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    /** A talk every day from tomorrow on, at ten in Shanghai. */
    private static JsonObject everyDay() {
        Instant start = Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(2, ChronoUnit.HOURS);
        return new JsonObject()
                .put("service", "talk")
                .put("location", SQUARE)
                .put("address", "红枫湖 3 栋 2 单元")
                .put("repeat", "FREQ=DAILY")
                .put("durationMinutes", 60)
                .put(
                        "window",
                        new JsonObject()
                                .put("start", start.toString())
                                .put("end", start.plus(Duration.ofHours(2)).toString()));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private List<JsonObject> orders() {
        return objects(client.query(Route.ORDER_LIST, resident, "mine=true&pageSize=100")
                        .getJsonArray("orders"))
                .stream()
                .filter(order -> !order.getString("state").equals("CANCELLED"))
                .toList();
    }

    private static void awaitThat(Callable<Boolean> what) {
        await().atMost(NodeProcess.WITHIN).until(what);
    }

    @Test
    void preview_saysTheRuleInWordsAndItsDates_andStoresNothing() {
        JsonObject preview = client.ok(Route.ORDER_PREVIEW, resident, everyDay());
        assertThat(preview.getString("words")).isEqualTo("每天 10:00");
        assertThat(preview.getJsonArray("dates")).hasSize(5);
        assertThat(client.query(Route.REPEAT_LIST, resident, "").getJsonArray("repeats"))
                .isEmpty();
        Client.Said wrong =
                client.call(Route.ORDER_PREVIEW, resident, everyDay().put("repeat", "every day"));
        assertThat(wrong.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/repeat");
    }

    @Test
    void order_withARule_isMadeAheadOfTime_andCalledOffDateByDate() {
        JsonObject placed = client.ok(Route.ORDER_CREATE, resident, everyDay());
        String repeat = placed.getString("repeatId");
        awaitThat(() -> orders().size() == 14);
        JsonObject first = client.ok(Route.ORDER_GET, resident, null, placed.getString("id"));
        assertThat(first.getString("repeatWords")).isEqualTo("每天 10:00");
        assertThat(first.getString("address")).isEqualTo("红枫湖 3 栋 2 单元");
        assertThat(orders()).extracting(order -> order.getString("codeWord")).containsOnly(first.getString("codeWord"));

        JsonObject seen = client.ok(Route.REPEAT_GET, resident, null, repeat);
        String third = seen.getJsonArray("dates").getJsonObject(2).getString("date");
        client.ok(
                Route.REPEAT_CANCEL,
                resident,
                new JsonObject().put("scope", "ONE").put("date", third),
                repeat);
        client.ok(
                Route.REPEAT_CHANGE,
                resident,
                new JsonObject().put("scope", "FOLLOWING").put("date", third).put("time", "15:30"),
                repeat);
        awaitThat(() -> orders().stream()
                        .filter(order ->
                                order.getJsonObject("window").getString("start").endsWith("T07:30:00Z"))
                        .count()
                == 11);
        assertThat(client.ok(Route.REPEAT_GET, resident, null, repeat).getString("words"))
                .isEqualTo("每天 15:30");
        client.ok(Route.REPEAT_CANCEL, resident, new JsonObject().put("scope", "ALL"), repeat);
        awaitThat(() -> orders().isEmpty());
        Client.Said again = client.call(Route.REPEAT_CANCEL, resident, new JsonObject().put("scope", "ALL"), repeat);
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void repeat_isItsPartiesAlone() {
        String repeat = client.ok(Route.ORDER_CREATE, resident, everyDay()).getString("repeatId");
        String stranger = client.token("resident", "r-2");
        awaitThat(() -> !client.query(Route.REPEAT_LIST, resident, "mine=true")
                .getJsonArray("repeats")
                .isEmpty());
        assertThat(client.call(Route.REPEAT_GET, stranger, null, repeat).status())
                .isEqualTo(403);
        assertThat(client.query(Route.REPEAT_LIST, stranger, "").getJsonArray("repeats"))
                .isEmpty();
        assertThat(client.query(Route.REPEAT_LIST, client.token("dispatcher", "d-1"), "")
                        .getJsonArray("repeats"))
                .hasSize(1);
    }
}
