package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Activity;
import org.linli.proto.Order;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;
import org.linli.proto.ProfilePrivate;
import org.linli.proto.VisitState;
import org.linli.proto.VisitWords;

/**
 * What staff have to say a word on: hours that are done and not confirmed, or in dispute, of visits and activities. A
 * volunteer sees the own ones.
 */
final class HourQueries {
    /** More than staff look through at a sitting; the count says how many there are. */
    private static final int MOST_SHOWN = 200;

    private static final Comparator<Hour> SOONEST = Comparator.comparingLong(Hour::dueMs);

    private final Desk desk;

    HourQueries(Desk desk) {
        this.desk = desk;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.HOUR_LIST, this::list);
    }

    /** Looks at every order that the door knows, so it does so away from the event loop. */
    private Future<Answer> list(Exchange exchange) {
        boolean disputed = isDisputed(exchange.query());
        return desk.registrar().blocking(() -> find(exchange, disputed)).compose(found -> {
            List<Hour> shown = found.subList(0, Math.min(MOST_SHOWN, found.size()));
            return desk.registrar()
                    .on(desk.people()
                            .open(shown.stream()
                                    .flatMap(hour -> hour.people().stream())
                                    .toList()))
                    .compose(names -> json(shown, names))
                    .map(hours -> Answer.ok(new JsonObject().put("hours", hours).put("count", found.size())));
        });
    }

    private static boolean isDisputed(Query query) {
        String state = query.text("state").orElse("DONE");
        if (!Set.of("DONE", "DISPUTED").contains(state)) {
            throw Query.invalid("state", "应为 DONE 或 DISPUTED", "must be DONE or DISPUTED");
        }
        return state.equals("DISPUTED");
    }

    private List<Hour> find(Exchange exchange, boolean disputed) {
        List<Hour> found = new ArrayList<>();
        for (Seen<Order> order : desk.view().ordersBefore("")) {
            visits(exchange, order.value(), disputed, found);
        }
        for (Seen<Activity> activity : desk.view().activities().all()) {
            people(exchange, activity.value(), disputed, found);
        }
        found.sort(SOONEST);
        return found;
    }

    private void visits(Exchange exchange, Order order, boolean disputed, List<Hour> found) {
        VisitState state = disputed ? VisitState.VISIT_STATE_DISPUTED : VisitState.VISIT_STATE_DONE;
        order.getVisitsList().stream()
                .filter(visit -> visit.getState() == state)
                .filter(visit -> concerns(exchange, visit.getVolunteerId(), Orders.communities(order)))
                .forEach(visit -> found.add(new VisitHour(
                        order,
                        visit,
                        desk.frames().serviceName(order.getRequest().getService(), exchange.language()))));
    }

    private void people(Exchange exchange, Activity activity, boolean disputed, List<Hour> found) {
        activity.getParticipantsList().stream()
                .filter(person -> waits(person, disputed))
                .filter(person -> concerns(
                        exchange,
                        person.getPersonId(),
                        ActivityDesk.leaders(activity).communities()))
                .forEach(person -> found.add(new ActivityHour(activity, person)));
    }

    private static boolean waits(Participant person, boolean disputed) {
        return disputed
                ? person.getState() == ParticipantState.PARTICIPANT_STATE_DISPUTED
                : person.getState() == ParticipantState.PARTICIPANT_STATE_DONE
                        && person.getConfirmDueMs() > 0
                        && person.getConfirmedBy().isEmpty();
    }

    /** Staff whose word it waits for, never on their own hours; or the volunteer whose hours they are. */
    private static boolean concerns(Exchange exchange, String volunteerId, Set<String> communities) {
        boolean own = exchange.caller().subject().equals(volunteerId);
        Parties parties = new Parties(Set.of(), Set.of(volunteerId), "", communities);
        return Access.role(exchange.route(), exchange.caller(), parties)
                .filter(role -> own == (role == Role.VOLUNTEER || role == Role.LEADER))
                .isPresent();
    }

    private Future<JsonArray> json(List<Hour> hours, Map<String, ProfilePrivate> names) {
        List<Future<JsonObject>> all =
                hours.stream().map(hour -> json(hour, names)).toList();
        return Future.all(all).map(done -> new JsonArray(done.list()));
    }

    private Future<JsonObject> json(Hour hour, Map<String, ProfilePrivate> names) {
        JsonObject json = hour.json(names);
        if (hour instanceof VisitHour of && !of.visit().getAnswer().isEmpty()) {
            return desk.registrar()
                    .on(desk.sealing()
                            .open(of.visit().getVolunteerId(), of.visit().getAnswer()))
                    .map(clear -> Json.text(json, "answer", words(clear)));
        }
        return Future.succeededFuture(json);
    }

    private static String words(ByteString clear) {
        try {
            return VisitWords.parseFrom(clear).getWords();
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("what a volunteer said of a visit cannot be read", broken);
        }
    }
}
