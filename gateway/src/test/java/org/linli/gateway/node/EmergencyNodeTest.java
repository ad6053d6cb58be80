package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;

/** An emergency from its beginning to its end, through a whole node's door. */
class EmergencyNodeTest {
    private static final JsonObject NONE = new JsonObject();

    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private Street street;
    private String dispatcher;
    private String resident;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        street = new Street(client);
        dispatcher = client.token("dispatcher", "d-1");
        resident = client.token("resident", "r-1");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private static JsonObject storm() {
        return new JsonObject()
                .put("kind", "STORM")
                .put("text", "台风过境，请留在室内")
                .put("textEn", "A typhoon is passing, please stay indoors")
                .put("pausedBelow", "URGENT");
    }

    private String begin() {
        String id = client.ok(Route.EMERGENCY_BEGIN, dispatcher, storm()).getString("id");
        awaitThat(() -> emergency().getBoolean("running"));
        return id;
    }

    private void end(String id) {
        client.ok(Route.EMERGENCY_END, dispatcher, new JsonObject().put("id", id));
        awaitThat(() -> !emergency().getBoolean("running"));
    }

    private JsonObject emergency() {
        return client.ok(Route.EMERGENCY_GET, dispatcher, null);
    }

    private JsonObject figures() {
        return emergency().getJsonObject("figures");
    }

    private static void awaitThat(Callable<Boolean> what) {
        await().atMost(NodeProcess.WITHIN).until(what);
    }

    /** A volunteer who is off duty. */
    private String offDuty(String id) {
        String token = street.volunteer(id);
        client.ok(Route.DUTY_PUT, token, new JsonObject().put("on", false), id);
        return token;
    }

    private void household(String id, String address) {
        client.ok(
                Route.RESIDENT_PUT,
                client.token("community", "c-1", new JsonArray().add("north")),
                new JsonObject()
                        .put("name", "李秀英")
                        .put("phone", "1390000" + id.substring(2))
                        .put("address", address)
                        .put("community", "north")
                        .put("home", Street.wish().getJsonObject("location")),
                id);
    }

    private static JsonObject meals(boolean dryRun) {
        return new JsonObject()
                .put("community", "north")
                .put("building", "３栋")
                .put("batch", 1)
                .put("dryRun", dryRun)
                .put(
                        "order",
                        new JsonObject()
                                .put("service", "talk")
                                .put("priority", "URGENT")
                                .put("notes", "饭放门口"));
    }

    private static List<JsonObject> rows(JsonObject report) {
        return report.getJsonArray("households").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void routineOrder_inAnEmergency_isTakenInSaysThatItWaits_andIsServedAfterIt() {
        JsonObject before =
                client.ok(Route.EMERGENCY_PREVIEW, dispatcher, new JsonObject().put("pausedBelow", "URGENT"));
        assertThat(before.getInteger("paused")).isZero();
        String emergency = begin();
        String volunteer = street.volunteer("v-1");
        JsonObject placed = client.ok(Route.ORDER_CREATE, resident, Street.wish());
        assertThat(placed.getString("state")).isEqualTo("OPEN");
        assertThat(placed.getBoolean("paused")).isTrue();
        awaitThat(() -> figures().getInteger("paused") == 1);
        String order = placed.getString("id");
        assertThat(client.ok(Route.ORDER_GET, resident, null, order).getBoolean("paused"))
                .isTrue();
        assertThat(client.call(Route.VISIT_CLAIM, volunteer, NONE, order + ".1").status())
                .isEqualTo(409);
        assertThat(street.offers(volunteer)).isEmpty();

        end(emergency);
        awaitThat(() -> !street.offers(volunteer).isEmpty());
        street.acceptAll(volunteer);
        awaitThat(() -> street.state(resident, order).equals("ASSIGNED"));
        assertThat(client.ok(Route.ORDER_GET, resident, null, order).containsKey("paused"))
                .isFalse();
    }

    @Test
    void emergency_isToldToEverybodyWhoListens_inTheirLanguage_andStandsInASnapshot() {
        try (Stream listening = client.stream(Wire.JSON, resident, "")) {
            listening.next("snapshot");
            String id = begin();
            JsonObject told = listening.next("emergency");
            assertThat(told.getBoolean("running")).isTrue();
            assertThat(told.getString("text")).contains("台风");
            try (Stream later = client.stream(Wire.JSON, client.token("volunteer", "v-2"), "")) {
                assertThat(later.next("snapshot").getJsonObject("emergency").getString("kind"))
                        .isEqualTo("STORM");
            }
            end(id);
            assertThat(listening.next("emergency").getBoolean("running", false)).isFalse();
        }
    }

    @Test
    void reserves_areCalledUp_answer_andAreOffDutyWhenItIsOver() {
        String first = offDuty("v-1");
        String second = offDuty("v-2");
        client.ok(Route.RESERVE_PUT, first, new JsonObject().put("reserve", true), "v-1");
        client.ok(Route.RESERVE_PUT, client.token("community", "c-1"), new JsonObject().put("reserve", true), "v-2");
        String emergency = begin();
        awaitThat(() -> figures().getInteger("reserves") == 2);
        try (Stream listening = client.stream(Wire.JSON, first, "")) {
            listening.next("snapshot");
            assertThat(client.ok(Route.CALL_UP, dispatcher, NONE).getInteger("asked"))
                    .isEqualTo(2);
            assertThat(listening.next("call.up").getString("state")).isEqualTo("ASKED");
        }
        assertThat(client.ok(Route.CALL_UP_ANSWER, first, new JsonObject().put("yes", true))
                        .getBoolean("on"))
                .isTrue();
        assertThat(client.ok(Route.CALL_UP_ANSWER, second, new JsonObject().put("yes", false))
                        .getBoolean("on"))
                .isFalse();
        awaitThat(() -> figures().getInteger("yes") == 1 && figures().getInteger("no") == 1);
        end(emergency);
        awaitThat(() -> !client.ok(Route.VOLUNTEER_GET, first, null, "v-1")
                .getJsonObject("duty")
                .getBoolean("on"));
    }

    @Test
    void building_isOrderedForOnceAHousehold_howeverOftenItIsSent_andCalledOff() {
        household("r-1001", "红枫湖路 7 号 3栋 1单元 101");
        household("r-1002", "红枫湖路7号3栋1单元101");
        household("r-1003", "红枫湖路 7 号 3 栋 1 单元 102");
        household("r-1004", "红枫湖路 7 号 5 栋 1 单元 102");
        begin();
        JsonObject preview = client.ok(Route.BULK_ORDER, dispatcher, meals(true));
        assertThat(preview.getInteger("count")).isEqualTo(2);
        assertThat(rows(preview)).extracting(row -> row.getInteger("people")).containsExactly(2, 1);
        assertThat(client.ok(Route.READING_LIST, client.token("resident", "r-1001"), null, "r-1001")
                        .encode())
                .contains("d-1");

        String key = UUID.randomUUID().toString();
        JsonObject made =
                client.keyed(Route.BULK_ORDER, dispatcher, meals(false), key).body();
        assertThat(made.getJsonObject("outcomes")).isEqualTo(new JsonObject().put("CREATED", 2));
        JsonObject again = client.ok(Route.BULK_ORDER, dispatcher, meals(false));
        assertThat(again.getJsonObject("outcomes")).isEqualTo(new JsonObject().put("EXISTS", 2));
        String order = rows(made).get(0).getString("orderId");
        JsonObject stored = client.ok(Route.ORDER_GET, dispatcher, null, order);
        assertThat(stored.getString("notes")).isEqualTo("饭放门口");
        awaitThat(() -> !figures().getJsonArray("batches").isEmpty());
        assertThat(figures().getJsonArray("batches").getJsonObject(0).getInteger("orders"))
                .isEqualTo(2);

        JsonObject off =
                client.ok(Route.BULK_CANCEL, dispatcher, new JsonObject().put("batch", stored.getString("batch")));
        assertThat(off.getJsonObject("outcomes")).isEqualTo(new JsonObject().put("CANCELLED", 2));
    }

    @Test
    void bulkOrder_ofAnotherCommunityOrBelowTheBarOrWithoutAnEmergency_isRefused() {
        String south = client.token("community", "c-2", new JsonArray().add("south"));
        assertThat(client.call(Route.BULK_ORDER, south, meals(true)).status()).isEqualTo(403);
        assertThat(client.call(Route.BULK_ORDER, dispatcher, meals(true)).status())
                .isEqualTo(409);
        begin();
        JsonObject routine = meals(true);
        routine.getJsonObject("order").put("priority", "ROUTINE");
        Client.Said said = client.call(Route.BULK_ORDER, dispatcher, routine);
        assertThat(said.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/order/priority");
        assertThat(client.call(Route.EMERGENCY_BEGIN, south, storm()).status()).isEqualTo(403);
        assertThat(client.call(Route.EMERGENCY_BEGIN, dispatcher, storm()).status())
                .isEqualTo(409);
    }
}
