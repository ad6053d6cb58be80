package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.gateway.access.Route;
import org.linli.gateway.message.FakeCarrier;
import org.linli.gateway.message.StandardWebhooks;
import org.linli.gateway.stream.Wire;

/** A whole node with a carrier of text messages and a receiver of webhooks: nobody in this story has a page open. */
class MessagesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private FakeCarrier carrier;

    @SuppressWarnings("NullAway.Init")
    private Node node;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeEach
    void start() throws Exception {
        carrier = new FakeCarrier(vertx);
        JsonObject sms = new JsonObject()
                .put("name", "sms")
                .put("channel", "SMS")
                .put("url", carrier.url("/sms"))
                .put("key", "k-1")
                .put("secret", SECRET)
                .put("costMilli", 45);
        JsonObject numbers = new JsonObject()
                .put("name", "numbers")
                .put("channel", "NUMBERS")
                .put("url", carrier.url("/numbers"))
                .put("key", "k-2");
        JsonObject hook = new JsonObject()
                .put("name", "county")
                .put("url", carrier.url("/hook"))
                .put("secret", SECRET);
        Files.writeString(
                data.resolve(Contracts.FILE),
                new JsonObject()
                        .put("carriers", new JsonArray().add(sms).add(numbers))
                        .put("webhooks", new JsonArray().add(hook))
                        .encode());
        node = Node.start(Street.settings(data, "full"));
        client = new Client(node.port());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void beImpatient() {
        String admin = client.token("admin", "admin-1");
        String yaml = client.ok(Route.POLICY_GET, admin, null).getString("yaml");
        client.ok(
                Route.POLICY_PUBLISH,
                admin,
                new JsonObject().put("yaml", yaml.replace("seenWithinSeconds: 20", "seenWithinSeconds: 1")));
    }

    private List<JsonObject> texts(String purpose) {
        return carrier.asked().stream()
                .filter(asked -> asked.path().equals("/sms"))
                .map(FakeCarrier.Asked::json)
                .filter(text -> purpose.equals(text.getString("purpose")))
                .toList();
    }

    private HttpResponse<String> callBack(String what, String id, JsonObject body, String secret) throws Exception {
        byte[] bytes = body.toBuffer().getBytes();
        long seconds = System.currentTimeMillis() / 1000;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.port() + "/v1/carriers/sms/" + what))
                .header("Content-Type", "application/json")
                .header(StandardWebhooks.ID, id)
                .header(StandardWebhooks.TIMESTAMP, Long.toString(seconds))
                .header(StandardWebhooks.SIGNATURE, new StandardWebhooks(secret).sign(id, seconds, bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void offer_toASleepingTelephone_isAcceptedByText_andTheResidentHearsOfIt() throws Exception {
        beImpatient();
        Street street = new Street(client);
        street.volunteer("v-1");
        String agent = client.token("agent", "a-1");
        client.ok(Route.RESIDENT_PUT, agent, new JsonObject().put("name", "赵桂英").put("phone", "13900000002"), "r-1");
        String order = client.ok(Route.ORDER_CREATE, agent, Street.wish().put("onBehalfOf", "r-1"))
                .getString("id");
        await().atMost(NodeProcess.WITHIN).until(() -> texts("OFFER").size() == 1);
        JsonObject offer = texts("OFFER").get(0);
        assertThat(offer.getString("to")).isEqualTo("13900000001");
        assertThat(offer.getString("text")).doesNotContain("红枫湖路");

        JsonObject one = new JsonObject().put("from", "+86 139 0000 0001").put("text", "1");
        assertThat(callBack("replies", "cb-0", one, "whsec_" + "QUFB".repeat(8)).statusCode())
                .as("by somebody else")
                .isEqualTo(401);
        HttpResponse<String> said = callBack("replies", "cb-1", one, SECRET);
        assertThat(said.body()).contains("已接单").contains("红枫湖路 1 号");
        assertThat(callBack("replies", "cb-1", one, SECRET).body()).isEqualTo(said.body());
        assertThat(street.state(agent, order)).isEqualTo("ASSIGNED");

        await().atMost(NodeProcess.WITHIN).until(() -> texts("ASSIGNED").size() == 1);
        JsonObject assigned = texts("ASSIGNED").get(0);
        assertThat(assigned.getString("to")).isEqualTo("13900000002");
        assertThat(assigned.getString("text")).contains("王芳");
        assertThat(assigned.getJsonObject("values").getString("codeWord")).hasSize(4);
        assertThat(texts("ANSWER")).hasSize(1);

        JsonObject delivered =
                new JsonObject().put("message", offer.getString("key")).put("status", "DELIVERED");
        assertThat(callBack("receipts", "cb-2", delivered, SECRET).statusCode()).isEqualTo(200);
        reported();
        await().atMost(NodeProcess.WITHIN)
                .until(() ->
                        carrier.asked().stream().anyMatch(asked -> asked.path().equals("/hook")));
    }

    /** Each hears of it by their own stream, and sees no number of the other's. */
    @Test
    void assignment_showsBothANumberThatStandsForTheOthers() {
        carrier.says("/numbers/bindings", "{\"id\":\"b-1\",\"number\":\"95013000000001\"}");
        Street street = new Street(client);
        String volunteer = street.volunteer("v-1");
        String resident = client.token("resident", "r-1");
        client.ok(Route.RESIDENT_PUT, resident, new JsonObject().put("phone", "13900000002"), "r-1");
        String order = street.order(resident);
        await().until(() -> !street.offers(volunteer).isEmpty());
        try (Stream stream = client.stream(Wire.JSON, volunteer, "")) {
            stream.next("snapshot");
            street.acceptAll(volunteer);
            JsonObject assignment = stream.next("assignment");
            while (!assignment.containsKey("contactNumber")) {
                assignment = stream.next("assignment");
            }
            assertThat(assignment.getString("contactNumber")).isEqualTo("95013000000001");
            assertThat(assignment.encode()).doesNotContain("13900000002");
        }
        assertThat(client.query(Route.VISIT_LIST, volunteer, "mine=true").encode())
                .contains("95013000000001");
        JsonObject seen = client.ok(Route.ORDER_GET, resident, null, order);
        assertThat(seen.getJsonArray("visits").getJsonObject(0).getString("contactNumber"))
                .isEqualTo("95013000000001");
        String dispatcher = client.token("dispatcher", "d-1");
        assertThat(client.ok(Route.ORDER_GET, dispatcher, null, order).encode()).doesNotContain("95013000000001");
    }

    private void reported() {
        String dispatcher = client.token("dispatcher", "d-1");
        await().until(() -> client.ok(Route.MESSAGE_REPORT, dispatcher, null).getJsonArray("lines").stream()
                .anyMatch(line -> ((JsonObject) line).getString("outcome").equals("DELIVERED")
                        && ((JsonObject) line).getString("purpose").equals("OFFER")));
        JsonObject report = client.ok(Route.MESSAGE_REPORT, dispatcher, null);
        assertThat(report.getInteger("count")).isGreaterThanOrEqualTo(3);
        assertThat(report.getDouble("cost")).isGreaterThanOrEqualTo(0.135);
    }

    @Test
    void wishes_ofAFile_areKeptAndShown_andCheckedByField() {
        String agent = client.token("agent", "a-1");
        JsonObject wishes = new JsonObject()
                .put("channels", new JsonArray().add("VOICE").add("SMS"))
                .put("quietFrom", "22:00")
                .put("quietUntil", "07:00");
        client.ok(Route.RESIDENT_PUT, agent, new JsonObject().put("messages", wishes), "r-1");
        client.ok(Route.RESIDENT_PUT, agent, new JsonObject().put("name", "赵桂英"), "r-1");
        assertThat(client.ok(Route.RESIDENT_GET, agent, null, "r-1").getJsonObject("messages"))
                .isEqualTo(wishes);
        JsonObject wrong = new JsonObject().put("channels", new JsonArray().add("PIGEON"));
        Client.Said refused = client.call(Route.RESIDENT_PUT, agent, new JsonObject().put("messages", wrong), "r-1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().getJsonArray("errors").encode()).contains("/messages/channels");
    }

    private String codeTo(String phone) {
        return texts("CODE").stream()
                .filter(text -> text.getString("to").equals(phone))
                .map(text -> text.getJsonObject("values").getString("code"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private JsonObject byPhone(String phone) {
        JsonObject said = new JsonObject().put("phone", phone);
        client.ok(Route.SIGN_IN, "", said);
        return client.ok(Route.SIGN_IN, "", said.put("code", codeTo(phone)));
    }

    @Test
    void contact_isSaidByThePerson_orByTheirStaff_andReadingTheNumberIsWrittenDown() {
        JsonObject file =
                new JsonObject().put("name", "赵桂英").put("phone", "13900000002").put("community", "north");
        client.ok(Route.RESIDENT_PUT, client.token("agent", "a-1"), file, "r-1");
        String self = client.token("resident", "r-1");
        JsonObject wishes =
                new JsonObject().put("channels", new JsonArray().add("SMS")).put("language", "en");
        client.ok(Route.CONTACT_PUT, self, new JsonObject().put("messages", wishes), "r-1");
        JsonObject seen = client.ok(Route.CONTACT_GET, self, null, "r-1");
        assertThat(seen.getJsonObject("messages")).isEqualTo(wishes);
        assertThat(seen.getJsonArray("carried")).containsExactly("SMS");
        assertThat(seen.getString("phone")).isEqualTo("13900000002");
        assertThat(client.ok(Route.RESIDENT_GET, self, null, "r-1").getString("name"))
                .isEqualTo("赵桂英");

        String north = client.token("community", "c-1", new JsonArray().add("north"));
        String south = client.token("community", "c-2", new JsonArray().add("south"));
        assertThat(client.call(Route.CONTACT_GET, south, null, "r-1").status()).isEqualTo(403);
        assertThat(client.call(Route.CONTACT_GET, client.token("resident", "r-2"), null, "r-1")
                        .status())
                .isEqualTo(403);
        client.ok(Route.CONTACT_NUMBER, north, new JsonObject().put("phone", "139 0000 0012"), "r-1");
        assertThat(client.ok(Route.CONTACT_GET, north, null, "r-1").getString("phone"))
                .isEqualTo("13900000012");
        assertThat(client.ok(Route.READING_LIST, self, null, "r-1").encode()).contains("c-1");
        assertThat(client.call(Route.CONTACT_PUT, self, new JsonObject(), "r-1").status())
                .isEqualTo(422);
        assertThat(client.call(Route.CONTACT_GET, client.token("agent", "a-1"), null, "r-9")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void number_ofOnesOwn_changesByACodeThatCameToTheNewOne_andByNothingElse() {
        client.ok(
                Route.RESIDENT_PUT, client.token("agent", "a-1"), new JsonObject().put("phone", "13900000002"), "r-1");
        String self = client.token("resident", "r-1");
        JsonObject wish = new JsonObject().put("phone", "13900000031");
        assertThat(client.call(Route.RESIDENT_PUT, self, wish, "r-1").body().encode())
                .contains("/phone");
        assertThat(client.call(Route.CONTACT_NUMBER, self, wish, "r-1").status())
                .isEqualTo(202);
        String code = codeTo("13900000031");
        JsonObject other = new JsonObject().put("phone", "13900000032").put("code", code);
        assertThat(client.call(Route.CONTACT_NUMBER, self, other, "r-1").body().encode())
                .contains("/code");
        assertThat(client.call(Route.SIGN_IN, "", wish.copy().put("code", code)).status())
                .as("good for nothing but what it was sent for")
                .isEqualTo(401);
        JsonObject right = wish.copy().put("code", code);
        JsonObject done =
                client.keyed(Route.CONTACT_NUMBER, self, right, "k-1", "r-1").body();
        assertThat(done.getInteger("version")).isPositive();
        assertThat(client.keyed(Route.CONTACT_NUMBER, self, right, "k-1", "r-1").body())
                .isEqualTo(done);
        assertThat(byPhone("13900000031").getString("subject")).isEqualTo("r-1");
    }

    /** Numbers are given to others after a while. */
    @Test
    void number_thatSomebodyGaveUp_leadsToNobodysFile() {
        JsonObject in = byPhone("13900000041");
        String id = in.getString("subject");
        JsonObject file = new JsonObject().put("name", "王芳").put("phone", "13900000049");
        assertThat(client.call(Route.VOLUNTEER_APPLY, in.getString("token"), file)
                        .status())
                .as("another's number")
                .isEqualTo(422);
        client.ok(Route.VOLUNTEER_APPLY, in.getString("token"), file.put("phone", "13900000041"));
        JsonObject wish = new JsonObject().put("phone", "13900000042");
        client.ok(Route.CONTACT_NUMBER, in.getString("token"), wish, id);
        client.ok(Route.CONTACT_NUMBER, in.getString("token"), wish.put("code", codeTo("13900000042")), id);
        assertThat(byPhone("13900000042").getString("subject")).isEqualTo(id);
        assertThat(byPhone("13900000041").getString("subject")).isNotEqualTo(id);
    }

    @Test
    void signInCode_goesByTheCarrier() {
        client.ok(Route.SIGN_IN, "", new JsonObject().put("phone", "13900000009"));
        assertThat(texts("CODE")).singleElement().satisfies(text -> {
            assertThat(text.getString("to")).isEqualTo("13900000009");
            assertThat(text.getJsonObject("values").getString("code")).matches("[0-9]{6}");
        });
    }
}
