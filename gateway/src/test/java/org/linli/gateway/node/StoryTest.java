package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linli.gateway.access.Route;
import org.linli.gateway.stream.CloseCode;
import org.linli.gateway.stream.Wire;

/** The whole story on a whole node: its own store, dispatcher, door. Every answer and frame is held against the documents. */
class StoryTest {
    private static final JsonObject HOME = new JsonObject().put("lat", 26.556).put("lng", 106.470);
    private static final JsonObject DOOR = new JsonObject().put("lat", 26.557).put("lng", 106.471);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Node node;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void story_fromTokenToTier_isPlayedAndKept(Wire wire) {
        String community = client.token("community", "c-1");
        String volunteer = client.token("volunteer", "v-1");
        String resident = client.token("resident", "r-1");
        enrol(community, "v-1", volunteer);
        try (Stream stream = client.stream(wire, volunteer, "")) {
            assertThat(stream.next("welcome").getBoolean("resumed")).isFalse();
            assertThat(stream.next("snapshot").getBoolean("last")).isTrue();
            JsonObject order = order(resident);
            JsonObject offer = stream.next("offer");
            assertThat(offer.getString("seq")).matches("[0-9]+-[0-9]+");
            assertThat(offer.getJsonObject("visit").containsKey("address")).isFalse();
            assertThat(offer.getJsonObject("visit").getJsonObject("location")).isNotEqualTo(DOOR);
            client.ok(Route.OFFER_ACCEPT, volunteer, new JsonObject(), offer.getString("offerId"));
            JsonObject assignment = stream.next("assignment");
            assertThat(assignment.getString("offerId")).isEqualTo(offer.getString("offerId"));
            JsonObject card = assignment.getJsonObject("visit");
            assertThat(card.getString("address")).isEqualTo("红枫湖路 1 号");
            assertThat(card.getJsonObject("location")).isEqualTo(DOOR);
            visit(volunteer, card, doorWords(volunteer, resident, card), resident);
        }
        JsonObject account = client.ok(Route.ACCOUNT_GET, volunteer, null, "v-1");
        assertThat(account.getInteger("minutes")).isEqualTo(60);
        assertThat(account.getString("tier")).isEqualTo("A");
        client.ok(Route.ENTRY_PROOF, volunteer, null, "v-1", "1");
    }

    private void enrol(String community, String id, String token) {
        JsonArray always = new JsonArray();
        for (int day = 1; day <= 7; day++) {
            always.add(new JsonObject().put("day", day).put("start", "00:00").put("end", "24:00"));
        }
        client.ok(
                Route.VOLUNTEER_PUT,
                community,
                new JsonObject()
                        .put("name", "王芳")
                        .put("phone", "13900000001")
                        .put("home", HOME)
                        .put("birthYear", 1980)
                        .put("shifts", always),
                id);
        client.ok(Route.DUTY_PUT, token, new JsonObject().put("on", true).put("location", HOME), id);
    }

    private JsonObject order(String resident) {
        return client.ok(
                Route.ORDER_CREATE,
                resident,
                new JsonObject()
                        .put("service", "talk")
                        .put("location", DOOR)
                        .put("durationMinutes", 60)
                        .put("address", "红枫湖路 1 号"));
    }

    /** The volunteer has the greeting alone, the resident both words. Gives the resident's code word. */
    private String doorWords(String volunteer, String resident, JsonObject card) {
        String orderId = card.getString("orderId");
        assertThat(card.containsKey("codeWord")).isFalse();
        assertThat(client.ok(Route.ORDER_GET, volunteer, null, orderId).containsKey("codeWord"))
                .isFalse();
        JsonObject own = client.ok(Route.ORDER_GET, resident, null, orderId);
        assertThat(own.getJsonArray("visits").getJsonObject(0).getString("greeting"))
                .hasSize(2)
                .isEqualTo(card.getString("greeting"));
        return own.getString("codeWord");
    }

    private void visit(String volunteer, JsonObject card, String codeWord, String resident) {
        String visit = card.getString("visitId");
        JsonObject presence = presence(codeWord);
        assertThat(client.ok(Route.VISIT_DEPART, volunteer, new JsonObject(), visit)
                        .getString("state"))
                .isEqualTo("EN_ROUTE");
        client.ok(Route.VISIT_CHECK_IN, volunteer, presence, visit);
        client.ok(Route.VISIT_CHECK_OUT, volunteer, presence, visit);
        assertThat(client.call(Route.VISIT_CHECK_OUT, volunteer, presence, visit)
                        .status())
                .isEqualTo(409);
        client.ok(Route.VISIT_CONFIRM, resident, new JsonObject(), visit);
        assertThat(client.ok(Route.ORDER_GET, resident, null, card.getString("orderId"))
                        .getString("state"))
                .isEqualTo("CLOSED");
    }

    private static JsonObject presence(String codeWord) {
        JsonObject code = new JsonObject().put("kind", "CODE").put("value", codeWord);
        return new JsonObject().put("location", DOOR).put("evidence", new JsonArray().add(code));
    }

    @Test
    void dispute_settledByStaff_postsOnlyWhatStands() {
        Street street = new Street(client);
        String volunteer = street.volunteer("v-3");
        String resident = client.token("resident", "r-9");
        String reviewer = client.token("reviewer", "w-1");
        String stands = disputed(street, volunteer, resident);
        String falls = disputed(street, volunteer, resident);
        assertThat(settled(resident, stands, "CONFIRMED", 0).status()).isEqualTo(403);
        assertThat(settled(reviewer, stands, "DONE", 0).status()).isEqualTo(422);
        assertThat(settled(reviewer, falls, "VOID", 20).status()).isEqualTo(422);
        assertThat(settled(reviewer, stands, "CONFIRMED", 20).body().getString("state"))
                .isEqualTo("CONFIRMED");
        assertThat(settled(reviewer, falls, "VOID", 0).body().getString("state"))
                .isEqualTo("VOID");
        assertThat(settled(reviewer, falls, "VOID", 0).status()).isEqualTo(409);
        JsonObject account = client.ok(Route.ACCOUNT_GET, volunteer, null, "v-3");
        assertThat(account.getInteger("minutes")).isEqualTo(20);
        assertThat(account.getInteger("entries")).isEqualTo(1);
    }

    private Client.Said settled(String token, String visit, String outcome, int minutes) {
        JsonObject body = new JsonObject().put("outcome", outcome).put("reason", "both were asked");
        return client.call(Route.VISIT_RESOLVE, token, minutes > 0 ? body.put("minutes", minutes) : body, visit);
    }

    /** A visit with everybody's evidence that the resident disputes all the same. Gives its id. */
    private String disputed(Street street, String volunteer, String resident) {
        JsonObject visit = assigned(street, volunteer, resident);
        String id = visit.getString("visitId");
        JsonObject presence = presence(client.ok(Route.ORDER_GET, resident, null, visit.getString("orderId"))
                .getString("codeWord"));
        client.ok(Route.VISIT_CHECK_IN, volunteer, presence, id);
        client.ok(Route.VISIT_CHECK_OUT, volunteer, presence, id);
        client.ok(Route.VISIT_DISPUTE, resident, new JsonObject().put("reason", "somebody else came"), id);
        return id;
    }

    /** Asks, and accepts what is offered. Gives the volunteer's assignment. */
    private JsonObject assigned(Street street, String volunteer, String resident) {
        String orderId = street.order(resident);
        await().atMost(NodeProcess.WITHIN).untilAsserted(() -> {
            street.acceptAll(volunteer);
            assertThat(street.state(resident, orderId)).isEqualTo("ASSIGNED");
        });
        return client.query(Route.VISIT_LIST, volunteer, "mine=true").getJsonArray("visits").stream()
                .map(JsonObject.class::cast)
                .filter(visit -> visit.getString("orderId").equals(orderId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void visit_handedBackByTheOfferThatItNames_isOpenAgain() {
        Street street = new Street(client);
        String volunteer = street.volunteer("v-2");
        String resident = client.token("resident", "r-8");
        JsonObject visit = assigned(street, volunteer, resident);
        client.ok(
                Route.OFFER_HAND_BACK, volunteer, new JsonObject().put("reason", "UNWELL"), visit.getString("offerId"));
        assertThat(street.state(resident, visit.getString("orderId"))).isEqualTo("OPEN");
    }

    @Test
    void node_startedAgain_stillHasWhatItAnswered() {
        String resident = client.token("resident", "r-2");
        String id = order(resident).getString("id");
        client.close();
        node.close();
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        assertThat(client.ok(Route.ORDER_GET, resident, null, id).getString("address"))
                .isEqualTo("红枫湖路 1 号");
    }

    @Test
    void request_sentTwice_isAnsweredTheSameAndTakesEffectOnce() {
        String resident = client.token("resident", "r-3");
        JsonObject body = new JsonObject().put("service", "talk").put("location", DOOR);
        Client.Said first = client.keyed(Route.ORDER_CREATE, resident, body, "key-1");
        Client.Said second = client.keyed(Route.ORDER_CREATE, resident, body, "key-1");
        assertThat(second).isEqualTo(first);
        assertThat(client.keyed(Route.ORDER_CREATE, resident, body.copy().put("people", 2), "key-1")
                        .status())
                .isEqualTo(422);
        assertThat(client.keyed(Route.ORDER_CREATE, resident, body, "").status())
                .isEqualTo(400);
        assertThat(client.keyed(Route.ORDER_CREATE, resident, body, "018f0000-0000-7000-8000-000000000000")
                        .status())
                .isEqualTo(409);
        assertThat(client.ok(Route.ORDER_LIST, resident, null).getJsonArray("orders"))
                .hasSize(1);
    }

    @Test
    void stream_comingBack_goesOnWhereItLeftOff() {
        String resident = client.token("resident", "r-4");
        String seen;
        try (Stream stream = client.stream(Wire.JSON, resident, "")) {
            stream.next("snapshot");
            order(resident);
            seen = stream.next("order").getString("seq");
        }
        String id = order(resident).getString("id");
        try (Stream stream = client.stream(Wire.JSON, resident, seen)) {
            assertThat(stream.next("welcome").getBoolean("resumed")).isTrue();
            assertThat(stream.next("order").getString("orderId")).isEqualTo(id);
        }
    }

    @Test
    void emergency_isReferred_andSaysWhereTo() {
        String agent = client.token("agent", "a-1");
        JsonObject reply = client.ok(
                Route.ORDER_CREATE,
                agent,
                new JsonObject().put("service", "medical-emergency").put("location", DOOR));
        assertThat(reply.getString("state")).isEqualTo("REFERRED");
        assertThat(reply.getString("referredTo")).isEqualTo("120");
    }

    @Test
    void profile_withAStaleIfMatch_isRefused() {
        String resident = client.token("resident", "r-5");
        JsonObject body = new JsonObject().put("name", "李奶奶").put("phone", "13800000005");
        client.ok(Route.RESIDENT_PUT, resident, body, "r-5");
        assertThat(client.matching(Route.RESIDENT_PUT, resident, body.put("name", "李"), "\"7\"", "r-5")
                        .status())
                .isEqualTo(412);
        assertThat(client.matching(Route.RESIDENT_PUT, resident, body, "\"1\"", "r-5")
                        .status())
                .isEqualTo(200);
        String agent = client.token("agent", "a-1");
        assertThat(client.query(Route.RESIDENT_FIND, agent, "phone=13800000005").getJsonArray("residents"))
                .hasSize(1);
    }

    @Test
    void socket_withoutAGoodHello_isClosedWithItsCode() {
        String resident = client.token("resident", "r-6");
        assertThat(client.closeCode(Wire.JSON, null, "{\"type\":\"hello\",\"ticket\":\"none\"}"))
                .isEqualTo(CloseCode.NOT_SIGNED_IN);
        assertThat(client.closeCode(Wire.JSON, resident, "[]")).isEqualTo(CloseCode.BAD_FRAME);
        assertThat(client.closeCode(Wire.JSON, resident, "{\"type\":\"hello\",\"topics\":[\"queue\"]}"))
                .isEqualTo(CloseCode.NOT_ALLOWED);
        assertThat(client.closeCode(
                        Wire.JSON, resident, "{\"type\":\"hello\",\"ticket\":\"" + "x".repeat(20_000) + "\"}"))
                .isEqualTo(CloseCode.FRAME_TOO_LARGE);
    }

    @Test
    void badInput_ofManyKinds_getsA4xxThatNamesIt() {
        String resident = client.token("resident", "r-7");
        for (String body : BadInput.BODIES) {
            Client.Said said = client.raw(Route.ORDER_CREATE, resident, body);
            assertThat(said.status())
                    .as(body.substring(0, Math.min(80, body.length())))
                    .isBetween(400, 499);
            assertThat(said.faults()).isEmpty();
        }
        assertThat(client.ok(Route.ORDER_LIST, resident, null).getJsonArray("orders"))
                .isEmpty();
    }
}
