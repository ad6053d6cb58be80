package org.linli.gateway.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.linli.domain.Wgs84;

/** What residents ask for: orders with realistic windows and lengths, mostly for now, some for later today. */
final class Wishes {
    /** How often each kind is wished for; a service that this does not name is wished for seldom. */
    private static final Map<String, Integer> SHARES = Map.of(
            "escort", 20, "meal", 20, "talk", 16, "shopping", 12, "medicine-pickup", 10, "repair", 10, "cleaning", 6);

    private final List<Service> services;
    private final int shareSum;
    private final RandomGenerator chance;

    /** @param region the answer of {@code GET /v1/region} */
    Wishes(JsonObject region, RandomGenerator chance) {
        this.services = services(region);
        this.shareSum = services.stream().mapToInt(Service::share).sum();
        this.chance = chance;
    }

    private static List<Service> services(JsonObject region) {
        List<Service> found = new ArrayList<>();
        JsonArray listed = region.getJsonArray("services", new JsonArray());
        for (int i = 0; i < listed.size(); i++) {
            JsonObject service = listed.getJsonObject(i);
            String code = service.getString("code", "");
            boolean volunteersWork = service.getString("referTo", "").isEmpty() && !code.contains("emergency");
            if (volunteersWork && !service.containsKey("papers")) {
                found.add(new Service(code, service.getInteger("defaultMinutes", 60), SHARES.getOrDefault(code, 2)));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("the region has no services. Maybe its policy was not published.");
        }
        return found;
    }

    /** An order's body without {@code onBehalfOf}. */
    JsonObject draw(Fiction resident, Instant now) {
        Service service = draw();
        Instant start = chance.nextInt(12) == 0 ? now.plus(Duration.ofMinutes(20 + chance.nextInt(160))) : now;
        Instant whole = Instant.ofEpochSecond(start.getEpochSecond());
        Instant end = whole.plus(Duration.ofMinutes(service.minutes + 60 + 30 * chance.nextInt(4)));
        return new JsonObject()
                .put("service", service.code)
                .put("location", place(resident.home()))
                .put("address", resident.address())
                .put("window", new JsonObject().put("start", whole.toString()).put("end", end.toString()))
                .put("durationMinutes", service.minutes)
                .put("people", chance.nextInt(25) == 0 ? 2 : 1)
                .put("priority", priority());
    }

    private String priority() {
        int tenth = chance.nextInt(20);
        return tenth < 14 ? "ROUTINE" : tenth < 18 ? "SOON" : tenth < 19 ? "URGENT" : "BULK";
    }

    private Service draw() {
        int left = chance.nextInt(shareSum);
        for (Service service : services) {
            left -= service.share;
            if (left < 0) {
                return service;
            }
        }
        return services.get(0);
    }

    private static JsonObject place(Wgs84 place) {
        return ApiVolunteerDoor.json(place);
    }

    private record Service(String code, int minutes, int share) {}
}
