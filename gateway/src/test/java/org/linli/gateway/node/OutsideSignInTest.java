package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.issuer.FakeIssuer;
import org.linli.gateway.stream.CloseCode;
import org.linli.gateway.stream.Wire;

/** Coming in to a whole node by an outside issuer, and being put out again. */
class OutsideSignInTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeIssuer ISSUER = new FakeIssuer(VERTX);

    @SuppressWarnings("NullAway.Init")
    private static Node node;

    @SuppressWarnings("NullAway.Init")
    private static Client client;

    @BeforeAll
    static void start() {
        Settings plain = Street.settings(data, "full");
        node = Node.start(new Settings(
                plain.demo(),
                plain.devTokens(),
                plain.roles(),
                plain.redis(),
                plain.join(),
                0,
                0,
                0,
                plain.data(),
                plain.keys(),
                plain.region(),
                plain.plan(),
                null,
                "",
                plain.bind(),
                0,
                100,
                DeviceSettings.NONE,
                ISSUER.settings(),
                null));
        client = new Client(node.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
        ISSUER.close();
        VERTX.close().await();
    }

    private static JsonObject begun() {
        return client.ok(Route.SIGN_IN_OUTSIDE, "", new JsonObject());
    }

    private static JsonObject back(JsonObject begun) {
        String[] stateAndCode = ISSUER.signIn(begun.getString("url"));
        return new JsonObject()
                .put("flow", begun.getString("flow"))
                .put("state", stateAndCode[0])
                .put("code", stateAndCode[1]);
    }

    private static JsonObject entered() {
        return client.ok(Route.SIGN_IN, "", back(begun()));
    }

    private static String problem(Client.Said said) {
        String type = said.body().getString("type", "");
        return said.status() + " " + type.substring(type.lastIndexOf('/') + 1);
    }

    @Test
    void staffOfTheIssuer_comeInAsTheOperatorMapped_andSeeTheirOwnCommunity() {
        assertThat(client.ok(Route.REGION_GET, "", null).getString("outsideSignIn"))
                .isEqualTo("县政务");
        JsonObject in = entered();
        assertThat(in.getJsonArray("roles")).containsExactly("community");
        assertThat(in.getString("subject")).matches("o-[0-9a-f]{24}");
        JsonObject again = client.keyed(
                        Route.SESSION_REFRESH,
                        "",
                        new JsonObject().put("refreshToken", in.getString("refreshToken")),
                        "k-1")
                .body();
        assertThat(again.getJsonArray("roles")).containsExactly("community");
        JsonObject file = new JsonObject().put("name", "张桂兰").put("community", "north");
        String token = again.getString("token");
        assertThat(client.call(Route.RESIDENT_CREATE, token, file).status()).isEqualTo(201);
        assertThat(client.call(Route.RESIDENT_CREATE, token, file.put("community", "south"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void session_fromOutside_endsByTheAdministratorsWord_atOnceAndWithItsStream() {
        JsonObject in = entered();
        String token = in.getString("token");
        try (Stream queue = client.stream(Wire.JSON, token, "", "queue")) {
            queue.next("snapshot");
            client.ok(Route.STAFF_DISABLE, client.token("admin", "boss"), new JsonObject(), in.getString("subject"));
            assertThat(queue.next("bye").getInteger("code")).isEqualTo(CloseCode.NOT_SIGNED_IN);
        }
        assertThat(problem(client.call(Route.ORDER_LIST, token, null))).isEqualTo("401 not-signed-in");
    }

    @Test
    void signIn_withAnothersStateOrFlowOrAUsedCode_isRefused() {
        JsonObject good = back(begun());
        assertThat(problem(client.call(Route.SIGN_IN, "", good.copy().put("state", "other"))))
                .isEqualTo("401 outside-sign-in-wrong");
        assertThat(problem(client.call(Route.SIGN_IN, "", good.copy().put("flow", begun().getString("flow")))))
                .isEqualTo("401 outside-sign-in-wrong");
        assertThat(problem(client.call(Route.SIGN_IN, "", good.copy().put("flow", client.token("admin", "boss")))))
                .isEqualTo("401 outside-sign-in-wrong");
        assertThat(client.call(Route.SIGN_IN, "", good).status()).isEqualTo(200);
        assertThat(problem(client.call(Route.SIGN_IN, "", good))).isEqualTo("401 outside-sign-in-wrong");
        assertThat(problem(client.call(Route.ORDER_LIST, good.getString("flow"), null)))
                .as("a flow is no token")
                .isEqualTo("401 not-signed-in");
    }
}
