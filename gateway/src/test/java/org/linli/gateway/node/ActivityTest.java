package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;

/** An activity from its publication to the ledger, through a whole node's door. */
class ActivityTest {
    private static final JsonObject SQUARE = new JsonObject().put("lat", 26.557).put("lng", 106.471);

    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private String leader;
    private String staff;
    private String first;
    private String second;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        Street street = new Street(client);
        first = street.volunteer("v-1");
        second = street.volunteer("v-2");
        leader = client.token("leader", "l-1");
        staff = client.token("community", "c-1");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private static JsonObject cleanUp(Duration fromNow) {
        Instant start = Instant.now().plus(fromNow);
        return new JsonObject()
                .put("title", "周三大扫除")
                .put("placeName", "红枫湖广场")
                .put("location", SQUARE)
                .put("community", "红枫湖社区")
                .put("places", 1)
                .put(
                        "window",
                        new JsonObject()
                                .put("start", start.toString())
                                .put("end", start.plus(Duration.ofHours(2)).toString()));
    }

    private String publish(JsonObject activity) {
        return client.ok(Route.ACTIVITY_CREATE, leader, activity).getString("id");
    }

    private JsonObject own(Route route, String token, JsonObject body, String id) {
        return client.ok(route, token, body, id).getJsonObject("own");
    }

    private static void awaitThat(Callable<Boolean> what) {
        await().atMost(NodeProcess.WITHIN).until(what);
    }

    @Test
    void activity_fromSignUpByCodeToTheLedger() {
        String id = publish(cleanUp(Duration.ofSeconds(12)));
        Stream waits = client.stream(Wire.JSON, second, "", "me");
        waits.next("snapshot");
        assertThat(own(Route.ACTIVITY_JOIN, first, new JsonObject(), id).getString("state"))
                .isEqualTo("JOINED");
        JsonObject waiting = own(Route.ACTIVITY_JOIN, second, new JsonObject(), id);
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(waiting.getInteger("waitingNumber")).isEqualTo(1);
        assertThat(waits.next("activity").getString("ownState")).isEqualTo("WAITING");

        client.ok(Route.ACTIVITY_LEAVE, first, new JsonObject(), id);
        assertThat(waits.next("activity").getString("ownState")).isEqualTo("JOINED");

        String code = client.ok(Route.ACTIVITY_CODE, leader, null, id).getString("code");
        JsonObject here = new JsonObject().put("location", SQUARE);
        Client.Said wrong =
                client.call(Route.ACTIVITY_CHECK_IN, second, here.copy().put("code", "no"), id);
        assertThat(wrong.body().getString("type")).endsWith("/code-wrong");
        assertThat(own(Route.ACTIVITY_CHECK_IN, second, here.copy().put("code", code), id)
                        .getString("state"))
                .isEqualTo("ON_SITE");

        awaitThat(() ->
                client.call(Route.ACTIVITY_CLOSE, leader, new JsonObject(), id).status() == 200);
        client.ok(Route.ACTIVITY_CONFIRM, staff, new JsonObject(), id);
        awaitThat(() -> client.ok(Route.ACTIVITY_GET, second, null, id)
                .getJsonObject("own")
                .getString("state")
                .equals("CONFIRMED"));
        JsonObject entry = client.ok(Route.ENTRY_LIST, second, null, "v-2")
                .getJsonArray("entries")
                .getJsonObject(0);
        assertThat(entry.getString("kind")).isEqualTo("ACTIVITY");
        assertThat(entry.getString("visitId")).isEqualTo(id + ".2");
        assertThat(entry.getInteger("minutes")).isPositive();
        waits.close();
    }

    @Test
    void people_areShownToTheLeaderAlone_andTheCodeToNobodyElse() {
        String id = publish(cleanUp(Duration.ofHours(3)));
        client.ok(Route.ACTIVITY_JOIN, first, new JsonObject(), id);
        JsonArray people = client.ok(Route.ACTIVITY_GET, leader, null, id).getJsonArray("people");
        assertThat(people.getJsonObject(0).getString("name")).isEqualTo("王芳");
        assertThat(client.ok(Route.ACTIVITY_GET, second, null, id).getJsonArray("people"))
                .isNull();
        assertThat(client.call(Route.ACTIVITY_CODE, first, null, id).status()).isEqualTo(403);
        String other = client.token("leader", "l-2");
        assertThat(client.call(Route.ACTIVITY_CODE, other, null, id).status()).isEqualTo(403);
        String elsewhere = client.token("community", "c-2", new JsonArray().add("别的社区"));
        assertThat(client.call(Route.ACTIVITY_CANCEL, elsewhere, new JsonObject().put("reason", "雨"), id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void cancel_tellsEverybodyWhoSignedUp_andFreesTheirTime() {
        String id = publish(cleanUp(Duration.ofHours(3)));
        client.ok(Route.ACTIVITY_JOIN, first, new JsonObject(), id);
        String other = publish(cleanUp(Duration.ofHours(4)));
        Client.Said overlap = client.call(Route.ACTIVITY_JOIN, first, new JsonObject(), other);
        assertThat(overlap.status()).isEqualTo(409);
        assertThat(overlap.body().getString("type")).endsWith("/calendar-overlap");
        Stream joined = client.stream(Wire.PROTO, first, "", "me");
        JsonArray before = joined.next("snapshot").getJsonArray("activities");
        assertThat(before.getJsonObject(0).getString("ownState")).isEqualTo("JOINED");
        client.ok(Route.ACTIVITY_CANCEL, leader, new JsonObject().put("reason", "暴雨"), id);
        JsonObject told = joined.next("activity");
        assertThat(told.getString("state")).isEqualTo("CANCELLED");
        assertThat(told.getString("reason")).isEqualTo("暴雨");
        awaitThat(() ->
                client.call(Route.ACTIVITY_JOIN, first, new JsonObject(), other).status() == 200);
        joined.close();
    }

    @Test
    void resident_whomItIsFor_hasAPlace_andAnotherIsToldForWhomItIs() {
        JsonObject rules = new JsonObject().put("leastAge", 80).put("circumstances", new JsonArray().add("DISABLED"));
        String id = publish(cleanUp(Duration.ofHours(3)).put("guestPlaces", 2).put("guestEligibility", rules));
        JsonObject file = new JsonObject().put("name", "陈桂兰").put("phone", "13900000002");
        client.ok(Route.RESIDENT_PUT, staff, file.copy().put("birthYear", 1940), "r-82");
        client.ok(Route.RESIDENT_PUT, staff, file.copy().put("birthYear", 1980), "r-46");
        String old = client.token("resident", "r-82");
        String young = client.token("resident", "r-46");
        assertThat(own(Route.ACTIVITY_JOIN, old, new JsonObject(), id).getString("state"))
                .isEqualTo("JOINED");
        Client.Said refused = client.call(Route.ACTIVITY_JOIN, young, new JsonObject(), id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().getString("detail")).contains("80").contains("DISABLED");
        JsonObject stated = new JsonObject().put("circumstance", "DISABLED");
        assertThat(own(Route.ACTIVITY_JOIN, young, stated, id).getString("state"))
                .isEqualTo("JOINED");
        JsonArray people = client.ok(Route.ACTIVITY_GET, leader, null, id).getJsonArray("people");
        assertThat(people.getJsonObject(1).getString("circumstance")).isEqualTo("DISABLED");
    }

    private List<JsonObject> openTo(String token, String guest) {
        return client.query(Route.ACTIVITY_LIST, token, "guest=" + guest).getJsonArray("activities").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void list_forAGuest_showsWhatIsNearAndOpenToThem_andTheFamilyMaySignThemUp() {
        JsonObject rules = new JsonObject().put("leastAge", 80).put("circumstances", new JsonArray().add("DISABLED"));
        String forOld = publish(cleanUp(Duration.ofHours(5))
                .put("guestPlaces", 1)
                .put("guestEligibility", new JsonObject().put("leastAge", 80)));
        String forSome =
                publish(cleanUp(Duration.ofHours(5)).put("guestPlaces", 1).put("guestEligibility", rules));
        String forNone = publish(cleanUp(Duration.ofHours(5)));
        JsonObject here = new JsonObject().put("lat", 26.557).put("lng", 106.471);
        JsonObject file = new JsonObject().put("name", "陈桂兰").put("home", here);
        JsonArray daughter = new JsonArray().add("r-d");
        client.ok(Route.RESIDENT_PUT, staff, file.copy().put("birthYear", 1940).put("relatives", daughter), "r-g1");
        client.ok(Route.RESIDENT_PUT, staff, file.copy().put("birthYear", 1980), "r-g2");
        client.ok(
                Route.RESIDENT_PUT,
                staff,
                file.copy().put("birthYear", 1940).put("home", here.copy().put("lat", 26.7)),
                "r-g3");
        String family = client.token("resident", "r-d");
        awaitThat(() -> openTo(family, "r-g1").stream()
                .anyMatch(one -> one.getString("id").equals(forSome)));
        assertThat(openTo(family, "r-g1"))
                .extracting(one -> one.getString("id"))
                .contains(forOld, forSome)
                .doesNotContain(forNone);
        assertThat(openTo(client.token("resident", "r-g2"), "r-g2"))
                .filteredOn(one -> List.of(forOld, forSome).contains(one.getString("id")))
                .singleElement()
                .satisfies(one -> assertThat(one.getBoolean("mustState")).isTrue());
        assertThat(openTo(client.token("resident", "r-g3"), "r-g3")).isEmpty();
        assertThat(client.query(Route.ACTIVITY_LIST, client.token("resident", "r-g2"), "guest=r-g1")
                        .getInteger("status"))
                .isEqualTo(403);
        assertThat(client.query(Route.ACTIVITY_LIST, family, "guest=r-d").getJsonArray("family"))
                .containsExactly(new JsonObject().put("id", "r-g1").put("name", "陈桂兰"));
        JsonObject forHer = new JsonObject().put("guest", true).put("onBehalfOf", "r-g1");
        assertThat(own(Route.ACTIVITY_JOIN, family, forHer, forOld).getString("state"))
                .isEqualTo("JOINED");
        awaitThat(() -> openTo(family, "r-g1").stream()
                .filter(one -> one.getString("id").equals(forOld))
                .allMatch(one -> one.containsKey("own")));
        assertThat(own(Route.ACTIVITY_LEAVE, family, forHer, forOld).getString("state"))
                .isEqualTo("LEFT");
    }

    @Test
    void weekly_isListedAheadOfTime() {
        String series = publish(cleanUp(Duration.ofHours(3)).put("repeat", "FREQ=DAILY;INTERVAL=7"));
        awaitThat(
                () -> client
                                .query(Route.ACTIVITY_LIST, first, "near=26.557,106.471&radius=3000")
                                .getJsonArray("activities")
                                .stream()
                                .map(JsonObject.class::cast)
                                .filter(activity -> series.equals(activity.getString("series")))
                                .count()
                        >= 4);
    }

    @Test
    void publish_withoutATitle_namesTheField() {
        JsonObject untitled = cleanUp(Duration.ofHours(3));
        untitled.remove("title");
        Client.Said said = client.call(Route.ACTIVITY_CREATE, leader, untitled);
        assertThat(said.status()).isEqualTo(422);
        assertThat(said.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/title");
    }
}
