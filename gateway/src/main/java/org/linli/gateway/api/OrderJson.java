package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.frame.StopCards;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.ReplyVisit;
import org.linli.proto.Visit;

/** Orders as the API shows them. */
final class OrderJson {
    private final Frames frames;
    private final Language language;

    OrderJson(Frames frames, Language language) {
        this.frames = frames;
        this.language = language;
    }

    /** The order as far as the sight goes; {@code planned} gives a visit's planned volunteer. */
    JsonObject order(Order order, long version, Sight sight, Secrets secrets, Map<String, String> planned) {
        JsonObject json = new JsonObject()
                .put("id", order.getId())
                .put("state", Words.of(order.getState(), "ORDER_STATE_"))
                .put("version", version);
        request(json, order.getRequest(), sight);
        if (sight.address()) {
            json.put("residentId", order.getResidentId());
            Json.text(json, "address", secrets.order().getAddress());
            Json.text(json, "notes", secrets.order().getNotes());
        }
        if (sight.codeWord()) {
            Json.text(json, "codeWord", secrets.order().getCodeWord());
        }
        Json.time(json, "createdAt", order.getCreatedAtMs()).put("escalated", order.getEscalated());
        if (order.getStars() > 0) {
            json.put("stars", order.getStars());
        }
        if (order.getState() == OrderState.ORDER_STATE_SUBMITTED && order.getLookDueMs() > 0) {
            json.put(
                    "look",
                    Json.time(
                            new JsonObject().put("codes", Json.array(order.getLookCodesList(), code -> code)),
                            "due",
                            order.getLookDueMs()));
        }
        Json.text(json, "referredTo", order.getReferredTo());
        Json.text(json, "refusal", order.getRefusalCode());
        Json.text(json, "batch", order.getBatch());
        return json.put("offers", FrameJson.object(Frames.counts(order)))
                .put(
                        "visits",
                        Json.array(order.getVisitsList(), visit -> visit(order, visit, sight, secrets, planned)));
    }

    private void request(JsonObject json, OrderRequest request, Sight sight) {
        json.put("service", request.getService())
                .put("serviceName", frames.serviceName(request.getService(), language))
                .put("priority", Words.of(request.getPriority(), "PRIORITY_"));
        places(json, request, sight);
        json.put("window", Json.window(request.getWindow()))
                .put("durationMinutes", request.getDurationMinutes())
                .put("people", request.getPeople())
                .put("skills", Json.array(request.getSkillsList(), Json::skill))
                .put("languages", Json.array(request.getLanguagesList(), word -> word));
        Json.text(json, "minTier", request.getMinTier());
        Json.text(json, "preferVolunteer", request.getPreferVolunteer());
        Json.text(json, "community", request.getCommunity());
        Json.text(json, "repeat", request.getRepeat());
        if (request.getGenderPreferenceValue() != 0) {
            json.put("genderPreference", Words.of(request.getGenderPreference(), "GENDER_"));
        }
    }

    private static void places(JsonObject json, OrderRequest request, Sight sight) {
        if (!sight.address()) {
            json.put("location", FrameJson.object(Spots.rounded(request.getLocation())));
            return;
        }
        json.put("location", Json.place(request.getLocation()));
        if (request.hasTo()) {
            json.put("to", Json.place(request.getTo()));
        }
        if (request.getStopsCount() > 0 && (sight.doors() || request.getStopResidentsCount() == 0)) {
            json.put("stops", stops(request));
        }
    }

    private static JsonArray stops(OrderRequest request) {
        JsonArray stops = Json.array(request.getStopsList(), Json::place);
        for (int i = 0; i < request.getStopResidentsCount(); i++) {
            stops.getJsonObject(i).put("residentId", request.getStopResidents(i));
        }
        return stops;
    }

    private static JsonArray stopsOf(Order order, Visit visit) {
        JsonArray states = new JsonArray();
        for (int stop = 1; stop <= order.getRequest().getStopsCount(); stop++) {
            states.add(StopCards.state(visit, stop));
        }
        return states;
    }

    private JsonObject visit(Order order, Visit visit, Sight sight, Secrets secrets, Map<String, String> planned) {
        String id = Ids.visit(order.getId(), visit.getNumber());
        JsonObject json = new JsonObject().put("id", id).put("state", Frames.state(visit));
        if (sight.address()) {
            volunteer(json, visit, secrets);
        }
        if (sight.address() && order.getRequest().getStopsCount() > 0) {
            json.put("stops", stopsOf(order, visit));
        }
        if (sight.codeWord()) {
            Json.text(json, "greeting", frames.greeting(order, visit));
            Json.text(json, "contactNumber", frames.contactNumber(order, visit));
        }
        if (visit.hasWindow()) {
            Json.time(json, "start", visit.getWindow().getStartMs());
            Json.time(json, "end", visit.getWindow().getEndMs());
        }
        times(json, visit);
        json.put("offers", FrameJson.object(Frames.counts(visit)));
        String plannedId = planned.getOrDefault(id, "");
        return sight.plan() ? Json.text(json, "plannedVolunteerId", plannedId) : json;
    }

    private static void volunteer(JsonObject json, Visit visit, Secrets secrets) {
        String id = visit.getVolunteerId();
        Json.text(json, "volunteerId", id);
        Json.text(json, "volunteerName", secrets.name(id));
        Json.text(json, "volunteerPhoneMasked", Words.masked(secrets.person(id).getPhone()));
    }

    private static void times(JsonObject json, Visit visit) {
        visit.getOffersList().stream()
                .filter(offer -> offer.getNumber() == visit.getAcceptedOffer())
                .mapToInt(Offer::getTravelSeconds)
                .findFirst()
                .ifPresent(seconds -> json.put("travelSeconds", seconds));
        Json.time(json, "departedAt", visit.getDepartedAtMs());
        Json.time(json, "checkedInAt", visit.getCheckIn().getAtMs());
        Json.time(json, "checkedOutAt", visit.getCheckOut().getAtMs());
        Json.time(json, "confirmedAt", visit.getConfirmedAtMs());
        Json.time(json, "confirmDue", visit.getConfirmDueMs());
        if (visit.getCreditedMinutes() > 0) {
            json.put("creditedMinutes", visit.getCreditedMinutes());
        }
    }

    /** What a command on an order answers. */
    static JsonObject reply(Reply reply) {
        return new JsonObject()
                .put("id", reply.getId())
                .put("state", reply.getState())
                .put("visits", Json.array(reply.getVisitsList(), OrderJson::replyVisit))
                .put("version", reply.getVersion());
    }

    static JsonObject replyVisit(ReplyVisit visit) {
        return new JsonObject().put("id", visit.getId()).put("state", visit.getState());
    }

    /** Whether the order's place is within so many metres. */
    static boolean within(Order order, Wgs84 near, int radiusMeters) {
        return Spots.wgs84(order.getRequest().getLocation()).metersTo(near) <= radiusMeters;
    }
}
