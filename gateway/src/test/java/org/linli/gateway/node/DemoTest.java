package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.demo.DemoCounty;
import org.linli.gateway.demo.DemoSettings;
import org.linli.gateway.demo.Habits;

/** The demo county at a whole node: what its pages open with. */
class DemoTest {
    @TempDir
    private Path data;

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static List<JsonObject> orders(Client client, String who, String which) {
        return objects(client.query(Route.ORDER_LIST, who, which).getJsonArray("orders"));
    }

    @Test
    void county_thatLives_hasACollegeWithATeamActivitiesAndOrders_enteredOnce() {
        Node node = Node.start(Street.settings(data, "full"));
        Client client = new Client(node.port());
        URI door = URI.create("http://127.0.0.1:" + node.port());
        DemoSettings small = new DemoSettings(520181, "520181", 6, 8, 2, 1_000, Habits.demo());
        String org = client.token("org", "o-1");
        String dispatcher = client.token("dispatcher", "d-1");
        for (int start = 0; start < 2; start++) {
            int before = orders(client, dispatcher, "").size();
            DemoCounty county = DemoCounty.start(door, small);
            try {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> orders(client, org, "mine=true").size() == 2
                                && orders(client, dispatcher, "").size() > before + 2);
            } finally {
                county.close();
            }
        }
        JsonObject college = objects(
                        client.query(Route.ORGANISATION_LIST, org, "").getJsonArray("organisations"))
                .get(0);
        assertThat(college.getJsonArray("communities")).contains("红枫社区", "青龙社区");
        JsonObject team = objects(client.query(Route.TEAM_LIST, client.token("volunteer", "l-1"), "")
                        .getJsonArray("teams"))
                .get(0);
        assertThat(team.getString("organisation")).isEqualTo(college.getString("id"));
        assertThat(team.getString("leaderId")).isEqualTo("l-1");
        assertThat(team.getInteger("joined")).isEqualTo(5);
        assertThat(team.getInteger("invited")).isEqualTo(1);
        assertThat(orders(client, org, "mine=true"))
                .extracting(order -> order.getInteger("people"))
                .containsExactlyInAnyOrder(3, 1);
        await().until(() -> client.query(Route.ACTIVITY_LIST, org, "")
                        .getJsonArray("activities")
                        .size()
                >= 3);
        assertThat(client.query(Route.ORGANISATION_LIST, client.token("admin", "boss"), "")
                        .getJsonArray("organisations"))
                .hasSize(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !client.query(Route.TEAM_OFFER_LIST, client.token("leader", "l-1"), "")
                        .getJsonArray("teamOffers")
                        .isEmpty());
        client.close();
        node.close();
    }
}
