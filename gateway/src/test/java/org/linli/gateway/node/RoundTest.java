package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;

/** Staff order at a whole node for residents whom they meet on their round, and whom they know by name and door. */
class RoundTest extends OnOneNode {
    private static String staff(String community) {
        return client.token("community", "c-" + community, new JsonArray().add(community));
    }

    private static JsonObject met(String name, String phone, String address) {
        JsonObject resident = new JsonObject().put("name", name).put("address", address);
        return new JsonObject()
                .put("service", "talk")
                .put("resident", phone.isEmpty() ? resident : resident.put("phone", phone));
    }

    private static JsonObject here(JsonObject order) {
        return order.put("location", new JsonObject().put("lat", 26.557).put("lng", 106.471));
    }

    private static JsonObject order(String token, String id) {
        return client.ok(Route.ORDER_GET, token, null, id);
    }

    @Test
    void somebodyNew_getsAFileInTheStaffsCommunity_andTheSameCallChangesNothing() {
        String staff = staff("round-a");
        JsonObject body = here(met("孙玉兰", "", "3 栋 502"));
        JsonObject first =
                client.keyed(Route.ORDER_CREATE, staff, body, "round-key-1").body();
        JsonObject again =
                client.keyed(Route.ORDER_CREATE, staff, body, "round-key-1").body();
        assertThat(again).isEqualTo(first);
        JsonObject order = order(staff, first.getString("id"));
        assertThat(order.getString("community")).isEqualTo("round-a");
        assertThat(order.getString("address")).isEqualTo("3 栋 502");
        await().until(() -> client.query(Route.RESIDENT_FIND, staff, "text=502")
                        .getJsonArray("residents")
                        .size()
                == 1);
        JsonObject second = client.ok(Route.ORDER_CREATE, staff, met("孙玉兰", "", "3栋502"));
        assertThat(order(staff, second.getString("id")).getString("residentId"))
                .isEqualTo(order.getString("residentId"));
    }

    @Test
    void somebodyKnownByNumber_isOrderedForAtHome_byTheirOwnStaffAlone() {
        JsonObject file = new JsonObject()
                .put("name", "周玉珍")
                .put("phone", "13900000071")
                .put("address", "5 栋 101")
                .put("community", "round-b")
                .put("home", new JsonObject().put("lat", 26.558).put("lng", 106.472));
        client.ok(Route.RESIDENT_PUT, client.token("agent", "a-1"), file, "r-71");
        JsonObject body = met("周玉珍", "139 0000 0071", "");
        await().until(() ->
                client.call(Route.ORDER_CREATE, staff("round-b"), body).status() == 201);
        Client.Said stranger = client.call(Route.ORDER_CREATE, staff("round-c"), here(body.copy()));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(client.call(Route.ORDER_CREATE, client.token("resident", "r-72"), here(body.copy()))
                        .status())
                .isEqualTo(403);
        assertThat(client.query(Route.RESIDENT_FIND, staff("round-c"), "text=%E5%91%A8%E7%8E%89")
                        .getJsonArray("residents"))
                .isEmpty();
        assertThat(client.ok(Route.READING_LIST, client.token("resident", "r-71"), null, "r-71")
                        .getJsonArray("readings"))
                .isEmpty();
        client.query(Route.RESIDENT_FIND, staff("round-b"), "text=%E5%91%A8%E7%8E%89");
        assertThat(client.ok(Route.READING_LIST, client.token("resident", "r-71"), null, "r-71")
                        .getJsonArray("readings")
                        .getJsonObject(0)
                        .getString("by"))
                .isEqualTo("c-round-b");
    }

    @Test
    void somebodyWithoutAPlace_isAskedForOne_andAWindowThatHasBegunBeginsNow() {
        String staff = staff("round-d");
        Client.Said nowhere = client.call(Route.ORDER_CREATE, staff, met("郑秀", "13900000074", "1 栋"));
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.body().encode()).contains("/location");
        Instant now = Instant.now();
        JsonObject window = new JsonObject()
                .put("start", now.minus(Duration.ofHours(3)).toString())
                .put("end", now.plus(Duration.ofHours(5)).toString());
        JsonObject late = here(met("郑秀", "13900000074", "1 栋")).put("window", window);
        assertThat(client.call(Route.ORDER_CREATE, staff, late).status()).isEqualTo(422);
        late.put("writtenAt", now.minus(Duration.ofHours(3)).toString());
        assertThat(client.call(Route.ORDER_CREATE, staff, late).status()).isEqualTo(201);
    }

    @Test
    void search_ofOneLetterOrByAnAgent_isRefused() {
        assertThat(client.query(Route.RESIDENT_FIND, staff("round-a"), "text=a").getString("type"))
                .endsWith("/field-invalid");
        assertThat(client.query(Route.RESIDENT_FIND, client.token("agent", "a-1"), "text=502")
                        .getString("type"))
                .endsWith("/field-invalid");
    }
}
