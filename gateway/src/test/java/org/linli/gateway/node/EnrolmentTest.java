package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;

/** From an application to an offer, through HTTP: staff approve, refuse, verify, and what is missing is not offered. */
class EnrolmentTest {
    private static final JsonObject HOME = new JsonObject().put("lat", 26.556).put("lng", 106.470);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Node node;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @SuppressWarnings("NullAway.Init")
    private String staff;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        staff = client.token("community", "c-1", new JsonArray().add("north"));
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private JsonObject application(int birthYear) {
        return new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000001")
                .put("home", HOME)
                .put("birthYear", birthYear)
                .put("communities", new JsonArray().add("north"))
                .put(
                        "skills",
                        new JsonArray()
                                .add(new JsonObject().put("skill", "nursing").put("level", 1)));
    }

    private void apply(String id, int birthYear) {
        assertThat(client.ok(Route.VOLUNTEER_APPLY, client.token("volunteer", id), application(birthYear))
                        .getString("state"))
                .isEqualTo("PENDING");
    }

    private JsonObject queue(String token) {
        return client.ok(Route.ENROLMENT_GET, token, null);
    }

    private JsonObject waiting(String id) {
        await().until(() -> queue(staff).getJsonArray("waiting").encode().contains(id));
        return queue(staff).getJsonArray("waiting").getJsonObject(0);
    }

    private JsonObject file(String id) {
        return client.ok(Route.VOLUNTEER_GET, staff, null, id);
    }

    /** What is answered just now: the order explained, or that no advice came in time, as it may on a busy machine. */
    private String explanation(String token, String order) {
        Client.Said said = client.call(Route.ORDER_EXPLAIN, token, null, order);
        assertThat(said.status()).as(said.toString()).isIn(200, 503);
        return said.body().encode();
    }

    private static String inDays(int days) {
        return Instant.now()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    @Test
    void application_thatStaffPutOnTheMap_stillWaitsForTheirWord() {
        apply("v-1", 1980);
        waiting("v-1");
        JsonObject moved = application(1980)
                .put("home", new JsonObject().put("lat", 26.561).put("lng", 106.472));
        assertThat(client.ok(Route.VOLUNTEER_PUT, staff, moved, "v-1").getString("state"))
                .isEqualTo("PENDING");
        assertThat(file("v-1").getJsonObject("home").getDouble("lat")).isEqualTo(26.561);
        assertThat(waiting("v-1").getString("id")).isEqualTo("v-1");
    }

    @Test
    void application_waitsWithItsCommunitysStaff_isRefusedWithAReason_andApprovedWhenItComesAgain() {
        apply("v-1", 1980);
        assertThat(waiting("v-1").getString("name")).isEqualTo("王芳");
        String south = client.token("community", "c-2", new JsonArray().add("south"));
        assertThat(queue(south).getJsonArray("waiting")).isEmpty();
        JsonObject refusal = new JsonObject().put("state", "REFUSED").put("note", "请先参加照护培训");
        assertThat(client.call(Route.VOLUNTEER_APPROVE, south, refusal, "v-1").status())
                .isIn(403, 422);
        assertThat(client.call(Route.VOLUNTEER_APPROVE, staff, refusal, "v-1").status())
                .isEqualTo(422);
        client.ok(Route.VOLUNTEER_APPROVE, staff, refusal.put("reason", "NO_PAPERS"), "v-1");
        assertThat(client.call(Route.VOLUNTEER_APPROVE, south, refusal, "v-1").status())
                .isEqualTo(403);
        JsonObject own = client.ok(Route.VOLUNTEER_GET, client.token("volunteer", "v-1"), null, "v-1");
        assertThat(own.getString("state")).isEqualTo("REFUSED");
        assertThat(own.getString("decisionReason")).isEqualTo("NO_PAPERS");
        assertThat(own.getString("decisionNote")).isEqualTo("请先参加照护培训");
        await().until(() -> queue(staff).getInteger("waitingCount") == 0);
        apply("v-1", 1980);
        waiting("v-1");
        client.ok(Route.VOLUNTEER_APPROVE, staff, new JsonObject(), "v-1");
        assertThat(file("v-1").getString("state")).isEqualTo("APPROVED");
        assertThat(file("v-1").containsKey("decisionReason")).isFalse();
    }

    @Test
    void service_thatAsksForPapers_isOfferedOnlyWhenTheyAreInForce_andRenewalsAreShownAhead() {
        apply("v-1", 1980);
        client.ok(Route.VOLUNTEER_APPROVE, staff, new JsonObject(), "v-1");
        String volunteer = client.token("volunteer", "v-1");
        client.ok(Route.DUTY_PUT, volunteer, new JsonObject().put("on", true).put("location", HOME), "v-1");
        JsonObject skill =
                new JsonObject().put("skill", "nursing").put("level", 1).put("verifiedUntil", inDays(200));
        JsonObject insurance = new JsonObject().put("paper", "insurance").put("until", inDays(10));
        client.ok(
                Route.VOLUNTEER_VERIFY,
                staff,
                new JsonObject()
                        .put("skills", new JsonArray().add(skill))
                        .put("papers", new JsonArray().add(insurance)),
                "v-1");
        String order = client.ok(
                        Route.ORDER_CREATE,
                        client.token("resident", "r-1"),
                        Street.wish().put("service", "bathing"))
                .getString("id");
        String dispatcher = client.token("dispatcher", "d-1");
        String explained =
                await().until(() -> explanation(dispatcher, order), answer -> answer.contains("paper-missing"));
        assertThat(explained).contains("照护培训未登记或已过期", "如果登记有效的照护培训");
        assertThat(new Street(client).offers(volunteer)).isEmpty();
        await().until(() -> queue(staff).getInteger("renewalCount") == 1);
        assertThat(queue(staff).getJsonArray("renewals").getJsonObject(0).getString("code"))
                .isEqualTo("insurance");
        client.ok(
                Route.VOLUNTEER_VERIFY,
                staff,
                new JsonObject()
                        .put(
                                "papers",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("paper", "care-training")
                                                .put("until", inDays(400)))),
                "v-1");
        await().until(() -> !new Street(client).offers(volunteer).isEmpty());
        JsonObject seen = file("v-1").getJsonArray("papers").getJsonObject(1);
        assertThat(seen.getString("seenBy")).isEqualTo("c-1");
    }

    @Test
    void somebodyUnder18_servesWithAGuardiansConsentOnly_andHasNeitherTierNorScore() {
        apply("v-1", 2012);
        assertThat(waiting("v-1").getBoolean("consentMissing")).isTrue();
        assertThat(client.call(Route.VOLUNTEER_APPROVE, staff, new JsonObject(), "v-1")
                        .body()
                        .encode())
                .contains("guardian-consent-missing");
        client.ok(Route.VOLUNTEER_VERIFY, staff, new JsonObject().put("guardianConsent", true), "v-1");
        client.ok(Route.VOLUNTEER_APPROVE, staff, new JsonObject(), "v-1");
        JsonObject file = file("v-1");
        assertThat(file.getString("state")).isEqualTo("APPROVED");
        assertThat(file.containsKey("tier")).isFalse();
        String own = client.token("volunteer", "v-1");
        await().untilAsserted(() -> {
            JsonObject account = client.ok(Route.ACCOUNT_GET, own, null, "v-1");
            assertThat(account.containsKey("tier")).isFalse();
            assertThat(account.containsKey("score")).isFalse();
        });
        assertThat(client.call(Route.VOLUNTEER_PUT, own, application(1990), "v-1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void guardian_ofAResident_ordersForThem_andSomebodyElseDoesNot() {
        JsonObject resident = new JsonObject()
                .put("name", "陈小朋友")
                .put("phone", "085182520001")
                .put("home", HOME)
                .put("community", "north")
                .put("guardian", "r-2");
        client.ok(Route.RESIDENT_CREATE_AT, staff, resident, "r-1");
        JsonObject wish = Street.wish().put("onBehalfOf", "r-1");
        await().untilAsserted(() -> assertThat(client.call(Route.ORDER_CREATE, client.token("resident", "r-2"), wish)
                        .status())
                .isEqualTo(201));
        assertThat(client.call(Route.ORDER_CREATE, client.token("resident", "r-3"), wish)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void residentWithoutAPosition_isShownToStaff() {
        JsonObject body = new JsonObject()
                .put("kind", "residents")
                .put(
                        "rows",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("row", 2)
                                        .put("name", "陈奶奶")
                                        .put("phone", "085182520001")
                                        .put("address", "红枫湖路 1 号")
                                        .put("community", "north")));
        client.ok(Route.IMPORT, staff, body);
        await().until(() -> queue(staff).getInteger("withoutPositionCount") == 1);
        assertThat(queue(staff).getJsonArray("withoutPosition").getJsonObject(0).getString("name"))
                .isEqualTo("陈奶奶");
    }
}
