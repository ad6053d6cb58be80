package org.linli.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.linli.gateway.demo.ApiVolunteerDoor;
import org.linli.gateway.demo.CountyMap;

/** The bodies of the load's calls: people and orders spread over the county as its people are. */
final class Bodies {
    private final CountyMap county = CountyMap.qingzhen();
    private final RandomGenerator chance;

    Bodies(RandomGenerator chance) {
        this.chance = chance;
    }

    JsonObject resident(int number) {
        return new JsonObject()
                .put("name", "压测居民" + number)
                .put("phone", "140000%05d".formatted(number))
                .put("address", "压测路" + number + "号")
                .put("home", place())
                .put("languages", new JsonArray().add("zh"))
                .put("birthYear", 1940);
    }

    JsonObject volunteer(int number) {
        return new JsonObject()
                .put("name", "压测志愿者" + number)
                .put("phone", "140001%05d".formatted(number))
                .put(
                        "skills",
                        new JsonArray()
                                .add(new JsonObject().put("skill", "first-aid").put("level", 1)))
                .put("languages", new JsonArray().add("zh"))
                .put("home", place())
                .put("birthYear", 1985);
    }

    JsonObject duty(JsonObject at) {
        return new JsonObject()
                .put("on", true)
                .put("location", at)
                .put("travelMode", "EBIKE")
                .put("maxTravelMinutes", 40);
    }

    /** An order of some minutes that starts that much later and must be over an hour and a half after its length. */
    JsonObject order(String residentId, int minutes, Duration later) {
        return order(residentId, minutes, later, place());
    }

    JsonObject order(String residentId, int minutes, Duration later, JsonObject at) {
        Instant start =
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plus(later);
        Instant end = start.plus(Duration.ofMinutes(minutes + 45L));
        return new JsonObject()
                .put("service", "escort")
                .put("location", at)
                .put("address", "压测路1号")
                .put("window", new JsonObject().put("start", start.toString()).put("end", end.toString()))
                .put("durationMinutes", minutes)
                .put("people", 1)
                .put("priority", "ROUTINE")
                .put("onBehalfOf", residentId);
    }

    JsonObject place() {
        return ApiVolunteerDoor.json(county.drawHome(county.drawCommunity(chance), chance));
    }
}
