package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.gateway.Linli;
import org.linli.gateway.access.Route;
import org.linli.gateway.audit.AuditCheck;

/** The log of a whole node as an auditor takes it, by the command line and by hand. */
class AuditTest extends OnOneNode {
    private static String order(String resident) {
        return client.ok(Route.ORDER_CREATE, client.token("resident", resident), Street.wish())
                .getString("id");
    }

    private static int audit(Path out) {
        return Linli.run(
                "audit",
                "--out",
                out.toString(),
                "--url",
                "http://127.0.0.1:" + node.port(),
                "--keys",
                data.toString());
    }

    private static HttpResponse<String> get(String token, String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/v1/audit" + query))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void audit_takesTheLogWhole_goesOnWhereItEnded_andTamperingIsFound() throws Exception {
        Path file = data.resolve("audit.ndjson");
        String first = order("r-1");
        assertThat(audit(file)).isZero();
        AuditCheck.Verdict before = AuditCheck.of(file);
        assertThat(before.isWhole()).as(before.fault()).isTrue();
        assertThat(Files.readString(file)).contains(first, "\"SUBMIT_ORDER\"").doesNotContain("红枫湖路");
        String second = order("r-2");
        Files.writeString(
                file, Files.readString(file) + "{\"type\":\"entry\",\"torn", java.nio.charset.StandardCharsets.UTF_8);
        assertThat(audit(file)).isZero();
        AuditCheck.Verdict after = AuditCheck.of(file);
        assertThat(after.isWhole()).as(after.fault()).isTrue();
        assertThat(after.entries()).isGreaterThan(before.entries());
        assertThat(Files.readString(file)).contains(second);
        assertThat(Linli.run("verify-audit", file.toString())).isZero();
        Path forged = data.resolve("forged.ndjson");
        Files.writeString(forged, Files.readString(file).replace("\"RESIDENT\"", "\"OFFICER\""));
        assertThat(Linli.run("verify-audit", forged.toString())).isEqualTo(1);
        assertThat(audit(forged)).isEqualTo(2);
    }

    @Test
    void emergency_itsCallUpsAndItsEnd_standInTheChain() throws Exception {
        Street street = new Street(client);
        String reserve = street.volunteer("v-audit");
        client.ok(Route.DUTY_PUT, reserve, new JsonObject().put("on", false), "v-audit");
        client.ok(Route.RESERVE_PUT, reserve, new JsonObject().put("reserve", true), "v-audit");
        String dispatcher = client.token("dispatcher", "d-audit");
        JsonObject storm =
                new JsonObject().put("kind", "STORM").put("text", "台风过境").put("pausedBelow", "URGENT");
        String id = client.ok(Route.EMERGENCY_BEGIN, dispatcher, storm).getString("id");
        await().until(() -> client.ok(Route.EMERGENCY_GET, dispatcher, null).getBoolean("running"));
        client.ok(Route.CALL_UP, dispatcher, new JsonObject());
        client.ok(Route.EMERGENCY_END, dispatcher, new JsonObject().put("id", id));

        Path file = data.resolve("emergency.ndjson");
        assertThat(audit(file)).isZero();
        assertThat(Linli.run("verify-audit", file.toString())).isZero();
        assertThat(Files.readAllLines(file).stream()
                        .map(JsonObject::new)
                        .filter(line -> line.getJsonObject("actor", new JsonObject())
                                .getString("subject", "")
                                .equals("d-audit"))
                        .map(line -> line.getString("what"))
                        .toList())
                .containsExactly("BEGIN_EMERGENCY", "CALL_UP_RESERVES", "END_EMERGENCY");
        Path forged = data.resolve("emergency-forged.ndjson");
        Files.writeString(forged, Files.readString(file).replace("\"END_EMERGENCY\"", "\"BEGIN_EMERGENCY\""));
        assertThat(Linli.run("verify-audit", forged.toString())).isEqualTo(1);
    }

    @Test
    void audit_ofAStretch_isThatStretch_fromTheArchiveAsFromTheStore() throws Exception {
        order("r-3");
        order("r-4");
        String auditor = client.token("auditor", "u-1");
        List<String> live = get(auditor, "?from=2&to=3").body().lines().toList();
        assertThat(live).hasSize(4);
        assertThat(new JsonObject(live.get(1)).getLong("sequence")).isEqualTo(2);
        assertThat(new JsonObject(live.get(2)).getLong("sequence")).isEqualTo(3);
        assertThat(new JsonObject(live.get(3)).getString("type")).isEqualTo("end");
        await().untilAsserted(() -> {
            try (var archived = Files.walk(DataPlace.archive(data, "520181"))) {
                assertThat(archived.filter(Files::isRegularFile)
                                .mapToLong(file -> file.toFile().length())
                                .sum())
                        .isGreaterThan(1_000);
            }
        });
        assertThat(get(auditor, "?from=2&to=3").body().lines().toList()).isEqualTo(live);
    }

    @Test
    void audit_isForAuditorsAlone_andItsPlacesAreChecked() throws Exception {
        assertThat(get(client.token("admin", "boss"), "").statusCode()).isEqualTo(403);
        assertThat(get(client.token("resident", "r-1"), "").statusCode()).isEqualTo(403);
        assertThat(get(client.token("auditor", "u-1"), "?from=yesterday").statusCode())
                .isEqualTo(422);
        assertThat(get(client.token("auditor", "u-1"), "?chain=none").statusCode())
                .isEqualTo(422);
    }
}
