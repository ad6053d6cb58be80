package org.linli.gateway.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.http.Words;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Visit;
import org.linli.proto.Window;

/**
 * Orders' and visits' changes as CloudEvents 1.0 in JSON, structured mode. People are pseudonyms, places and words of
 * theirs are left out: who may know more asks the API. An event's id is the same each time it is made.
 */
final class CloudEvents {
    /** Of the media type of structured mode. */
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    static final String ORDER_CHANGED = "org.linli.order.changed";

    private CloudEvents() {}

    /** One event, with the id by which its receiver tells it from others. */
    record Event(String id, JsonObject json) {}

    /** What the entry changed of orders, in its order. */
    static List<Event> of(String region, Entry entry) {
        List<Event> events = new ArrayList<>();
        for (Change change : entry.getChangesList()) {
            if (EntityKey.kind(change.getKey()).equals("order")
                    && change.getAfter().hasOrder()) {
                events.add(event(region, entry, change));
            }
        }
        return events;
    }

    private static Event event(String region, Entry entry, Change change) {
        Order order = change.getAfter().getOrder();
        String id = entry.getGeneration() + "-" + entry.getSequence() + '.' + order.getId();
        return new Event(
                id,
                new JsonObject()
                        .put("specversion", "1.0")
                        .put("id", id)
                        .put("source", "/regions/" + region)
                        .put("type", ORDER_CHANGED)
                        .put("subject", order.getId())
                        .put("time", time(entry.getAtMs()))
                        .put("datacontenttype", "application/json")
                        .put("data", data(order, change.getVersion())));
    }

    private static JsonObject data(Order order, long version) {
        JsonArray visits = new JsonArray();
        order.getVisitsList().forEach(visit -> visits.add(visit(order, visit)));
        return new JsonObject()
                .put("id", order.getId())
                .put("version", version)
                .put("state", Words.of(order.getState(), "ORDER_STATE_"))
                .put("service", order.getRequest().getService())
                .put("priority", Words.of(order.getRequest().getPriority(), "PRIORITY_"))
                .put("community", order.getRequest().getCommunity())
                .put("residentId", order.getResidentId())
                .put("window", window(order.getRequest().getWindow()))
                .put("escalated", order.getEscalated())
                .put("visits", visits);
    }

    private static JsonObject visit(Order order, Visit visit) {
        JsonObject json = new JsonObject()
                .put("id", Ids.visit(order.getId(), visit.getNumber()))
                .put("state", Words.of(visit.getState(), "VISIT_STATE_"));
        if (!visit.getVolunteerId().isEmpty()) {
            json.put("volunteerId", visit.getVolunteerId());
        }
        if (visit.hasWindow()) {
            json.put("window", window(visit.getWindow()));
        }
        return visit.getCreditedMinutes() == 0 ? json : json.put("creditedMinutes", visit.getCreditedMinutes());
    }

    private static JsonObject window(Window window) {
        return new JsonObject().put("start", time(window.getStartMs())).put("end", time(window.getEndMs()));
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
