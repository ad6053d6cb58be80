package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;

/** A reply, once given, is given for ever, also to somebody who could not do the same again. */
class KeptReplyTest {
    @TempDir
    private Path data;

    @Test
    void departure_sentAgainAfterTheVisitWasHandedBack_getsTheAnswerOfTheFirst() {
        try (Node node = Node.start(Street.settings(data, "full"));
                Client client = new Client(node.port())) {
            Street street = new Street(client);
            String volunteer = street.volunteer("v-1");
            String order = street.order(client.token("resident", "r-1"));
            await().atMost(NodeProcess.WITHIN)
                    .until(() -> !street.offers(volunteer).isEmpty());
            String offer = street.offers(volunteer).get(0);
            String visit = order + ".1";
            client.ok(Route.OFFER_ACCEPT, volunteer, new JsonObject(), offer);
            Client.Said first = client.keyed(Route.VISIT_DEPART, volunteer, new JsonObject(), "depart-1", visit);
            assertThat(first.status()).isEqualTo(200);
            client.ok(Route.OFFER_HAND_BACK, volunteer, new JsonObject(), offer);

            Client.Said again = client.keyed(Route.VISIT_DEPART, volunteer, new JsonObject(), "depart-1", visit);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            Client.Said anew = client.keyed(Route.VISIT_DEPART, volunteer, new JsonObject(), "depart-2", visit);
            assertThat(anew.status()).isEqualTo(403);
            Client.Said other =
                    client.keyed(Route.VISIT_DEPART, volunteer, new JsonObject().put("at", "x"), "depart-1", visit);
            assertThat(other.status()).isBetween(400, 499);
        }
    }
}
