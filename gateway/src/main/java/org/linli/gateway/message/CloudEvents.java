package org.linli.gateway.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.http.Words;
import org.linli.proto.Activity;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.Visit;
import org.linli.proto.Window;

/**
 * Changes of orders, visits and activities as CloudEvents 1.0 in JSON, structured mode. People are pseudonyms, places and
 * words of theirs are left out: who may know more asks the API. Who comes to an activity to be helped is only counted, for the
 * activity may be for those in need. An event's id is the same each time it is made.
 */
final class CloudEvents {
    /** Of the media type of structured mode. */
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    static final String ORDER_CHANGED = "org.linli.order.changed";
    static final String ACTIVITY_CHANGED = "org.linli.activity.changed";

    private CloudEvents() {}

    /** One event, with the id by which its receiver tells it from others. */
    record Event(String id, JsonObject json) {}

    /** What the entry changed of orders and activities, in its order. */
    static List<Event> of(String region, Entry entry) {
        List<Event> events = new ArrayList<>();
        for (Change change : entry.getChangesList()) {
            String kind = EntityKey.kind(change.getKey());
            if (kind.equals("order") && change.getAfter().hasOrder()) {
                Order order = change.getAfter().getOrder();
                events.add(event(region, entry, ORDER_CHANGED, order.getId(), data(order, change.getVersion())));
            } else if (kind.equals("activity") && change.getAfter().hasActivity()) {
                Activity activity = change.getAfter().getActivity();
                events.add(
                        event(region, entry, ACTIVITY_CHANGED, activity.getId(), data(activity, change.getVersion())));
            }
        }
        return events;
    }

    private static Event event(String region, Entry entry, String type, String subject, JsonObject data) {
        String id = entry.getGeneration() + "-" + entry.getSequence() + '.' + subject;
        return new Event(
                id,
                new JsonObject()
                        .put("specversion", "1.0")
                        .put("id", id)
                        .put("source", "/regions/" + region)
                        .put("type", type)
                        .put("subject", subject)
                        .put("time", time(entry.getAtMs()))
                        .put("datacontenttype", "application/json")
                        .put("data", data));
    }

    private static JsonObject data(Activity activity, long version) {
        JsonArray people = new JsonArray();
        activity.getParticipantsList().stream()
                .filter(participant -> !participant.getGuest())
                .forEach(participant -> people.add(participant(participant)));
        long guests = activity.getParticipantsList().stream()
                .filter(participant -> participant.getGuest() && hasPlace(participant.getState()))
                .count();
        JsonObject json = new JsonObject()
                .put("id", activity.getId())
                .put("version", version)
                .put("state", Words.of(activity.getState(), "ACTIVITY_STATE_"))
                .put("community", activity.getCommunity())
                .put("leaderId", activity.getLeaderId())
                .put("window", window(activity.getWindow()))
                .put("places", activity.getPlaces())
                .put("guestPlaces", activity.getGuestPlaces())
                .put("guests", guests)
                .put("volunteers", people);
        return activity.getSeries().isEmpty() ? json : json.put("series", activity.getSeries());
    }

    private static JsonObject participant(Participant participant) {
        JsonObject json = new JsonObject()
                .put("volunteerId", participant.getPersonId())
                .put("state", Words.of(participant.getState(), "PARTICIPANT_STATE_"));
        return participant.getCreditedMinutes() == 0
                ? json
                : json.put("creditedMinutes", participant.getCreditedMinutes());
    }

    private static boolean hasPlace(ParticipantState state) {
        return switch (state) {
            case PARTICIPANT_STATE_JOINED,
                    PARTICIPANT_STATE_ON_SITE,
                    PARTICIPANT_STATE_DONE,
                    PARTICIPANT_STATE_CONFIRMED -> true;
            default -> false;
        };
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
