package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.Wire;

/** An organisation, its team, and an order that the team takes, through a whole node's door. */
class TeamTest {
    private static final String COMMUNITY = "红枫湖社区";

    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private String staff;
    private String leader;
    private String org;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        Street street = new Street(client);
        for (String id : List.of("v-1", "v-2", "v-3", "v-4")) {
            street.volunteer(id);
        }
        staff = client.token("community", "c-1", new JsonArray().add(COMMUNITY));
        leader = client.token("leader", "v-1");
        org = client.token("org", "college-1");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private static JsonObject college() {
        return new JsonObject()
                .put("name", "邻里学院")
                .put("kind", "COLLEGE")
                .put("creditCode", "12520181MB0000001A")
                .put("contactName", "周老师")
                .put("contactPhone", "0851-8200001")
                .put("communities", new JsonArray().add(COMMUNITY))
                .put("accounts", new JsonArray().add("college-1"));
    }

    private String organisation() {
        return client.ok(Route.ORGANISATION_CREATE, staff, college()).getString("id");
    }

    private String team(String organisation) {
        String team = client.ok(
                        Route.TEAM_CREATE,
                        staff,
                        new JsonObject()
                                .put("name", "学院志愿队")
                                .put("leaderId", "v-1")
                                .put("organisation", organisation)
                                .put("communities", new JsonArray().add(COMMUNITY)))
                .getString("id");
        for (String id : List.of("v-1", "v-2", "v-3", "v-4")) {
            client.ok(Route.TEAM_INVITE, leader, new JsonObject(), team, id);
            client.ok(Route.TEAM_JOIN, client.token("volunteer", id), new JsonObject(), team, id);
        }
        return team;
    }

    private JsonObject order() {
        Instant start = Instant.now().plus(Duration.ofHours(5));
        return new JsonObject()
                .put("service", "talk")
                .put("location", new JsonObject().put("lat", 26.557).put("lng", 106.471))
                .put("address", "红枫湖镇 1 号")
                .put("community", COMMUNITY)
                .put("people", 3)
                .put(
                        "window",
                        new JsonObject()
                                .put("start", start.toString())
                                .put("end", start.plus(Duration.ofHours(3)).toString()));
    }

    private String activity(String leaderId, String community) {
        Instant start = Instant.now().plus(Duration.ofHours(26));
        return client.ok(
                        Route.ACTIVITY_CREATE,
                        client.token("admin", "boss"),
                        new JsonObject()
                                .put("title", "周三大扫除")
                                .put(
                                        "location",
                                        new JsonObject().put("lat", 26.557).put("lng", 106.471))
                                .put("community", community)
                                .put("places", 5)
                                .put("onBehalfOf", leaderId)
                                .put(
                                        "window",
                                        new JsonObject()
                                                .put("start", start.toString())
                                                .put(
                                                        "end",
                                                        start.plusSeconds(7200).toString())))
                .getString("id");
    }

    @Test
    void organisation_hearsOfItsTeamOrdersAndActivities_andNobodyElseOfThatAccount() {
        String team = team(organisation());
        Stream ears = client.stream(Wire.JSON, org, "", "me");
        JsonObject begin = ears.next("snapshot");
        assertThat(begin.getJsonArray("teams")).hasSize(1);
        Stream deaf = client.stream(Wire.JSON, client.token("resident", "college-1"), "", "me");
        assertThat(deaf.next("snapshot").getJsonArray("teams", new JsonArray())).isEmpty();
        client.ok(Route.TEAM_PUT, leader, new JsonObject().put("closed", true), team);
        assertThat(ears.next("team").getString("teamId")).isEqualTo(team);
        String activity = activity("l-9", COMMUNITY);
        assertThat(ears.next("activity").getString("activityId")).isEqualTo(activity);
        client.ok(
                Route.RESIDENT_PUT,
                client.token("agent", "a-1"),
                new JsonObject().put("name", "李秀英").put("community", COMMUNITY),
                "r-1");
        await().until(() ->
                client.call(Route.ORDER_CREATE, org, order().put("people", 1).put("onBehalfOf", "r-1"))
                                .status()
                        == 201);
        JsonObject order = ears.next("order");
        assertThat(order.getString("residentId")).isEqualTo("r-1");
        assertThat(order.containsKey("codeWord")).isFalse();
        client.ok(
                Route.ORDER_CANCEL,
                client.token("resident", "r-1"),
                new JsonObject().put("reason", "NOT_NEEDED"),
                order.getString("orderId"));
        assertThat(ears.next("order").getString("state")).isEqualTo("CANCELLED");
        assertThat(deaf.text()).isEqualTo("[]");
    }

    @Test
    void organisation_seesActivitiesOfItsPartnersAndOfItsTeamsLeaders_asNumbersAlone() {
        team(organisation());
        String partners = activity("l-9", COMMUNITY);
        String ownLeaders = activity("v-1", "百花社区");
        String others = activity("l-9", "百花社区");
        client.ok(Route.ACTIVITY_JOIN, client.token("volunteer", "v-2"), new JsonObject(), partners);
        await().until(() -> client.query(Route.ACTIVITY_LIST, leader, "")
                        .getJsonArray("activities")
                        .size()
                == 3);
        assertThat(client.query(Route.ACTIVITY_LIST, org, "").getJsonArray("activities"))
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactlyInAnyOrder(partners, ownLeaders);
        JsonObject seen = client.ok(Route.ACTIVITY_GET, org, null, partners);
        assertThat(seen.getInteger("joined")).isEqualTo(1);
        assertThat(seen.containsKey("people")).isFalse();
        assertThat(client.call(Route.ACTIVITY_GET, org, null, others).status()).isEqualTo(403);
        String stranger = client.token("org", "college-2");
        assertThat(client.query(Route.ACTIVITY_LIST, stranger, "").getJsonArray("activities"))
                .isEmpty();
        for (Route route : List.of(Route.ACTIVITY_JOIN, Route.ACTIVITY_CLOSE)) {
            assertThat(client.call(route, org, new JsonObject(), partners).status())
                    .as(route.name())
                    .isEqualTo(403);
        }
    }

    private static JsonObject people(String... ids) {
        return new JsonObject().put("people", new JsonArray(List.of(ids)));
    }

    @Test
    void orderForThree_isTakenByTheTeam_whoseLeaderNamesPeople() {
        String team = team(organisation());
        Stream ears = client.stream(Wire.JSON, leader, "", "me");
        ears.next("snapshot");
        String order = client.ok(Route.ORDER_CREATE, client.token("resident", "r-1"), order())
                .getString("id");
        JsonObject offer = ears.next("team.offer");
        assertThat(offer.getString("teamId")).isEqualTo(team);
        assertThat(offer.getInteger("seats")).isEqualTo(3);
        String id = offer.getString("offerId");

        JsonObject seen = client.ok(Route.TEAM_OFFER_GET, leader, null, id);
        assertThat(seen.getJsonArray("people")).hasSize(4);
        assertThat(seen.encode()).doesNotContain("红枫湖镇 1 号");
        assertThat(client.ok(Route.TEAM_OFFER_LIST, leader, null).getJsonArray("teamOffers"))
                .hasSize(1);
        Client.Said few = client.call(Route.TEAM_OFFER_ACCEPT, leader, people("v-1", "v-2"), id);
        assertThat(few.status()).isEqualTo(422);
        Client.Said no = client.call(Route.TEAM_OFFER_ACCEPT, leader, people("v-1", "v-2", "v-9"), id);
        assertThat(no.status()).isEqualTo(409);
        assertThat(no.body().getString("type")).endsWith("/team-people-refused");
        assertThat(no.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/people/2");
        String another = client.token("leader", "v-2");
        assertThat(client.call(Route.TEAM_OFFER_ACCEPT, another, people("v-1", "v-2", "v-3"), id)
                        .status())
                .isEqualTo(403);

        Stream named = client.stream(Wire.JSON, client.token("volunteer", "v-2"), "", "me");
        named.next("snapshot");
        JsonObject taken = client.ok(Route.TEAM_OFFER_ACCEPT, leader, people("v-1", "v-2", "v-3"), id);
        assertThat(taken.getString("state")).isEqualTo("ACCEPTED");
        JsonObject assignment = named.next("assignment");
        assertThat(assignment.getString("orderId")).isEqualTo(order);
        assertThat(assignment.getJsonObject("visit").getString("address")).isEqualTo("红枫湖镇 1 号");

        client.ok(
                Route.OFFER_HAND_BACK,
                client.token("volunteer", "v-2"),
                new JsonObject().put("reason", "UNWELL"),
                assignment.getString("offerId"));
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.call(Route.TEAM_OFFER_ACCEPT, leader, people("v-4"), id)
                                .status()
                        == 200);
        ears.close();
        named.close();
    }

    @Test
    void declined_isSaidPlainly_andOfferedByHandToTheSameTeamAgain() {
        String team = team(organisation());
        Stream ears = client.stream(Wire.PROTO, leader, "", "me");
        ears.next("snapshot");
        String order = client.ok(Route.ORDER_CREATE, client.token("resident", "r-1"), order())
                .getString("id");
        String id = ears.next("team.offer").getString("offerId");
        assertThat(client.ok(Route.TEAM_OFFER_DECLINE, leader, new JsonObject().put("reason", "NOT_NOW"), id)
                        .getString("state"))
                .isEqualTo("DECLINED");
        assertThat(client.call(Route.TEAM_OFFER_ACCEPT, leader, people("v-1", "v-2", "v-3"), id)
                        .body()
                        .getString("type"))
                .endsWith("/offer-closed");
        String dispatcher = client.token("dispatcher", "d-1");
        JsonObject again = client.ok(
                Route.ORDER_OFFER_TEAM,
                dispatcher,
                new JsonObject().put("team", team).put("reason", "队长答应了"),
                order);
        assertThat(again.getString("id")).isEqualTo(order + ".t2");
        JsonArray asked = client.ok(Route.ORDER_GET, dispatcher, null, order).getJsonArray("teamOffers");
        assertThat(asked.getJsonObject(0).getString("declineReason")).isEqualTo("NOT_NOW");
        assertThat(asked.getJsonObject(1).getString("state")).isEqualTo("SENT");
        assertThat(asked.getJsonObject(1).getString("teamName")).isEqualTo("学院志愿队");
        assertThat(asked.getJsonObject(1).getBoolean("byHand")).isTrue();
        JsonObject own = client.ok(Route.ORDER_GET, client.token("resident", "r-1"), null, order);
        assertThat(own.containsKey("teamOffers")).isFalse();
        ears.close();
    }

    @Test
    void teamsForAnOrder_areToldWithWhoCouldGoAndWhy_theFitOnesFirst() {
        String team = team(organisation());
        String small = client.ok(
                        Route.TEAM_CREATE,
                        client.token("admin", "boss"),
                        new JsonObject()
                                .put("name", "楼栋小队")
                                .put("leaderId", "v-2")
                                .put("communities", new JsonArray().add("别的社区")))
                .getString("id");
        String order = client.ok(Route.ORDER_CREATE, client.token("resident", "r-1"), order())
                .getString("id");
        String dispatcher = client.token("dispatcher", "d-1");
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.ok(Route.ORDER_TEAMS, dispatcher, null, order)
                                .getJsonArray("teams")
                                .size()
                        == 2);
        JsonObject choices = client.ok(Route.ORDER_TEAMS, dispatcher, null, order);
        assertThat(choices.getInteger("seats")).isEqualTo(3);
        JsonObject best = choices.getJsonArray("teams").getJsonObject(0);
        assertThat(best.getString("id")).isEqualTo(team);
        assertThat(best.getBoolean("fits")).isTrue();
        assertThat(best.getInteger("able")).isEqualTo(4);
        assertThat(best.getInteger("distanceMeters")).isBetween(0, 5_000);
        assertThat(best.getJsonArray("reasons").encode()).contains("队里有 4 人当时能去", "本社区或结对社区的志愿者");
        JsonObject other = choices.getJsonArray("teams").getJsonObject(1);
        assertThat(other.getString("id")).isEqualTo(small);
        assertThat(other.getBoolean("fits")).isFalse();
        String elsewhere = client.token("community", "c-2", new JsonArray().add("别的社区"));
        assertThat(client.call(Route.ORDER_TEAMS, elsewhere, null, order).status())
                .isEqualTo(403);
    }

    @Test
    void organisation_isSeenByItsOwnAccount_itsPartnersStaff_andNobodyElse() {
        String id = organisation();
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.ok(Route.ORGANISATION_LIST, org, null)
                                .getJsonArray("organisations")
                                .size()
                        == 1);
        assertThat(client.ok(Route.ORGANISATION_GET, org, null, id).getString("contactName"))
                .isEqualTo("周老师");
        String elsewhere = client.token("community", "c-2", new JsonArray().add("别的社区"));
        assertThat(client.call(Route.ORGANISATION_GET, elsewhere, null, id).status())
                .isEqualTo(403);
        assertThat(client.call(Route.ORGANISATION_GET, client.token("org", "college-2"), null, id)
                        .status())
                .isEqualTo(403);
        Client.Said stale =
                client.matching(Route.ORGANISATION_PUT, staff, new JsonObject().put("name", "新名"), "\"9\"", id);
        assertThat(stale.status()).isEqualTo(412);
        Client.Said wrong = client.call(
                Route.ORGANISATION_PUT, staff, new JsonObject().put("creditCode", "12520181MB0000001B"), id);
        assertThat(wrong.body().getString("type")).endsWith("/credit-code-invalid");
    }

    @Test
    void organisation_ordersForResidentsOfPartnerCommunitiesAlone() {
        organisation();
        for (String[] resident : new String[][] {{"r-7", COMMUNITY}, {"r-8", "别的社区"}}) {
            client.ok(
                    Route.RESIDENT_PUT,
                    client.token("admin", "boss"),
                    new JsonObject().put("name", "吴奶奶").put("community", resident[1]),
                    resident[0]);
        }
        JsonObject order = order().put("people", 1);
        order.remove("community");
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.call(Route.ORDER_CREATE, org, order.copy().put("onBehalfOf", "r-7"))
                                .status()
                        == 201);
        assertThat(client.call(Route.ORDER_CREATE, org, order.copy().put("onBehalfOf", "r-8"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void organisation_thatOrdersForItself_seesTheWordsOfItsDoor_andThoseOfNobodyElse() {
        organisation();
        client.ok(
                Route.RESIDENT_PUT,
                client.token("admin", "boss"),
                new JsonObject().put("name", "吴奶奶").put("community", COMMUNITY),
                "r-7");
        JsonObject body = order().put("people", 1);
        String own = client.ok(Route.ORDER_CREATE, org, body).getString("id");
        assertThat(client.ok(Route.ORDER_GET, org, null, own).getString("codeWord"))
                .isNotEmpty();
        await().atMost(NodeProcess.WITHIN)
                .until(() -> client.call(Route.ORDER_CREATE, org, body.copy().put("onBehalfOf", "r-7"))
                                .status()
                        == 201);
        JsonArray orders = client.ok(Route.ORDER_LIST, org, null).getJsonArray("orders");
        assertThat(orders.stream().map(JsonObject.class::cast))
                .filteredOn(order -> order.getString("residentId").equals("r-7"))
                .singleElement()
                .satisfies(order -> assertThat(order.containsKey("codeWord")).isFalse());
    }

    @Test
    void people_areNamedToWhoRunsTheTeam_andOneOfThemSeesOnlyTheOwnPart() {
        String team = team(organisation());
        for (String token : List.of(leader, staff, org)) {
            JsonArray people = client.ok(Route.TEAM_GET, token, null, team).getJsonArray("people");
            assertThat(people.getJsonObject(1).getString("name")).isNotEmpty();
            assertThat(people.encode()).doesNotContain("phone", "address");
        }
        JsonObject own = client.ok(Route.TEAM_GET, client.token("volunteer", "v-2"), null, team);
        assertThat(own.getString("ownState")).isEqualTo("JOINED");
        assertThat(own.containsKey("people")).isFalse();
        assertThat(client.call(Route.TEAM_GET, client.token("volunteer", "v-9"), null, team)
                        .status())
                .isEqualTo(403);
    }
}
