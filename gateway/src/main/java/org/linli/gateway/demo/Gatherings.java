package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.linli.gateway.client.ApiReply;
import org.linli.gateway.client.Session;

/** A few activities of one leader, so that nobody opens an empty list; published once, whatever restarts. */
final class Gatherings {
    private static final JsonObject SQUARE =
            new JsonObject().put("lat", 26.5561).put("lng", 106.4662);

    private final Session leader;
    private final Function<String, Session> volunteers;
    private final Instant now;

    Gatherings(Session leader, Function<String, Session> volunteers, Instant now) {
        this.leader = leader;
        this.volunteers = volunteers;
        this.now = now.truncatedTo(ChronoUnit.HOURS);
    }

    /** The people who join the first of them; whoever cannot does not. */
    Future<Void> publish(List<Fiction> people) {
        return leader.get("/v1/activities?mine=true")
                .compose(mine -> mine.body().getJsonArray("activities").isEmpty()
                        ? publishAll(people)
                        : Future.succeededFuture());
    }

    private Future<Void> publishAll(List<Fiction> people) {
        JsonObject haircut = activity("周一义剪", "百花社区活动室", 4, 28)
                .put("repeat", "FREQ=WEEKLY")
                .put("guestPlaces", 20)
                .put(
                        "guestEligibility",
                        new JsonObject()
                                .put("leastAge", 80)
                                .put(
                                        "circumstances",
                                        new JsonArray().add("LOW_INCOME").add("DISABLED")));
        return leader.post("/v1/activities", activity("红枫湖边捡垃圾", "红枫湖广场东门", 8, 3))
                .compose(first -> joined(first, people))
                .compose(done -> leader.post("/v1/activities", haircut))
                .compose(done -> leader.post(
                        "/v1/activities",
                        activity("教老人用手机", "青龙社区二楼", 5, 50).put("eligibility", new JsonObject().put("leastAge", 14))))
                .mapEmpty();
    }

    private JsonObject activity(String title, String place, int places, int startsInHours) {
        Instant start = now.plus(Duration.ofHours(startsInHours));
        JsonObject window = new JsonObject()
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofHours(2)).toString());
        return new JsonObject()
                .put("title", title)
                .put("placeName", place)
                .put("location", SQUARE)
                .put("places", places)
                .put("window", window);
    }

    private Future<Void> joined(ApiReply published, List<Fiction> people) {
        String path = "/v1/activities/" + published.body().getString("id") + "/join";
        Future<Void> all = Future.succeededFuture();
        for (Fiction person : people) {
            all = all.compose(done -> volunteers
                    .apply(person.id())
                    .post(path, new JsonObject())
                    .<Void>mapEmpty()
                    .otherwiseEmpty());
        }
        return all;
    }
}
