package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;

/** Visits of a blackout at a whole node: entered by one of the community's staff, decided by another. */
class LateTest extends OnOneNode {
    private static final byte[] PDF = "%PDF-1.7 a sheet".getBytes(StandardCharsets.US_ASCII);

    @BeforeAll
    static void begin() {
        Street street = new Street(client);
        street.volunteer("v-late1");
        street.volunteer("v-late2");
    }

    private static String staff(String name, String community) {
        return client.token("community", name, new JsonArray().add(community));
    }

    private static JsonObject visit(String volunteer, String name, long hoursAgo) {
        Instant came = Instant.now().minus(Duration.ofHours(hoursAgo));
        return new JsonObject()
                .put("volunteerId", volunteer)
                .put("service", "talk")
                .put("resident", new JsonObject().put("name", name).put("address", "3 栋 502"))
                .put("came", came.toString())
                .put("left", came.plus(Duration.ofMinutes(45)).toString())
                .put("scan", Base64.getEncoder().encodeToString(PDF))
                .put("scanType", "application/pdf");
    }

    private static List<JsonObject> waiting(String token) {
        return client.ok(Route.LATE_LIST, token, null).getJsonArray("entries").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void visitOfABlackout_enteredByOneAndApprovedByAnother_isDoneAndMarkedInTheLedger() {
        String one = staff("c-1", "late-a");
        String other = staff("c-2", "late-a");
        String id = client.ok(Route.LATE_ENTER, one, visit("v-late1", "孙玉兰", 5)).getString("id");
        assertThat(waiting(one)).singleElement().satisfies(entry -> {
            assertThat(entry.getBoolean("own")).isTrue();
            assertThat(entry.getString("residentName")).isEqualTo("孙玉兰");
        });
        assertThat(waiting(staff("c-3", "late-b"))).isEmpty();
        assertThat(client.call(Route.LATE_SCAN, staff("c-3", "late-b"), null, id)
                        .status())
                .isEqualTo(403);
        JsonObject scan = client.ok(Route.LATE_SCAN, other, null, id);
        assertThat(Base64.getDecoder().decode(scan.getString("data"))).isEqualTo(PDF);
        JsonObject yes = new JsonObject().put("approve", true);
        Client.Said alone = client.call(Route.LATE_DECIDE, one, yes, id);
        assertThat(alone.status()).isEqualTo(409);
        assertThat(alone.body().getString("detail")).contains("两个人");
        assertThat(client.ok(Route.LATE_DECIDE, other, yes, id).getString("state"))
                .isEqualTo("APPROVED");
        assertThat(client.call(Route.LATE_SCAN, other, null, id).status()).isEqualTo(404);
        assertThat(waiting(other)).isEmpty();
        JsonObject hour = await().atMost(NodeProcess.WITHIN)
                .until(
                        () -> client.query(Route.HOUR_LIST, other, "state=DONE").getJsonArray("hours"),
                        hours -> !hours.isEmpty())
                .getJsonObject(0);
        assertThat(hour.getBoolean("late")).isTrue();
        assertThat(client.call(Route.VISIT_CONFIRM, one, new JsonObject(), hour.getString("id"))
                        .status())
                .isEqualTo(409);
        client.ok(Route.VISIT_CONFIRM, other, new JsonObject(), hour.getString("id"));
        JsonObject entry = client.ok(Route.ENTRY_LIST, client.token("volunteer", "v-late1"), null, "v-late1")
                .getJsonArray("entries")
                .getJsonObject(0);
        assertThat(entry.getBoolean("late")).isTrue();
        assertThat(entry.getInteger("minutes")).isEqualTo(45);
    }

    @Test
    void volunteer_whoseDayIsFull_andAScanThatIsNone_areRefusedInWords() {
        String one = staff("c-4", "late-c");
        JsonObject noScan =
                visit("v-late2", "周玉珍", 30).put("scan", Base64.getEncoder().encodeToString(new byte[9]));
        assertThat(client.call(Route.LATE_ENTER, one, noScan).body().encode()).contains("JPEG");
        for (int hours = 0; hours < 3; hours++) {
            client.ok(Route.LATE_ENTER, one, atNoon("v-late2", hours));
        }
        Client.Said full = client.call(Route.LATE_ENTER, one, atNoon("v-late2", 3));
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.body().getString("detail")).contains("3");
        Client.Said future = client.call(Route.LATE_ENTER, one, visit("v-late1", "周玉珍", 0));
        assertThat(future.status()).isEqualTo(422);
    }

    @Test
    void sheet_ofACommunity_namesWhoIsExpectedWhere_toItsStaffAlone_andItsResultsAreEnteredFromIt() {
        Street street = new Street(client);
        String serving = street.volunteer("v-late3");
        String asking = client.token("resident", "r-sheet");
        String order = client.ok(Route.ORDER_CREATE, asking, Street.wish().put("community", "sheet-a"))
                .getString("id");
        await().atMost(NodeProcess.WITHIN).untilAsserted(() -> {
            street.acceptAll(serving);
            street.acceptAll(client.token("volunteer", "v-late1"));
            street.acceptAll(client.token("volunteer", "v-late2"));
            assertThat(street.state(asking, order)).isEqualTo("ASSIGNED");
        });
        String one = staff("c-5", "sheet-a");
        JsonObject row = await().until(
                        () -> client.query(Route.SHEET_GET, one, "community=sheet-a")
                                .getJsonArray("visits"),
                        visits -> !visits.isEmpty()
                                && visits.getJsonObject(0).getString("state").equals("ASSIGNED"))
                .getJsonObject(0);
        assertThat(row.getString("address")).isEqualTo("红枫湖路 1 号");
        assertThat(row.getString("volunteerName")).isEqualTo("王芳");
        assertThat(row.getString("volunteerPhoneMasked")).isEqualTo("139****0001");
        assertThat(client.query(Route.SHEET_GET, staff("c-6", "sheet-b"), "community=sheet-a")
                        .getString("type"))
                .endsWith("/not-allowed");
        assertThat(client.ok(Route.READING_LIST, asking, null, "r-sheet")
                        .getJsonArray("readings")
                        .encode())
                .contains("\"table\":\"sheet\"");
        Instant left = Instant.now();
        JsonObject result = visit(row.getString("volunteerId"), "", 1)
                .put("visitId", row.getString("visitId"))
                .put("came", left.minus(Duration.ofMinutes(20)).toString())
                .put("left", left.toString());
        assertThat(client.dryRun(Route.LATE_ENTER, one, result).status()).isEqualTo(200);
        assertThat(client.dryRun(Route.LATE_ENTER, one, result.copy().put("volunteerId", "v-other"))
                        .status())
                .isEqualTo(409);
        assertThat(waiting(one)).isEmpty();
        String id = client.ok(Route.LATE_ENTER, one, result).getString("id");
        client.ok(Route.LATE_DECIDE, staff("c-7", "sheet-a"), new JsonObject().put("approve", true), id);
        assertThat(street.state(asking, order)).isEqualTo("DONE");
    }

    /** On one day of the region's, the day before yesterday. */
    private static JsonObject atNoon(String volunteer, int hours) {
        Instant came = Instant.now()
                .plus(Duration.ofHours(8))
                .truncatedTo(ChronoUnit.DAYS)
                .minus(Duration.ofHours(8 + 48))
                .plus(Duration.ofHours(12 + hours));
        return visit(volunteer, "周玉珍", 1)
                .put("came", came.toString())
                .put("left", came.plus(Duration.ofMinutes(30)).toString());
    }
}
