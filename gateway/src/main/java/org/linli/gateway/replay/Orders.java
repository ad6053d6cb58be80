package org.linli.gateway.replay;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.linli.domain.Wgs84;
import org.linli.gateway.demo.ApiVolunteerDoor;

/** Turns a call into an order's body as a hotline agent would type it. */
final class Orders {
    /** How long beyond its own length an order may wait: an hour and a half, as people on the telephone expect. */
    static final Duration SLACK = Duration.ofMinutes(90);

    private final AffineMap map;

    Orders(AffineMap map) {
        this.map = map;
    }

    /** The emergency or the ordinary service itself. */
    JsonObject first(Call call, CategoryRules.Rule rule, String residentId, Instant now) {
        return body(call, rule.service(), rule.priority(), rule.minutes(), residentId, now);
    }

    /** What volunteers are asked for beside an emergency that was referred. */
    JsonObject beside(Call call, CategoryRules.Rule rule, String residentId, Instant now) {
        return body(call, rule.beside(), "URGENT", rule.minutes(), residentId, now);
    }

    private JsonObject body(Call call, String service, String priority, int minutes, String residentId, Instant now) {
        Wgs84 place = map.apply(call.latDeg(), call.lngDeg());
        Instant start = Instant.ofEpochSecond(now.getEpochSecond());
        Instant end = start.plus(SLACK).plus(Duration.ofMinutes(minutes));
        return new JsonObject()
                .put("service", service)
                .put("location", ApiVolunteerDoor.json(place))
                .put("address", call.township())
                .put("window", new JsonObject().put("start", start.toString()).put("end", end.toString()))
                .put("durationMinutes", minutes)
                .put("people", 1)
                .put("priority", priority)
                .put("notes", call.category())
                .put("onBehalfOf", residentId);
    }
}
