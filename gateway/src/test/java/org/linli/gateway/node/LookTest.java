package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;
import org.linli.matcher.policy.PolicyReader;

/** Orders that a region's policy has staff look at first, at a whole node. */
class LookTest extends OnOneNode {
    @BeforeAll
    static void begin() {
        String careful = PolicyReader.defaultYaml("520181")
                .replace("  at: []\n", "  at: [NO_PHONE, FIRST_ORDER, DUPLICATE, BESIDE_EMERGENCY]\n");
        client.ok(Route.POLICY_PUBLISH, client.token("admin", "boss"), new JsonObject().put("yaml", careful));
    }

    private static String staff(String community) {
        return client.token("community", "c-" + community, new JsonArray().add(community));
    }

    private static JsonObject asked(String resident, String community) {
        JsonObject wish = Street.wish().put("community", community);
        return client.ok(Route.ORDER_CREATE, client.token("resident", resident), wish);
    }

    private static List<JsonObject> waiting(String token) {
        return client.query(Route.ORDER_LIST, token, "state=SUBMITTED").getJsonArray("orders").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject waitingOne(String token) {
        await().atMost(NodeProcess.WITHIN).until(() -> waiting(token).size() == 1);
        return waiting(token).get(0);
    }

    @Test
    void order_thatThePolicyHasLookedAt_waitsWithItsReasonsAndAClock_andIsChangedBeforeItOpens() {
        await().atMost(NodeProcess.WITHIN)
                .until(() -> asked("r-l0", "look-zero").getString("state").equals("SUBMITTED"));
        asked("r-l1", "look-a");
        String staff = staff("look-a");
        JsonObject order = waitingOne(staff);
        assertThat(order.getJsonObject("look").getJsonArray("codes")).containsExactly("NO_PHONE", "FIRST_ORDER");
        assertThat(order.getJsonObject("look").getString("due")).isNotEmpty();
        assertThat(waiting(staff("look-b"))).isEmpty();
        String id = order.getString("id");
        JsonObject change = new JsonObject()
                .put("outcome", "OPEN")
                .put("reason", "打电话问过")
                .put("change", new JsonObject().put("durationMinutes", 45).put("notes", "敲门要大声"));
        assertThat(client.call(Route.ORDER_REVIEW, staff("look-b"), change, id).status())
                .isEqualTo(403);
        client.ok(Route.ORDER_REVIEW, staff, change, id);
        JsonObject after = client.ok(Route.ORDER_GET, staff, null, id);
        assertThat(after.getString("state")).isEqualTo("OPEN");
        assertThat(after.getInteger("durationMinutes")).isEqualTo(45);
        assertThat(after.getString("notes")).isEqualTo("敲门要大声");
        assertThat(after.getString("address")).isEqualTo("红枫湖路 1 号");
    }

    @Test
    void order_refusedWithAReason_tellsItToTheResident_andStaffsOwnOrdersNeverWait() {
        String id = asked("r-l2", "look-c").getString("id");
        String staff = staff("look-c");
        JsonObject refusal = new JsonObject().put("outcome", "REFUSED");
        assertThat(client.call(Route.ORDER_REVIEW, staff, refusal, id).status()).isEqualTo(422);
        client.ok(Route.ORDER_REVIEW, staff, refusal.put("reason", "重复下单"), id);
        assertThat(client.ok(Route.ORDER_GET, client.token("resident", "r-l2"), null, id)
                        .getString("refusal"))
                .isEqualTo("重复下单");
        JsonObject met = Street.wish().put("community", "look-c").put("onBehalfOf", "r-l2");
        assertThat(client.ok(Route.ORDER_CREATE, staff, met).getString("state")).isEqualTo("OPEN");
    }
}
