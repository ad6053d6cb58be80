package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;

/** Meals for two residents in one visit, through a whole node's door. */
class DoorByDoorTest {
    private static final JsonObject CANTEEN =
            new JsonObject().put("lat", 26.556).put("lng", 106.470);
    private static final JsonObject FIRST = new JsonObject().put("lat", 26.557).put("lng", 106.471);
    private static final JsonObject SECOND = new JsonObject().put("lat", 26.566).put("lng", 106.471);

    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private String staff;
    private String volunteer;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        volunteer = new Street(client).volunteer("v-1");
        staff = client.token("community", "c-1");
        moveIn("r-0", "社区食堂", CANTEEN);
        moveIn("r-1", "王秀英", FIRST);
        moveIn("r-2", "李国强", SECOND);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private void moveIn(String id, String name, JsonObject home) {
        JsonObject file = new JsonObject()
                .put("name", name)
                .put("address", name + "家")
                .put("home", home)
                .put("community", "红枫湖社区");
        client.ok(Route.RESIDENT_PUT, staff, file, id);
    }

    private String round() {
        JsonObject body = new JsonObject()
                .put("service", "meal")
                .put("onBehalfOf", "r-0")
                .put("from", CANTEEN)
                .put(
                        "stops",
                        new JsonArray()
                                .add(FIRST.copy().put("residentId", "r-1"))
                                .add(SECOND.copy().put("residentId", "r-2")));
        String order = client.ok(Route.ORDER_CREATE, staff, body).getString("id");
        Street street = new Street(client);
        await().atMost(NodeProcess.WITHIN).until(() -> {
            street.acceptAll(volunteer);
            return street.state(staff, order).equals("ASSIGNED");
        });
        return order;
    }

    private static JsonObject presence(JsonObject at, String... kinds) {
        JsonArray evidence = new JsonArray();
        List.of(kinds)
                .forEach(kind -> evidence.add(new JsonObject().put("kind", kind).put("value", "a digest")));
        return new JsonObject().put("location", at).put("evidence", evidence);
    }

    @Test
    void round_isServedDoorByDoor_withAddressesForItsVolunteerAlone() {
        String order = round();
        String visit = order + ".1";
        JsonArray stops = client.query(Route.VISIT_LIST, volunteer, "mine=true")
                .getJsonArray("visits")
                .getJsonObject(0)
                .getJsonObject("visit")
                .getJsonArray("stops");
        assertThat(stops.getJsonObject(1).getString("residentName")).isEqualTo("李国强");
        assertThat(stops.getJsonObject(1).getString("address")).isEqualTo("李国强家");
        assertThat(client.call(Route.ORDER_GET, client.token("resident", "r-2"), null, order)
                        .status())
                .isEqualTo(403);

        assertThat(client.ok(Route.ORDER_GET, client.token("resident", "r-0"), null, order)
                        .containsKey("stops"))
                .isFalse();
        assertThat(client.ok(Route.ORDER_GET, staff, null, order).getJsonArray("stops"))
                .hasSize(2);

        client.ok(Route.VISIT_DEPART, volunteer, new JsonObject(), visit);
        client.ok(Route.VISIT_STOP, volunteer, presence(FIRST, "PHOTO"), visit, "1");
        Client.Said early = client.call(Route.VISIT_CHECK_OUT, volunteer, presence(SECOND), visit);
        assertThat(early.body().getString("type")).endsWith("/stops-missing");
        client.ok(Route.VISIT_STOP, volunteer, presence(SECOND).put("missed", "NOT_AT_HOME"), visit, "2");
        client.ok(Route.VISIT_CHECK_OUT, volunteer, presence(SECOND), visit);
        assertThat(client.ok(Route.ORDER_GET, staff, null, order)
                        .getJsonArray("visits")
                        .getJsonObject(0)
                        .getJsonArray("stops"))
                .containsExactly("DONE", "MISSED");
        client.ok(Route.VISIT_CONFIRM, staff, new JsonObject(), visit);
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.ok(Route.ENTRY_LIST, volunteer, null, "v-1")
                                .getJsonArray("entries")
                                .size()
                        == 1);
    }

    @Test
    void round_forSeveralResidents_isNoResidentsToOrder() {
        JsonObject body = new JsonObject()
                .put("service", "meal")
                .put("stops", new JsonArray().add(SECOND.copy().put("residentId", "r-2")));
        assertThat(client.call(Route.ORDER_CREATE, client.token("resident", "r-1"), body)
                        .status())
                .isEqualTo(403);
    }
}
