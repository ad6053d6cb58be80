package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;
import org.linli.gateway.client.Session;

/**
 * A college that does not exist, with partner communities, a team whose leader is a volunteer, and two orders of its own, so that
 * neither its page nor the leader's is empty; entered once, whatever restarts.
 */
final class College {
    /** Who acts for it, as the page of organisations signs in first in a demo. */
    static final String ACCOUNT = "o-1";

    private static final JsonObject GATE = new JsonObject().put("lat", 26.5583).put("lng", 106.4705);

    private final Session staff;
    private final Session account;
    private final Session leader;
    private final Function<String, Session> volunteers;
    private final ZonedDateTime now;

    /**
     * A college to be.
     *
     * @param leader who leads the team, and is a volunteer already
     */
    College(Session staff, Session account, Session leader, Function<String, Session> volunteers, ZonedDateTime now) {
        this.staff = staff;
        this.account = account;
        this.leader = leader;
        this.volunteers = volunteers;
        this.now = now;
    }

    /**
     * Enters it where the region has no organisation.
     *
     * @param residents   whose communities are its partners; it orders for the first of them
     * @param leaderId    leads the team
     * @param people      join the team, but for the last, who has not answered yet
     * @param communities partners besides
     */
    Future<Void> enter(List<Fiction> residents, String leaderId, List<Fiction> people, List<String> communities) {
        return staff.get("/v1/organisations").compose(known -> {
            if (!known.body().getJsonArray("organisations").isEmpty()) {
                return Future.succeededFuture();
            }
            JsonArray partners = partners(residents, communities);
            return staff.post("/v1/organisations", file(partners))
                    .compose(made -> team(made.body().getString("id"), leaderId))
                    .compose(team -> peopled(team, leaderId, people))
                    .compose(team -> account.post("/v1/orders", hall(team, partners.getString(0))))
                    .compose(done -> account.post("/v1/orders", company(residents.get(0))))
                    .mapEmpty();
        });
    }

    private static JsonArray partners(List<Fiction> residents, List<String> communities) {
        JsonArray partners = new JsonArray();
        residents.stream()
                .map(resident -> resident.community().name())
                .distinct()
                .forEach(partners::add);
        communities.stream().filter(one -> !partners.contains(one)).forEach(partners::add);
        return partners;
    }

    private static JsonObject file(JsonArray partners) {
        return new JsonObject()
                .put("name", "邻里学院（演）")
                .put("kind", "COLLEGE")
                .put("contactName", "周老师（演）")
                .put("contactPhone", "14000030001")
                .put("communities", partners)
                .put("accounts", new JsonArray().add(ACCOUNT));
    }

    private Future<String> team(String organisation, String leaderId) {
        JsonObject team = new JsonObject()
                .put("name", "学院志愿队（演）")
                .put("leaderId", leaderId)
                .put("organisation", organisation)
                .put("communities", new JsonArray());
        return account.post("/v1/teams", team).map(made -> made.body().getString("id"));
    }

    private Future<String> peopled(String team, String leaderId, List<Fiction> people) {
        Future<Void> all =
                leader.post(member(team, leaderId, "join"), new JsonObject()).mapEmpty();
        for (Fiction person : people) {
            all = all.compose(done -> leader.post(member(team, person.id(), "invite"), new JsonObject()))
                    .mapEmpty();
        }
        for (Fiction person : people.subList(0, people.size() - 1)) {
            all = all.compose(done ->
                            volunteers.apply(person.id()).post(member(team, person.id(), "join"), new JsonObject()))
                    .mapEmpty();
        }
        return all.map(team);
    }

    private static String member(String team, String person, String step) {
        return "/v1/teams/" + team + "/members/" + person + '/' + step;
    }

    /** For itself, and for its own team first. */
    private JsonObject hall(String team, String community) {
        return new JsonObject()
                .put("service", "shopping")
                .put("people", 3)
                .put("location", GATE)
                .put("community", community)
                .put("address", "邻里学院东门（示意）")
                .put("notes", "给困难同学采买过冬用品")
                .put("team", team)
                .put("window", window(14));
    }

    private JsonObject company(Fiction resident) {
        return new JsonObject()
                .put("service", "talk")
                .put("location", ApiVolunteerDoor.json(resident.home()))
                .put("community", resident.community().name())
                .put("address", resident.address())
                .put("onBehalfOf", resident.id())
                .put("window", window(9));
    }

    /** Three hours of tomorrow, from that hour on. */
    private JsonObject window(int hour) {
        Instant start = now.toLocalDate()
                .plusDays(1)
                .atTime(hour, 0)
                .atZone(now.getZone())
                .toInstant();
        return new JsonObject()
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofHours(3)).toString());
    }
}
