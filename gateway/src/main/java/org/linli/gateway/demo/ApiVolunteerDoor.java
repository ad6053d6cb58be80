package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.proto.ServerFrame;

/** The volunteer's door onto the real API. */
public final class ApiVolunteerDoor implements VolunteerDoor {
    private final Session session;
    private final String id;
    private final String travelMode;
    private final Function<Consumer<ServerFrame>, StreamClient> streams;
    private final Function<String, Future<String>> doorbell;
    private @Nullable StreamClient stream;

    /**
     * @param streams  makes a fresh stream of this volunteer
     * @param doorbell asks whoever opens the door for an order's code word
     */
    public ApiVolunteerDoor(
            Session session,
            String id,
            String travelMode,
            Function<Consumer<ServerFrame>, StreamClient> streams,
            Function<String, Future<String>> doorbell) {
        this.session = session;
        this.id = id;
        this.travelMode = travelMode;
        this.streams = streams;
        this.doorbell = doorbell;
    }

    @Override
    public Future<Void> onDuty(Wgs84 place) {
        JsonObject duty =
                new JsonObject().put("on", true).put("location", json(place)).put("travelMode", travelMode);
        return session.put("/v1/volunteers/" + id + "/duty", duty).mapEmpty();
    }

    @Override
    public Future<Void> offDuty() {
        return session.put("/v1/volunteers/" + id + "/duty", new JsonObject().put("on", false))
                .mapEmpty();
    }

    @Override
    public void listen(Consumer<ServerFrame> listener) {
        hangUp();
        StreamClient opened = streams.apply(listener);
        stream = opened;
        opened.open();
    }

    @Override
    public void hangUp() {
        StreamClient open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void position(Wgs84 place, Instant at) {
        if (stream != null) {
            stream.position(place, at);
        }
    }

    @Override
    public void seen(String offerId) {
        if (stream != null) {
            stream.ack(offerId);
        }
    }

    @Override
    public Future<Void> accept(String offerId) {
        return post("/v1/offers/" + offerId + "/accept", new JsonObject());
    }

    @Override
    public Future<Void> decline(String offerId, String reason) {
        return post("/v1/offers/" + offerId + "/decline", new JsonObject().put("reason", reason));
    }

    @Override
    public Future<Void> extend(String offerId) {
        return post("/v1/offers/" + offerId + "/extend", new JsonObject());
    }

    @Override
    public Future<Void> handBack(String offerId, String reason) {
        return post("/v1/offers/" + offerId + "/hand-back", new JsonObject().put("reason", reason));
    }

    @Override
    public Future<Void> claim(String visitId, Wgs84 from) {
        return post("/v1/visits/" + visitId + "/claim", new JsonObject().put("location", json(from)));
    }

    @Override
    public Future<Void> depart(String visitId) {
        return post("/v1/visits/" + visitId + "/depart", new JsonObject());
    }

    @Override
    public Future<Void> checkIn(String visitId, Wgs84 place, String code) {
        return post("/v1/visits/" + visitId + "/check-in", presence(place, code));
    }

    @Override
    public Future<Void> checkOut(String visitId, Wgs84 place, String code) {
        return post("/v1/visits/" + visitId + "/check-out", presence(place, code));
    }

    @Override
    public Future<Task> task(String orderId) {
        return session.get("/v1/orders/" + orderId).map(reply -> {
            JsonObject order = reply.body();
            JsonObject location = order.getJsonObject("location");
            String start = order.getJsonObject("window").getString("start");
            return new Task(
                    new Wgs84(location.getDouble("lat"), location.getDouble("lng")),
                    Instant.parse(start).toEpochMilli());
        });
    }

    @Override
    public Future<String> codeWord(String orderId) {
        return doorbell.apply(orderId);
    }

    private Future<Void> post(String path, JsonObject body) {
        return session.post(path, body).mapEmpty();
    }

    private static JsonObject presence(Wgs84 place, String code) {
        JsonObject shown = new JsonObject().put("kind", "CODE").put("value", code);
        return new JsonObject().put("location", json(place)).put("evidence", new JsonArray().add(shown));
    }

    /** A place as the API writes it. */
    public static JsonObject json(Wgs84 place) {
        return new JsonObject().put("lat", place.latDeg()).put("lng", place.lngDeg());
    }
}
