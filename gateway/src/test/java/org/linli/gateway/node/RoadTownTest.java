package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Route;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.road.Roads;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/** A node that was given the roads of a town (Monaco's) offers by them. */
class RoadTownTest {
    private static final Path MONACO = Path.of("..", "matcher", "src", "test", "resources", "osm", "monaco.osm.gz");
    private static final Spot CASINO = Spot.ofE7(437_392_000, 74_277_000);
    private static final Spot PALACE = Spot.ofE7(437_314_000, 74_202_000);

    @TempDir
    private Path data;

    @Test
    void offer_whereRoadsAreKnown_saysHowLongTheWayAlongThemTakes() {
        RegionPolicy policy = PolicyReader.read(yaml());
        TravelTimes byRoad = Roads.read(MONACO, data.resolve("judge")).apply(policy);
        int onFoot = byRoad.seconds(CASINO, PALACE, TravelMode.TRAVEL_MODE_WALK);
        try (Node node = Node.start(settings());
                Client client = new Client(node.port())) {
            client.ok(Route.POLICY_PUBLISH, client.token("admin", "a-1"), new JsonObject().put("yaml", yaml()));
            String volunteer = volunteer(client);
            String resident = client.token("resident", "r-1");
            client.ok(Route.ORDER_CREATE, resident, Street.wish().put("location", json(PALACE)));
            await().atMost(NodeProcess.WITHIN)
                    .until(() -> !offers(client, volunteer).isEmpty());
            assertThat(offers(client, volunteer).getJsonObject(0).getInteger("travelSeconds"))
                    .isEqualTo(onFoot);
        }
    }

    private Settings settings() {
        return new Settings(
                false,
                true,
                Set.of(Settings.GATEWAY, Settings.MATCHER),
                "",
                List.of(),
                0,
                0,
                0,
                data.resolve("node"),
                data.resolve("node"),
                "520181",
                "full",
                MONACO,
                "",
                "127.0.0.1",
                0,
                1000,
                DeviceSettings.NONE,
                null,
                null);
    }

    private static String volunteer(Client client) {
        JsonArray always = new JsonArray();
        for (int day = 1; day <= 7; day++) {
            always.add(new JsonObject().put("day", day).put("start", "00:00").put("end", "24:00"));
        }
        JsonObject profile = new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000001")
                .put("home", json(CASINO))
                .put("birthYear", 1980)
                .put("shifts", always);
        client.ok(Route.VOLUNTEER_PUT, client.token("community", "c-1"), profile, "v-1");
        String token = client.token("volunteer", "v-1");
        JsonObject duty = new JsonObject()
                .put("on", true)
                .put("location", json(CASINO))
                .put("travelMode", "WALK")
                .put("maxTravelMinutes", 60);
        client.ok(Route.DUTY_PUT, token, duty, "v-1");
        return token;
    }

    private static JsonArray offers(Client client, String volunteer) {
        return client.query(Route.OFFER_LIST, volunteer, "mine=true").getJsonArray("offers");
    }

    private static JsonObject json(Spot spot) {
        return new JsonObject().put("lat", spot.latE7() / 1e7).put("lng", spot.lngE7() / 1e7);
    }

    /** The default policy, for a rectangle round the town. */
    private static String yaml() {
        return PolicyReader.defaultYaml("520181")
                .replaceFirst("southWest: \\{[^}]*}", "southWest: {lat: 43.7200, lng: 7.4000}")
                .replaceFirst("northEast: \\{[^}]*}", "northEast: {lat: 43.7600, lng: 7.4500}")
                .replaceFirst(
                        "(?s)ring: \\[.*?\\]\\s*\\]",
                        "ring: [[7.40, 43.72], [7.45, 43.72], [7.45, 43.76], [7.40, 43.76]]");
    }
}
