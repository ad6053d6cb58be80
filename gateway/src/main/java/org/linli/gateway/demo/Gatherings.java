package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import org.linli.gateway.client.ApiReply;
import org.linli.gateway.client.Session;

/** A few activities of one leader, so that nobody opens an empty list; published once, whatever restarts. */
final class Gatherings {
    private static final JsonObject SQUARE =
            new JsonObject().put("lat", 26.5561).put("lng", 106.4662);

    /** Where they take place. */
    static final List<String> COMMUNITIES = List.of("红枫社区", "湖城社区", "青龙社区");

    private final Session leader;
    private final Function<String, Session> volunteers;
    private final ZonedDateTime now;

    Gatherings(Session leader, Function<String, Session> volunteers, ZonedDateTime now) {
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
        ZonedDateTime monday = at(now.plusDays(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY)), 14);
        JsonObject haircut = activity("周一义剪", "湖城社区", "湖城社区活动室", 4, monday)
                .put("repeat", "FREQ=WEEKLY")
                .put("guestPlaces", 20)
                .put(
                        "guestEligibility",
                        new JsonObject()
                                .put("leastAge", 80)
                                .put(
                                        "circumstances",
                                        new JsonArray().add("LOW_INCOME").add("DISABLED")));
        return leader.post("/v1/activities", activity("红枫湖边捡垃圾", "红枫社区", "红枫湖广场东门", 8, now.plusHours(3)))
                .compose(first -> joined(first, people))
                .compose(done -> leader.post("/v1/activities", haircut))
                .compose(done -> leader.post(
                        "/v1/activities",
                        activity("教老人用手机", "青龙社区", "青龙社区二楼", 5, at(now.plusDays(2), 10))
                                .put("eligibility", new JsonObject().put("leastAge", 14))))
                .mapEmpty();
    }

    private static ZonedDateTime at(ZonedDateTime day, int hour) {
        return day.truncatedTo(ChronoUnit.DAYS).withHour(hour);
    }

    private JsonObject activity(String title, String community, String place, int places, ZonedDateTime from) {
        Instant start = from.toInstant();
        JsonObject window = new JsonObject()
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofHours(2)).toString());
        return new JsonObject()
                .put("title", title)
                .put("community", community)
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
