package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.linli.domain.Ids;
import org.linli.gateway.http.Words;
import org.linli.proto.Order;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.Visit;

/**
 * The hours of a visit, with both sides' words.
 *
 * @param serviceName in the reader's language
 */
record VisitHour(Order order, Visit visit, String serviceName) implements Hour {
    private static final long MINUTE_MS = 60_000;

    @Override
    public long dueMs() {
        return visit.getConfirmDueMs();
    }

    @Override
    public List<String> people() {
        return List.of(
                order.getResidentId(),
                visit.getVolunteerId(),
                visit.getDisputedBy().getSubject(),
                visit.getCheckIn().getActor().getSubject());
    }

    @Override
    public JsonObject json(Map<String, ProfilePrivate> names) {
        JsonObject json = new JsonObject()
                .put("id", Ids.visit(order.getId(), visit.getNumber()))
                .put("kind", "VISIT")
                .put("of", order.getId())
                .put("state", Words.of(visit.getState(), "VISIT_STATE_"))
                .put("title", serviceName)
                .put("volunteerId", visit.getVolunteerId())
                .put("orderedMinutes", order.getRequest().getDurationMinutes());
        if (!visit.getLateId().isEmpty()) {
            json.put("late", true);
        }
        Json.text(json, "community", order.getRequest().getCommunity());
        Json.text(json, "residentName", Hour.name(names, order.getResidentId()));
        Json.text(json, "volunteerName", Hour.name(names, visit.getVolunteerId()));
        if (visit.hasCheckIn()) {
            json.put("checkIn", Hour.presence(visit.getCheckIn(), names));
        }
        if (visit.hasCheckOut()) {
            json.put("checkOut", Hour.presence(visit.getCheckOut(), names)).put("measuredMinutes", measuredMinutes());
        }
        Json.time(json, "confirmDue", visit.getConfirmDueMs());
        return visit.getDisputeCode().isEmpty() ? json : json.put("dispute", dispute(names));
    }

    private JsonObject dispute(Map<String, ProfilePrivate> names) {
        JsonObject json = new JsonObject().put("reason", visit.getDisputeCode());
        Json.time(json, "at", visit.getDisputedAtMs());
        return visit.hasDisputedBy() ? json.put("by", Hour.party(visit.getDisputedBy(), names)) : json;
    }

    private long measuredMinutes() {
        long ms = visit.getCheckOut().getAtMs() - visit.getCheckIn().getAtMs();
        return (ms + MINUTE_MS - 1) / MINUTE_MS;
    }
}
