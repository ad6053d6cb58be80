package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Two people are asked for at the door, and come together. */
class OrderForTwoTest {
    @TempDir
    private Path data;

    private Node node;
    private Client client;
    private Street street;

    @BeforeEach
    void start() {
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
        street = new Street(client);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private JsonObject order(String reader, String id) {
        return client.ok(Route.ORDER_GET, reader, null, id);
    }

    private String offer(String volunteer) {
        await().atMost(NodeProcess.WITHIN).until(() -> !street.offers(volunteer).isEmpty());
        return street.offers(volunteer).get(0);
    }

    private static Instant start(JsonObject visit) {
        return Instant.parse(visit.getString("start"));
    }

    @Test
    void orderForTwo_isOfferedToTwo_andARefusedSeatGoesToAThird() {
        String first = street.volunteer("v-1");
        String second = street.volunteer("v-2");
        String resident = client.token("resident", "r-1");
        JsonObject wish = Street.wish().put("people", 2);
        String id = client.ok(Route.ORDER_CREATE, resident, wish).getString("id");
        client.ok(Route.OFFER_ACCEPT, first, new JsonObject(), offer(first));
        client.ok(Route.OFFER_DECLINE, second, new JsonObject().put("reason", "NOT_NOW"), offer(second));
        assertThat(street.state(resident, id)).isEqualTo("OPEN");
        String third = street.volunteer("v-3");
        client.ok(Route.OFFER_ACCEPT, third, new JsonObject(), offer(third));
        List<JsonObject> visits = order(client.token("dispatcher", "d-1"), id).getJsonArray("visits").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(visits)
                .hasSize(2)
                .allSatisfy(visit -> assertThat(visit.getString("state")).isEqualTo("ASSIGNED"));
        assertThat(Duration.between(start(visits.get(1)), start(visits.get(0))).abs())
                .isLessThan(Duration.ofMinutes(15));
        assertThat(street.state(resident, id)).isEqualTo("ASSIGNED");
    }
}
