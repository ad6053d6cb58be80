package org.linli.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.linli.domain.Wgs84;
import org.linli.gateway.access.Access;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Query;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;

/** Volunteers as staff look them up: on duty or not, near a place. */
public final class VolunteerQueries {
    private static final int MAX_RADIUS = 100_000;

    private final Desk desk;

    public VolunteerQueries(Desk desk) {
        this.desk = desk;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.VOLUNTEER_LIST, this::list);
    }

    private record Row(Profile profile, Calendar calendar, Wgs84 place, double meters) {
        String id() {
            return profile.getId();
        }
    }

    private Future<Answer> list(Exchange exchange) {
        Query query = exchange.query();
        int size = query.pageSize();
        String after = query.after();
        List<Row> rows = rows(exchange, query);
        List<Row> page = rows.stream()
                .filter(row -> query.near() != null || row.id().compareTo(after) > 0)
                .limit(size)
                .toList();
        boolean more = query.near() == null
                && !page.isEmpty()
                && !rows.get(rows.size() - 1)
                        .id()
                        .equals(page.get(page.size() - 1).id());
        String next = more ? Query.token(page.get(page.size() - 1).id()) : "";
        return desk.registrar()
                .on(desk.people().open(page.stream().map(Row::id).toList()))
                .map(names -> Answer.ok(Json.text(json(page, names), "nextPageToken", next)));
    }

    /** Nearest first where a place is given, else by id. */
    private List<Row> rows(Exchange exchange, Query query) {
        Wgs84 near = query.near();
        int radius = query.integer("radius", 1, MAX_RADIUS, MAX_RADIUS);
        boolean onDuty = query.flag("onDuty");
        Map<String, Wgs84> fixes = fixes();
        List<Row> rows = new ArrayList<>();
        for (Seen<Calendar> calendar : desk.view().calendars()) {
            String id = calendar.value().getVolunteerId();
            desk.view()
                    .findProfile(id)
                    .map(Seen::value)
                    .filter(profile -> visible(exchange, profile))
                    .ifPresent(profile -> {
                        Wgs84 place = fixes.getOrDefault(
                                id, Spots.wgs84(profile.getVolunteer().getHome()));
                        double meters = near == null ? 0 : place.metersTo(near);
                        if ((!onDuty || calendar.value().getDuty().getOn()) && meters <= radius) {
                            rows.add(new Row(profile, calendar.value(), place, meters));
                        }
                    });
        }
        rows.sort(Comparator.comparingDouble(Row::meters).thenComparing(Row::id));
        return rows;
    }

    private static boolean visible(Exchange exchange, Profile profile) {
        Parties parties = Parties.person(
                profile.getId(), new HashSet<>(profile.getVolunteer().getCommunitiesList()));
        return profile.hasVolunteer()
                && Access.role(Route.VOLUNTEER_LIST, exchange.caller(), parties).isPresent();
    }

    private Map<String, Wgs84> fixes() {
        Map<String, Wgs84> fixes = new HashMap<>();
        desk.positions().forEach(sample -> fixes.put(sample.getVolunteerId(), Spots.wgs84(sample.getPlace())));
        return fixes;
    }

    private JsonObject json(List<Row> page, Map<String, ProfilePrivate> names) {
        JsonArray array = new JsonArray();
        for (Row row : page) {
            JsonObject json = new JsonObject().put("id", row.id());
            Json.text(
                    json,
                    "name",
                    names.getOrDefault(row.id(), ProfilePrivate.getDefaultInstance())
                            .getName());
            Json.text(
                    json,
                    "tier",
                    VolunteerJson.tier(
                            desk,
                            row.profile(),
                            desk.view().findAccount(row.id()).orElse(Account.getDefaultInstance())));
            json.put("duty", VolunteerJson.duty(row.calendar().getDuty()))
                    .put("skills", Json.array(row.profile().getVolunteer().getSkillsList(), VolunteerJson::skill));
            if (row.calendar().getDuty().getOn()) {
                json.put("location", FrameJson.object(Spots.exact(Spots.place(row.place()))));
            }
            array.add(json);
        }
        return new JsonObject().put("volunteers", array);
    }
}
