package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Grant;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.Activities;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Activity;
import org.linli.proto.Participant;

/** The activities ahead that the caller may see, soonest first; one of them, with its people for whoever leads it. */
final class ActivityQueries {
    private static final int MAX_RADIUS = 100_000;
    /** An activity stays on the list for a day after its end: for checking out, and for the leader's report. */
    private static final long LISTED_AFTER_MS = 24 * 3_600_000L;

    private static final Comparator<Seen<Activity>> SOONEST = Comparator.comparing(ActivityQueries::key);

    private final Desk desk;
    private final ActivityDesk activities;
    private final GuestList guests;
    private final Relatives relatives;

    ActivityQueries(Desk desk, ActivityDesk activities) {
        this.desk = desk;
        this.guests = new GuestList(desk);
        this.relatives = new Relatives(desk);
        this.activities = activities;
    }

    void mount(Handlers handlers) {
        handlers.on(Route.ACTIVITY_LIST, this::list).on(Route.ACTIVITY_GET, this::get);
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        Optional<String> guest = query.text("guest").map(Profiles::checked);
        guest.ifPresent(id -> guests.allow(exchange, id));
        String viewer = guest.orElse(exchange.caller().subject());
        Predicate<Activity> filter = filter(query, viewer)
                .and(guest.isEmpty() ? any -> true : guests.open(viewer))
                .and(shown(exchange.caller()));
        int size = query.pageSize();
        String after = query.after();
        List<Seen<Activity>> page = desk.view().activities().all().stream()
                .filter(seen -> filter.test(seen.value()))
                .filter(seen -> after.isEmpty() || key(seen).compareTo(after) > 0)
                .sorted(SOONEST)
                .limit(size + 1L)
                .toList();
        JsonArray array = new JsonArray();
        page.stream().limit(size).forEach(seen -> array.add(json(seen, viewer, guest.isPresent())));
        JsonObject json = new JsonObject().put("activities", array);
        if (page.size() > size) {
            json.put("nextPageToken", Query.token(key(page.get(size - 1))));
        }
        return guest.isEmpty()
                ? Future.succeededFuture(Answer.ok(json))
                : relatives.of(exchange.caller().subject()).map(family -> Answer.ok(json.put("family", family)));
    }

    /** All are published to everybody but to organisations, which see those that they have to do with. */
    private Predicate<Activity> shown(Caller caller) {
        return Access.furthest(Route.ACTIVITY_LIST, caller) == Grant.ALL
                ? any -> true
                : desk.view().teams().activitiesOf(caller.subject());
    }

    private JsonObject json(Seen<Activity> seen, String viewer, boolean guest) {
        JsonObject json = ActivityJson.activity(seen.value(), seen.version(), viewer);
        return guest ? json.put("mustState", guests.mustState(seen.value(), viewer)) : json;
    }

    /** Sorts by start, then by id; 13 digits last until the year 2286. */
    private static String key(Seen<Activity> seen) {
        return seen.value().getWindow().getStartMs() + "|" + seen.value().getId();
    }

    private Predicate<Activity> filter(Query query, String viewer) {
        boolean mine = query.flag("mine");
        @Nullable Wgs84 near = query.near();
        int radius = query.integer("radius", 1, MAX_RADIUS, MAX_RADIUS);
        long since = desk.nowMs().getAsLong() - LISTED_AFTER_MS;
        return activity -> (!mine || isOf(activity, viewer))
                && (mine || activity.getWindow().getEndMs() > since)
                && (near == null || near.metersTo(Spots.wgs84(activity.getLocation())) <= radius);
    }

    private static boolean isOf(Activity activity, String person) {
        return activity.getLeaderId().equals(person)
                || Activities.find(activity, person).isPresent();
    }

    private Future<Answer> get(Exchange exchange) {
        return activities
                .versioned(exchange.id())
                .compose(found -> {
                    Activity activity = found.entity().getActivity();
                    if (!shown(exchange.caller()).test(activity)) {
                        throw Problem.of(ProblemCode.NOT_ALLOWED);
                    }
                    JsonObject json = ActivityJson.activity(
                            activity, found.version(), exchange.caller().subject());
                    boolean leads = Access.role(Route.ACTIVITY_CODE, exchange.caller(), ActivityDesk.leaders(activity))
                            .isPresent();
                    return leads ? people(activity, json) : Future.succeededFuture(json);
                })
                .map(json -> Answer.ok(json).tagged(json.getLong("version")));
    }

    /** Those who run it see who comes; others see numbers. */
    private Future<JsonObject> people(Activity activity, JsonObject json) {
        List<String> ids = new ArrayList<>(activity.getParticipantsCount());
        activity.getParticipantsList().forEach(participant -> ids.add(participant.getPersonId()));
        return desk.registrar().on(desk.people().open(ids)).map(names -> {
            JsonArray people = new JsonArray();
            for (Participant participant : activity.getParticipantsList()) {
                people.add(ActivityJson.person(activity, participant, names));
            }
            return json.put("people", people);
        });
    }
}
