package org.linli.load.week;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.linli.load.faults.Patience;

/** A clean-up of the square with fewer places than people who want one. */
final class Gathering {
    private static final int PLACES = 5;
    /** Nobody signs up for what has begun, and the leader may close it only then. */
    private static final Duration BEGINS_IN = Duration.ofSeconds(8);

    private final Hall.Desk leader;
    private final Hall.Desk staff;
    private final List<Volunteer> people;

    Gathering(Hall.Desk leader, Hall.Desk staff, List<Volunteer> people) {
        this.leader = leader;
        this.staff = staff;
        this.people = people;
    }

    /** @param published hears the activity's id */
    void play(Consumer<String> published) {
        Instant start = Instant.now().plus(BEGINS_IN);
        JsonObject square = people.get(0).self().location();
        String id = leader.post(
                        "/v1/activities",
                        new JsonObject()
                                .put("title", "周三大扫除")
                                .put("placeName", "红枫湖广场")
                                .put("location", square)
                                .put("community", Neighbours.COMMUNITY)
                                .put("places", PLACES)
                                .put(
                                        "window",
                                        new JsonObject()
                                                .put("start", start.toString())
                                                .put(
                                                        "end",
                                                        start.plus(Duration.ofHours(2))
                                                                .toString())))
                .getString("id");
        published.accept(id);
        String path = "/v1/activities/" + id;
        List<Volunteer> joined = people.subList(0, PLACES + 1);
        joined.forEach(each -> each.desk().post(path + "/join", new JsonObject()));
        joined.get(0).desk().post(path + "/leave", new JsonObject());
        String code = leader.get(path + "/code").getString("code");
        Patience.until(
                "who waited has the place",
                Week.WITHIN,
                () -> joined.subList(1, joined.size()).stream()
                        .allMatch(each -> each.desk()
                                .get(path)
                                .getJsonObject("own")
                                .getString("state")
                                .equals("JOINED")));
        JsonObject here = new JsonObject().put("location", square).put("code", code);
        joined.subList(1, joined.size()).forEach(each -> each.desk().post(path + "/check-in", here));
        Patience.until(
                "the activity has begun", Week.WITHIN, () -> Instant.now().isAfter(start.plusSeconds(1)));
        leader.post(path + "/close", new JsonObject());
        staff.post(path + "/confirm", new JsonObject());
        Patience.until(
                "the activity is confirmed",
                Week.WITHIN,
                () -> Statement.objects(leader.get(path), "people").stream()
                        .noneMatch(person -> person.getString("state", "").equals("DONE")));
    }
}
