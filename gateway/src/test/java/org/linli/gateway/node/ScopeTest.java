package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;

/** Who sees what on a whole node: the map for dispatchers, and for community staff their own communities alone. */
class ScopeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Node node;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private void volunteerOf(String community, String id) {
        JsonObject home = new JsonObject().put("lat", 26.556).put("lng", 106.470);
        JsonObject profile = new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000001")
                .put("home", home)
                .put("birthYear", 1980)
                .put("communities", new JsonArray().add(community));
        client.ok(Route.VOLUNTEER_PUT, client.token("community", "c-0"), profile, id);
        client.ok(
                Route.DUTY_PUT,
                client.token("volunteer", id),
                new JsonObject().put("on", true).put("location", home),
                id);
    }

    private String orderOf(String community, String resident) {
        return client.ok(
                        Route.ORDER_CREATE,
                        client.token("resident", resident),
                        Street.wish().put("community", community))
                .getString("id");
    }

    @Test
    void position_ofAVolunteerOnDuty_isOnTheDispatchersMapAndLeavesItWithTheDuty() {
        volunteerOf("north", "v-1");
        String volunteer = client.token("volunteer", "v-1");
        try (Stream map = client.stream(Wire.JSON, client.token("dispatcher", "d-1"), "", "map");
                Stream moving = client.stream(Wire.PROTO, volunteer, "")) {
            moving.next("snapshot");
            moving.at(26.5581, 106.4722);
            JsonObject fix = fixOf(map, 26.5581);
            assertThat(fix.getString("volunteerId")).isEqualTo("v-1");
            assertThat(fix.getString("state")).isEqualTo("FREE");
            client.ok(Route.DUTY_PUT, volunteer, new JsonObject().put("on", false), "v-1");
            JsonArray gone = new JsonArray();
            while (gone.isEmpty()) {
                gone = map.next("positions").getJsonArray("gone", gone);
            }
            assertThat(gone).containsExactly("v-1");
        }
    }

    /** The fix with this latitude, whatever the map says before it. */
    private static JsonObject fixOf(Stream map, double lat) {
        while (true) {
            for (Object fix : map.next("positions").getJsonArray("fixes", new JsonArray())) {
                if (((JsonObject) fix).getJsonObject("location").getDouble("lat") == lat) {
                    return (JsonObject) fix;
                }
            }
        }
    }

    @Test
    void communityStaff_seeTheirOwnCommunityAlone_inListsCallsAndFrames() {
        volunteerOf("north", "v-n");
        volunteerOf("south", "v-s");
        String north = orderOf("north", "r-n");
        String south = orderOf("south", "r-s");
        String staff = client.token("community", "c-1", new JsonArray().add("north"));
        assertThat(client.ok(Route.ORDER_GET, staff, null, north).getString("id"))
                .isEqualTo(north);
        assertThat(client.call(Route.ORDER_GET, staff, null, south).status()).isEqualTo(403);
        assertThat(client.call(Route.ORDER_CANCEL, staff, new JsonObject(), south)
                        .status())
                .isEqualTo(403);
        assertThat(client.query(Route.ORDER_LIST, staff, "").encode())
                .contains(north)
                .doesNotContain(south);
        assertThat(client.query(Route.VOLUNTEER_LIST, staff, "onDuty=true").encode())
                .contains("v-n")
                .doesNotContain("v-s");
        try (Stream desk = client.stream(Wire.JSON, staff, "", "queue", "map")) {
            assertThat(desk.next("snapshot").encode())
                    .contains(north, "v-n")
                    .doesNotContain(south)
                    .doesNotContain("v-s");
            orderOf("south", "r-s");
            String second = orderOf("north", "r-n");
            assertThat(desk.next("order").getString("orderId")).isEqualTo(second);
        }
    }
}
