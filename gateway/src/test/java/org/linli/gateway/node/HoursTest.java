package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;

/** Hours that wait for staff's word at a whole node: confirmed by a second party, or settled after both sides spoke. */
class HoursTest extends OnOneNode {
    @SuppressWarnings("NullAway.Init")
    private static Street street;

    @BeforeAll
    static void begin() {
        street = new Street(client);
    }

    private static String staff(String community) {
        return client.token("community", "c-" + community, new JsonArray().add(community));
    }

    private static List<JsonObject> hours(String token, String state) {
        return client.query(Route.HOUR_LIST, token, "state=" + state).getJsonArray("hours").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject waiting(String token, String state, String visit) {
        return await().atMost(NodeProcess.WITHIN)
                .until(
                        () -> hours(token, state).stream()
                                .filter(hour -> hour.getString("id").equals(visit))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** A visit of the community that is done, and not confirmed. Gives its id. */
    private static String done(String community, String volunteer, String resident) {
        String asking = client.token("resident", resident);
        String serving = street.volunteer(volunteer);
        String order = client.ok(Route.ORDER_CREATE, asking, Street.wish().put("community", community))
                .getString("id");
        await().atMost(NodeProcess.WITHIN).untilAsserted(() -> {
            street.acceptAll(serving);
            assertThat(street.state(asking, order)).isEqualTo("ASSIGNED");
        });
        client.ok(Route.DUTY_PUT, serving, new JsonObject().put("on", false), volunteer);
        JsonObject code = new JsonObject()
                .put("kind", "CODE")
                .put("value", client.ok(Route.ORDER_GET, asking, null, order).getString("codeWord"));
        JsonObject here = new JsonObject()
                .put("location", new JsonObject().put("lat", 26.557).put("lng", 106.471))
                .put("evidence", new JsonArray().add(code));
        client.ok(Route.VISIT_CHECK_IN, serving, here, order + ".1");
        client.ok(Route.VISIT_CHECK_OUT, serving, here, order + ".1");
        return order + ".1";
    }

    @Test
    void visit_doneInACommunity_waitsForItsStaffWithTheEvidence_andIsConfirmedByThem() {
        String visit = done("hours-north", "v-h1", "r-h1");
        JsonObject hour = waiting(staff("hours-north"), "DONE", visit);
        assertThat(hour.getString("kind")).isEqualTo("VISIT");
        assertThat(hour.getString("volunteerName")).isEqualTo("王芳");
        assertThat(hour.getJsonObject("checkIn").getJsonArray("evidence").stream()
                        .map(piece -> ((JsonObject) piece).getString("kind")))
                .containsExactly("POSITION", "CODE");
        assertThat(hours(staff("hours-south"), "DONE")).isEmpty();
        assertThat(client.call(Route.VISIT_CONFIRM, staff("hours-south"), new JsonObject(), visit)
                        .status())
                .isEqualTo(403);
        client.ok(Route.VISIT_CONFIRM, staff("hours-north"), new JsonObject(), visit);
        await().until(() -> hours(staff("hours-north"), "DONE").isEmpty());
        JsonObject entry = client.ok(Route.ENTRY_LIST, client.token("volunteer", "v-h1"), null, "v-h1")
                .getJsonArray("entries")
                .getJsonObject(0);
        assertThat(entry.getString("confirmedAs")).isEqualTo("community");
    }

    @Test
    void dispute_showsBothSidesWordsToItsStaff_andIsSettledWithAReason() {
        String visit = done("words-north", "v-h2", "r-h2");
        String volunteer = client.token("volunteer", "v-h2");
        JsonObject said = new JsonObject().put("words", "门卫看见我来了");
        assertThat(client.call(Route.VISIT_ANSWER, volunteer, said, visit).status())
                .isEqualTo(409);
        client.ok(Route.VISIT_DISPUTE, client.token("resident", "r-h2"), new JsonObject().put("reason", "没有人来"), visit);
        assertThat(client.call(Route.VISIT_ANSWER, client.token("volunteer", "v-h1"), said, visit)
                        .status())
                .isEqualTo(403);
        client.ok(Route.VISIT_ANSWER, volunteer, said, visit);
        String staff = staff("words-north");
        JsonObject hour = await().until(() -> waiting(staff, "DISPUTED", visit), one -> one.containsKey("answer"));
        assertThat(hour.getString("answer")).isEqualTo("门卫看见我来了");
        assertThat(hour.getJsonObject("dispute").getString("reason")).isEqualTo("没有人来");
        assertThat(hour.getJsonObject("dispute").getJsonObject("by").getString("role"))
                .isEqualTo("resident");
        JsonObject settled =
                new JsonObject().put("outcome", "CONFIRMED").put("minutes", 20).put("reason", "门卫证实");
        client.ok(Route.VISIT_RESOLVE, staff, settled, visit);
        await().until(() -> hours(staff, "DISPUTED").isEmpty());
    }

    @Test
    void hours_ofAStateThatDoesNotWait_areRefused() {
        String staff = staff("hours-north");
        assertThat(client.query(Route.HOUR_LIST, staff, "state=VOID").getString("type"))
                .endsWith("/field-invalid");
    }
}
