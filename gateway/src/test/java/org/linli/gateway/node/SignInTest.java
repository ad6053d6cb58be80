package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.linli.gateway.Linli;
import org.linli.gateway.access.Base32;
import org.linli.gateway.access.Route;
import org.linli.gateway.access.Totp;
import org.linli.gateway.stream.CloseCode;
import org.linli.gateway.stream.Wire;
import org.slf4j.LoggerFactory;

/** Coming in and going out at a whole node: staff by password and authenticator, neighbours by telephone. */
class SignInTest extends OnOneNode {
    private static final String PASSWORD = "correct horse battery";

    /** What the command said, and the code with which it ended. */
    private record Ran(int code, String said) {
        byte[] secret() {
            Matcher found = Pattern.compile("secret=([A-Z2-7]+)").matcher(said);
            assertThat(found.find()).as(said).isTrue();
            return Base32.decode(found.group(1)).orElseThrow();
        }
    }

    /** Runs {@code linli users}, with this line on its standard input. */
    private static Ran users(String input, String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = "users";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--url";
        all[arguments.length + 2] = "http://localhost:" + node.port();
        all[arguments.length + 3] = "--keys";
        all[arguments.length + 4] = data.toString();
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)));
            int code = Linli.run(all);
            return new Ran(code, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }

    private static byte[] add(String name, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "add";
        all[1] = name;
        System.arraycopy(more, 0, all, 2, more.length);
        return users(PASSWORD, all).secret();
    }

    private static Client.Said enter(String user, String password, String code) {
        return client.call(
                Route.SIGN_IN,
                "",
                new JsonObject().put("user", user).put("password", password).put("code", code));
    }

    /** The code now, or with steps the one so much later or earlier. */
    private static String code(byte[] secret, int steps) {
        return Totp.code(secret, System.currentTimeMillis() + steps * 30_000L);
    }

    private static String problem(Client.Said said) {
        String type = said.body().getString("type", "");
        return said.status() + " " + type.substring(type.lastIndexOf('/') + 1);
    }

    private static Client.Said refresh(String token, String key) {
        return client.keyed(Route.SESSION_REFRESH, "", new JsonObject().put("refreshToken", token), key);
    }

    private static String refreshed(JsonObject tokens, String key) {
        return refresh(tokens.getString("refreshToken"), key).body().getString("refreshToken");
    }

    @Test
    void staff_addedByTheCommand_comeInWithPasswordAndAuthenticator_andSeeTheirOwnCommunity() {
        byte[] secret = add("c-07", "--role", "community", "--community", "north");
        Client.Said in = enter("c-07", PASSWORD, code(secret, 0));
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.body().getJsonArray("roles")).containsExactly("community");
        String token = in.body().getString("token");
        assertThat(client.call(Route.ORDER_LIST, token, null).status()).isEqualTo(200);
        JsonObject file = new JsonObject().put("name", "张桂兰").put("community", "north");
        assertThat(client.call(Route.RESIDENT_CREATE, token, file).status()).isEqualTo(201);
        assertThat(client.call(Route.RESIDENT_CREATE, token, file.put("community", "south"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void staff_withTheWrongPasswordNameOrCode_getOneAnswerAndNoHint() {
        byte[] secret = add("d-08", "--role", "dispatcher");
        String right = code(secret, 0);
        JsonObject wrongPassword = enter("d-08", "another password", right).body();
        JsonObject unknown = enter("d-80", PASSWORD, right).body();
        JsonObject wrongCode = enter("d-08", PASSWORD, right.equals("000000") ? "000001" : "000000")
                .body();
        for (JsonObject body : new JsonObject[] {wrongPassword, unknown, wrongCode}) {
            body.remove("traceId");
            assertThat(body).isEqualTo(wrongPassword);
        }
        assertThat(wrongPassword.getString("type")).endsWith("/sign-in-wrong");
        assertThat(enter("d-08", PASSWORD, code(secret, 0)).status()).isEqualTo(200);
    }

    @Test
    void code_ofTheAuthenticator_countsOnce_andOneStepLateStill() {
        byte[] secret = add("d-09", "--role", "dispatcher,agent");
        String late = code(secret, -1);
        assertThat(enter("d-09", PASSWORD, late).status()).isEqualTo(200);
        assertThat(problem(enter("d-09", PASSWORD, late))).isEqualTo("401 sign-in-wrong");
        assertThat(enter("d-09", PASSWORD, code(secret, 1)).status()).isEqualTo(200);
        assertThat(problem(enter("d-09", PASSWORD, code(secret, 0)))).isEqualTo("401 sign-in-wrong");
    }

    @Test
    void tries_oneAfterAnother_areSlowedDownAndSayUntilWhen() {
        String said = "401 sign-in-wrong";
        for (int i = 0; i < 20 && said.equals("401 sign-in-wrong"); i++) {
            said = problem(enter("d-99", "some other password", "123456"));
        }
        assertThat(said).isEqualTo("429 too-many-requests");
    }

    @Test
    void users_command_refusesWhatDoesNotFit() {
        assertThat(users("short", "add", "d-10", "--role", "dispatcher"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.said()).contains("field-invalid"));
        assertThat(users(PASSWORD, "add", "d-10", "--role", "resident").code()).isEqualTo(2);
        assertThat(users(PASSWORD, "add", "d-10", "--role", "community").code()).isEqualTo(2);
        add("d-10", "--role", "dispatcher");
        assertThat(users(PASSWORD, "add", "d-10", "--role", "admin").said()).contains("staff-exists");
        assertThat(users("", "reset", "d-10").said()).contains("No password came");
        assertThat(users(PASSWORD, "reset", "d-11").said()).contains("person-not-found");
        assertThat(users("", "list").said()).contains("d-10", "dispatcher", "of the staff");
    }

    @Test
    void staff_disabled_areRefusedAtOnceAndTheirStreamsClosed_andResetLetsThemInAnew() {
        byte[] secret = add("d-12", "--role", "dispatcher");
        String token = enter("d-12", PASSWORD, code(secret, -1)).body().getString("token");
        try (Stream queue = client.stream(Wire.JSON, token, "", "queue")) {
            queue.next("snapshot");
            assertThat(users("", "disable", "d-12").code()).isZero();
            assertThat(queue.next("bye").getInteger("code")).isEqualTo(CloseCode.NOT_SIGNED_IN);
        }
        assertThat(problem(client.call(Route.ORDER_LIST, token, null))).isEqualTo("401 not-signed-in");
        assertThat(problem(enter("d-12", PASSWORD, code(secret, 0)))).isEqualTo("401 sign-in-wrong");
        byte[] fresh = users("a wholly other password", "reset", "d-12").secret();
        assertThat(problem(enter("d-12", PASSWORD, code(secret, 1)))).isEqualTo("401 sign-in-wrong");
        assertThat(enter("d-12", "a wholly other password", code(fresh, 0)).status())
                .isEqualTo(200);
    }

    /** Asks for a code, and reads it where the console shows it. */
    private static String codeFor(String phone) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("org.linli.message");
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        client.ok(Route.SIGN_IN, "", new JsonObject().put("phone", phone));
        logger.detachAppender(log);
        Matcher found = Pattern.compile("[0-9]{6}")
                .matcher(log.list.get(0).getFormattedMessage().replaceAll("^.*?: ", ""));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static JsonObject byPhone(String phone) {
        return client.ok(Route.SIGN_IN, "", new JsonObject().put("phone", phone).put("code", codeFor(phone)));
    }

    @Test
    void neighbour_byTelephone_comesIn_andEachRefreshTokenIsGoodOnce() {
        JsonObject first = byPhone("13900000021");
        assertThat(first.getJsonArray("roles")).containsExactly("resident", "volunteer");
        Client.Said second = refresh(first.getString("refreshToken"), "k-1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(refreshed(first, "k-1")).isEqualTo(second.body().getString("refreshToken"));
        JsonObject third =
                refresh(second.body().getString("refreshToken"), "k-2").body();
        try (Stream mine = client.stream(Wire.JSON, third.getString("token"), "")) {
            mine.next("snapshot");
            assertThat(problem(refresh(first.getString("refreshToken"), "k-3"))).isEqualTo("401 signed-out");
            assertThat(mine.next("bye").getInteger("code")).isEqualTo(CloseCode.NOT_SIGNED_IN);
        }
        assertThat(problem(refresh(third.getString("refreshToken"), "k-4"))).isEqualTo("401 signed-out");
        assertThat(problem(refresh(first.getString("refreshToken"), "k-1"))).isEqualTo("401 signed-out");
        assertThat(problem(client.call(Route.ORDER_LIST, third.getString("token"), null)))
                .isEqualTo("401 not-signed-in");
    }

    @Test
    void neighbour_whoLeadsATeam_isItsLeader_fromTheNextTokenOn() {
        JsonObject first = byPhone("13900000022");
        JsonObject file = new JsonObject()
                .put("name", "王姐")
                .put("phone", "13900000022")
                .put("birthYear", 1960)
                .put("home", new JsonObject().put("lat", 26.55).put("lng", 106.47))
                .put("communities", new JsonArray().add("红枫湖社区"));
        client.ok(Route.VOLUNTEER_APPLY, first.getString("token"), file);
        JsonObject team = new JsonObject()
                .put("name", "院子志愿队")
                .put("leaderId", first.getString("subject"))
                .put("communities", new JsonArray().add("红枫湖社区"));
        String id = client.ok(Route.TEAM_CREATE, client.token("admin", "admin-1"), team)
                .getString("id");
        await().until(() ->
                client.call(Route.TEAM_GET, first.getString("token"), null, id).status() == 200);
        assertThat(refresh(first.getString("refreshToken"), "k-6").body().getJsonArray("roles"))
                .containsExactly("leader", "resident", "volunteer");
    }

    @Test
    void signOut_endsOneSession_andEverywhereAllOfThem() {
        byte[] secret = add("d-13", "--role", "dispatcher");
        JsonObject desk = enter("d-13", PASSWORD, code(secret, -1)).body();
        JsonObject tablet = enter("d-13", PASSWORD, code(secret, 0)).body();
        JsonObject phone = enter("d-13", PASSWORD, code(secret, 1)).body();
        client.ok(Route.SIGN_OUT, desk.getString("token"), new JsonObject());
        assertThat(problem(client.call(Route.ORDER_LIST, desk.getString("token"), null)))
                .isEqualTo("401 not-signed-in");
        assertThat(client.call(Route.ORDER_LIST, tablet.getString("token"), null)
                        .status())
                .isEqualTo(200);
        client.ok(Route.SIGN_OUT, tablet.getString("token"), new JsonObject().put("everywhere", true));
        assertThat(problem(client.call(Route.ORDER_LIST, phone.getString("token"), null)))
                .isEqualTo("401 not-signed-in");
        assertThat(problem(refresh(phone.getString("refreshToken"), "k-5"))).isEqualTo("401 signed-out");
    }

    @Test
    void ticket_whoseSessionHasEnded_opensNoStream() {
        JsonObject in = byPhone("13900000023");
        String ticket = client.ok(Route.STREAM_TICKET, in.getString("token"), new JsonObject())
                .getString("ticket");
        client.ok(Route.SIGN_OUT, in.getString("token"), new JsonObject().put("everywhere", true));
        String hello = new JsonObject()
                .put("type", "hello")
                .put("ticket", ticket)
                .put("topics", new JsonArray().add("me"))
                .encode();
        assertThat(client.closeCode(Wire.JSON, null, hello)).isEqualTo(CloseCode.NOT_SIGNED_IN);
    }

    @Test
    void ticket_usedTwice_opensOneStream() {
        String token = client.token("resident", "r-50");
        String ticket = client.ok(Route.STREAM_TICKET, token, new JsonObject()).getString("ticket");
        String hello =
                new JsonObject().put("type", "hello").put("ticket", ticket).encode();
        try (Stream first = client.withTicket(ticket)) {
            first.next("snapshot");
            assertThat(client.closeCode(Wire.JSON, null, hello)).isEqualTo(CloseCode.NOT_SIGNED_IN);
        }
    }

    @Test
    void demoToken_signedOut_countsNoMoreAndTheNextOneDoes() {
        String token = client.token("dispatcher", "d-60");
        client.ok(Route.SIGN_OUT, token, new JsonObject());
        assertThat(problem(client.call(Route.ORDER_LIST, token, null))).isEqualTo("401 not-signed-in");
        assertThat(client.call(Route.ORDER_LIST, client.token("dispatcher", "d-60"), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void codes_forOneNumber_areNotSentAgainAndAgain() {
        JsonObject phone = new JsonObject().put("phone", "13900000024");
        client.ok(Route.SIGN_IN, "", phone);
        assertThat(problem(client.call(Route.SIGN_IN, "", phone))).isEqualTo("429 too-many-requests");
    }

    @Test
    void code_triedAgainAndAgain_isSlowedDown() {
        JsonObject wrong = new JsonObject().put("phone", "13900000025").put("code", "000000");
        for (int i = 0; i < 5; i++) {
            assertThat(problem(client.call(Route.SIGN_IN, "", wrong))).isEqualTo("401 sign-in-code-wrong");
        }
        assertThat(problem(client.call(Route.SIGN_IN, "", wrong))).isEqualTo("429 too-many-requests");
    }
}
