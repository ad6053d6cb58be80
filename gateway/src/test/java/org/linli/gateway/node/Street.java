package org.linli.gateway.node;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.linli.gateway.access.Route;

/** The people of one street, who sign up, ask and answer at a node. */
record Street(Client client) {
    private static final JsonObject HOME = new JsonObject().put("lat", 26.556).put("lng", 106.470);
    private static final JsonObject DOOR = new JsonObject().put("lat", 26.557).put("lng", 106.471);

    /** A whole node on free ports that gives tokens to anybody. */
    static Settings settings(Path data, String plan) {
        return settings(data, plan, 0);
    }

    /** The same, where a person may call so often a second. */
    static Settings settings(Path data, String plan, int rate) {
        return new Settings(
                false,
                true,
                Set.of(Settings.GATEWAY, Settings.MATCHER),
                "",
                List.of(),
                0,
                0,
                data,
                "520181",
                plan,
                "",
                "127.0.0.1",
                rate,
                1000);
    }

    /** Somebody who may serve at any hour and begins now. Gives their token. */
    String volunteer(String id) {
        String token = client.token("volunteer", id);
        JsonArray always = new JsonArray();
        for (int day = 1; day <= 7; day++) {
            always.add(new JsonObject().put("day", day).put("start", "00:00").put("end", "24:00"));
        }
        JsonObject profile = new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000001")
                .put("home", HOME)
                .put("birthYear", 1980)
                .put("shifts", always);
        client.ok(Route.VOLUNTEER_PUT, client.token("community", "c-1"), profile, id);
        client.ok(Route.DUTY_PUT, token, new JsonObject().put("on", true).put("location", HOME), id);
        return token;
    }

    static JsonObject wish() {
        return new JsonObject()
                .put("service", "talk")
                .put("location", DOOR)
                .put("durationMinutes", 30)
                .put("address", "红枫湖路 1 号");
    }

    /** Asks, and gives the order's id. */
    String order(String resident) {
        return client.ok(Route.ORDER_CREATE, resident, wish()).getString("id");
    }

    String state(String reader, String orderId) {
        return client.ok(Route.ORDER_GET, reader, null, orderId).getString("state");
    }

    /** The ids of the offers that wait for this volunteer. */
    List<String> offers(String volunteer) {
        return client.query(Route.OFFER_LIST, volunteer, "mine=true").getJsonArray("offers").stream()
                .map(offer -> ((JsonObject) offer).getString("offerId"))
                .toList();
    }

    /** Accepts what waits; what has gone meanwhile has gone. */
    void acceptAll(String volunteer) {
        offers(volunteer).forEach(offer -> client.call(Route.OFFER_ACCEPT, volunteer, new JsonObject(), offer));
    }
}
