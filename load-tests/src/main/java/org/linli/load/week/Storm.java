package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linli.load.faults.Patience;

/** A storm: what can wait waits, a building is ordered for at once, and those who serve are reserves who were called up. */
final class Storm {
    private static final int URGENT_HOURS = 4;

    private final Hall.Desk dispatcher;
    private final List<Volunteer> reserves;

    /** @param reserves off duty, and the only ones who are called up */
    Storm(Hall.Desk dispatcher, List<Volunteer> reserves) {
        this.dispatcher = dispatcher;
        this.reserves = reserves;
    }

    void begin() {
        reserves.forEach(Volunteer::mayBeCalledUp);
        JsonObject storm = new JsonObject()
                .put("kind", "STORM")
                .put("text", "暴雨红色预警，请留在室内")
                .put("pausedBelow", "URGENT");
        dispatcher.post("/v1/emergency", storm);
        Patience.until(
                "the storm is known with its reserves",
                Week.WITHIN,
                () -> now().getBoolean("running") && figure("reserves") == reserves.size());
    }

    private JsonObject now() {
        return dispatcher.get("/v1/emergency");
    }

    private int figure(String name) {
        return now().getJsonObject("figures").getInteger(name);
    }

    void callUp() {
        dispatcher.post("/v1/emergency/call-ups", new JsonObject());
        Patience.until("the reserves are on duty", Week.WITHIN, () -> figure("yes") == reserves.size());
    }

    /** One order for each household of the building, though it is sent twice: the orders by their residents. */
    Map<String, String> order(String building) {
        JsonObject asked = bulk(building);
        int homes = dispatcher
                .post("/v1/emergency/orders", asked.copy().put("dryRun", true))
                .getInteger("count");
        Map<String, String> orders = new LinkedHashMap<>();
        for (JsonObject row : Statement.objects(dispatcher.post("/v1/emergency/orders", asked), "households")) {
            orders.put(row.getString("residentId"), row.getString("orderId"));
        }
        JsonObject again = dispatcher.post("/v1/emergency/orders", asked).getJsonObject("outcomes");
        if (orders.size() != homes || again.getInteger("EXISTS", 0) != homes) {
            throw new IllegalStateException("a building of " + homes + " homes got " + orders + ", then " + again);
        }
        return orders;
    }

    private static JsonObject bulk(String building) {
        Instant now = Instant.now();
        JsonObject window = new JsonObject()
                .put("start", now.toString())
                .put("end", now.plusSeconds(URGENT_HOURS * 3600L).toString());
        return new JsonObject()
                .put("batch", 1)
                .put("community", Neighbours.COMMUNITY)
                .put("building", building)
                .put(
                        "order",
                        new JsonObject()
                                .put("service", "talk")
                                .put("priority", "URGENT")
                                .put("durationMinutes", 30)
                                .put("skills", new JsonArray())
                                .put("window", window));
    }

    void end() {
        dispatcher.post("/v1/emergency/end", new JsonObject().put("id", now().getString("id")));
        Patience.until(
                "the reserves are off duty again",
                Week.WITHIN,
                () -> reserves.stream().noneMatch(Volunteer::isOnDuty));
    }
}
