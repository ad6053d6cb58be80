package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.linli.load.faults.Patience;

/** A college with a team comes in by a table, its people say yes, and its leader takes an order for three of them. */
final class Crew {
    private static final int PEOPLE = 3;
    private static final int MEMBERS = 5;
    /** Long enough before the start that the team is asked and not single people. */
    private static final Duration AHEAD = Duration.ofHours(8);

    private static final String HEADINGS = "单位名称,类别,统一社会信用代码,结对社区,联系人,联系电话,队伍,队长,队员";
    private static final String CODE = "12520181MB0000001A";

    private final List<Volunteer> members;

    Crew(List<Volunteer> volunteers) {
        this.members = volunteers.subList(volunteers.size() - MEMBERS, volunteers.size());
    }

    /** One row: the organisation with its team. */
    String table() {
        List<String> ids = members.stream().map(member -> member.self().id()).toList();
        return HEADINGS + "\n邻里学院,学院," + CODE + ',' + Neighbours.COMMUNITY + ",周老师,0851-8200001,学院志愿队," + ids.get(0)
                + ',' + String.join("、", ids) + '\n';
    }

    /** Everybody who was asked joins by an own yes. */
    void join() {
        for (Volunteer member : members) {
            Patience.until(
                    member.self().id() + " is asked to join",
                    Week.WITHIN,
                    () -> !teamsOf(member).isEmpty());
            String team = teamsOf(member).get(0).getString("id");
            member.desk().post("/v1/teams/" + team + "/members/" + member.self().id() + "/join", new JsonObject());
        }
    }

    private static List<JsonObject> teamsOf(Volunteer member) {
        return Statement.objects(member.desk().get("/v1/teams?mine=true"), "teams");
    }

    /** @param wish what somebody orders who needs a visit */
    JsonObject wish(JsonObject wish) {
        Instant start = Instant.now().plus(AHEAD);
        return wish.put("people", PEOPLE)
                .put(
                        "window",
                        new JsonObject()
                                .put("start", start.toString())
                                .put("end", start.plus(Duration.ofHours(2)).toString()));
    }

    /** The leader names the first who may go. */
    void take(String order) {
        Hall.Desk leader = members.get(0).desk();
        Function<Hall.Desk, Optional<JsonObject>> asked =
                desk -> Statement.objects(desk.get("/v1/team-offers"), "teamOffers").stream()
                        .filter(offer -> offer.getString("orderId").equals(order))
                        .findFirst();
        Patience.until(
                "the team is asked for " + order,
                Week.WITHIN,
                () -> asked.apply(leader).isPresent());
        String offer = "/v1/team-offers/" + asked.apply(leader).orElseThrow().getString("offerId");
        List<String> going = Statement.objects(leader.get(offer), "people").stream()
                .filter(person -> person.getBoolean("may"))
                .map(person -> person.getString("id"))
                .limit(PEOPLE)
                .toList();
        leader.post(offer + "/accept", new JsonObject().put("people", new JsonArray(going)));
    }
}
