package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Calendar;
import org.linli.proto.Invitation;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Visit;
import org.linli.proto.VisitCard;
import org.linli.proto.VisitState;

/** A volunteer's own visits, and those that are open to claim nearby. */
public final class VisitQueries {
    private final Desk desk;

    public VisitQueries(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.VISIT_LIST, this::mine).on(Route.INVITATION_LIST, this::invitations);
    }

    private Future<Answer> mine(Exchange exchange) {
        String volunteer = exchange.caller().subject();
        List<Future<JsonObject>> visits = new ArrayList<>();
        for (Seen<Order> order : desk.view().ordersWith(volunteer)) {
            order.value().getVisitsList().stream()
                    .filter(visit ->
                            Orders.isTaken(visit) && visit.getVolunteerId().equals(volunteer))
                    .forEach(visit -> visits.add(assignment(exchange, order.value(), visit)));
        }
        return Future.all(visits).map(all -> {
            JsonArray array = new JsonArray();
            visits.forEach(visit -> array.add(visit.result()));
            return Answer.ok(new JsonObject().put("visits", array));
        });
    }

    private Future<JsonObject> assignment(Exchange exchange, Order order, Visit visit) {
        return desk.registrar()
                .on(desk.people().secrets(order, true, people(order, visit)))
                .map(secrets ->
                        FrameJson.object(desk.frames().assignment(order, visit, secrets, true, exchange.language())));
    }

    private static List<String> people(Order order, Visit visit) {
        List<String> people = new ArrayList<>(order.getRequest().getStopResidentsList());
        people.add(order.getResidentId());
        people.add(visit.getVolunteerId());
        return people;
    }

    private Future<Answer> invitations(Exchange exchange) {
        Query query = exchange.query();
        Wgs84 near = query.near();
        String volunteer = exchange.caller().subject();
        Optional<Wgs84> from = near == null ? new Reach(desk).whereabouts(volunteer) : Optional.of(near);
        Claimant claimant = claimant(volunteer, from);
        int size = query.pageSize();
        JsonArray array = new JsonArray();
        for (Seen<Order> order : desk.view().ordersBefore("")) {
            order.value().getVisitsList().stream()
                    .filter(visit -> array.size() < size && claimant.mayClaim(order.value(), visit))
                    .forEach(visit -> array.add(invitation(exchange, order.value(), visit, claimant)));
        }
        return Future.succeededFuture(Answer.ok(new JsonObject().put("invitations", array)));
    }

    private Claimant claimant(String volunteer, Optional<Wgs84> from) {
        return new Claimant(
                volunteer,
                desk.view().findProfile(volunteer).map(Seen::value).orElse(Profile.getDefaultInstance()),
                desk.view().findCalendar(volunteer).orElse(Calendar.getDefaultInstance()),
                from,
                desk);
    }

    /** Who looks for something to claim: near enough, and with the skills. The claim itself is checked in full. */
    private record Claimant(String id, Profile profile, Calendar calendar, Optional<Wgs84> from, Desk desk) {
        boolean mayClaim(Order order, Visit visit) {
            return visit.getState() == VisitState.VISIT_STATE_INVITED
                    && !Pauses.holds(desk.view().emergency(), order)
                    && (visit.getInvitedVolunteersList().contains(id) || (skilled(order) && near(order)));
        }

        private boolean skilled(Order order) {
            return order.getRequest().getSkillsList().stream().allMatch(this::has)
                    && desk.policy().findService(order.getRequest().getService()).stream()
                            .flatMap(service -> service.skills().stream())
                            .map(need -> SkillLevel.newBuilder()
                                    .setSkill(need.skill())
                                    .setLevel(need.level())
                                    .build())
                            .allMatch(this::has);
        }

        private boolean has(SkillLevel need) {
            return profile.getVolunteer().getSkillsList().stream()
                    .anyMatch(claim -> claim.getSkill().equals(need.getSkill()) && claim.getLevel() >= need.getLevel());
        }

        private boolean near(Order order) {
            int maxMinutes = calendar.getDuty().getMaxTravelMinutes() > 0
                    ? calendar.getDuty().getMaxTravelMinutes()
                    : desk.policy().planning().defaultMaxTravelMinutes();
            return from.isEmpty() || travelSeconds(order) <= maxMinutes * 60;
        }

        int travelSeconds(Order order) {
            TravelMode mode = calendar.getDuty().getTravelMode();
            Wgs84 to = Spots.wgs84(order.getRequest().getLocation());
            return from.map(place -> desk.travelSeconds(place, to, mode)).orElse(0);
        }
    }

    private JsonObject invitation(Exchange exchange, Order order, Visit visit, Claimant claimant) {
        Invitation frame = desk.frames()
                .invitation(
                        order,
                        visit,
                        claimant.travelSeconds(order),
                        Frames.usualPoints(desk.policy(), order),
                        exchange.language());
        return flat(frame);
    }

    /** The card's fields beside the invitation's own. */
    static JsonObject flat(Invitation frame) {
        VisitCard card = frame.getVisit();
        JsonObject json = FrameJson.object(card);
        json.put("until", FrameJson.object(frame).getString("until"))
                .put("travelSeconds", frame.getTravelSeconds())
                .put("points", frame.getPoints());
        return json;
    }
}
