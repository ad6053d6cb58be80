package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.gateway.access.Route;
import org.linli.gateway.schema.Documents;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Open311 GeoReport v2 as its specification has it, call by call, field by field and error by error. */
class GeoReportTest extends OnOneNode {
    private static final String V2 = "/open311/v2/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String key = "";

    @BeforeAll
    static void begin() {
        key = added("h-12345");
    }

    private static String added(String id) {
        JsonObject made = client.ok(Route.API_KEY_ADD, client.token("admin", "boss"), new JsonObject().put("id", id));
        return made.getString("key");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError("no answer", failed);
        }
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path));
    }

    private static HttpResponse<String> get(String path) {
        return send(to(path).header("Accept-Language", "en"));
    }

    private static HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + '='
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("api_key", key);
        form.put("jurisdiction_id", "520181");
        form.put("service_code", "talk");
        form.put("lat", "26.55712");
        form.put("long", "106.47134");
        form.put("address_string", "红枫湖路 9 号 3 单元");
        form.put("email", "someone@example.org");
        form.put("device_id", "tt222111");
        form.put("first_name", "秀英");
        form.put("last_name", "李");
        form.put("phone", "13900004711");
        form.put("description", "母亲独居，听力不好\n请敲门");
        form.put("media_url", "https://example.org/door.jpg");
        form.put("attribute[duration]", "45");
        return form;
    }

    private static Map<String, String> form(String field, String value) {
        Map<String, String> form = form();
        if (value.isEmpty()) {
            form.remove(field);
        } else {
            form.put(field, value);
        }
        return form;
    }

    private static String made() {
        HttpResponse<String> made = post(V2 + "requests.json", form());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonObject request = new JsonArray(made.body()).getJsonObject(0);
        assertThat(request.fieldNames()).containsExactly("service_request_id", "service_notice", "account_id");
        return request.getString("service_request_id");
    }

    private static JsonObject listed(String id) {
        await().until(() -> get(V2 + "requests/" + id + ".json").statusCode() == 200);
        HttpResponse<String> found = get(V2 + "requests/" + id + ".json");
        assertThat(Documents.faults(Route.OPEN311_REQUEST_GET, 200, new JsonArray(found.body())))
                .isEmpty();
        return new JsonArray(found.body()).getJsonObject(0);
    }

    private static Document xml(String body) {
        assertThat(body).startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception malformed) {
            throw new AssertionError(body, malformed);
        }
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void discovery_namesTheSpecificationTheEndpointAndItsFormats() {
        JsonObject found = new JsonObject(get("/open311/discovery.json").body());
        assertThat(found.fieldNames()).contains("changeset", "contact", "key_service", "endpoints");
        JsonObject endpoint = found.getJsonArray("endpoints").getJsonObject(0);
        assertThat(endpoint.getString("specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(endpoint.getString("url")).endsWith("/open311/v2");
        assertThat(endpoint.getJsonArray("formats")).containsExactly("text/xml", "application/json");
        Document document = xml(get("/open311/discovery.xml").body());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("discovery");
        assertThat(document.getElementsByTagName("format").getLength()).isEqualTo(2);
    }

    @Test
    void services_areThePolicys_inBothFormats() {
        HttpResponse<String> json = get(V2 + "services.json?jurisdiction_id=520181");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        JsonArray services = new JsonArray(json.body());
        assertThat(Documents.faults(Route.OPEN311_SERVICES_JSON, 200, services)).isEmpty();
        JsonObject escort = services.getJsonObject(0);
        assertThat(escort.fieldNames())
                .containsExactly(
                        "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
        assertThat(escort.getString("service_code")).isEqualTo("escort");
        assertThat(escort.getString("type")).isEqualTo("realtime");
        HttpResponse<String> xml = get(V2 + "services.xml");
        assertThat(xml.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        Document document = xml(xml.body());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("services");
        assertThat(document.getElementsByTagName("service").getLength()).isEqualTo(services.size());
    }

    @Test
    void definition_namesWhatMayBeSaid_inBothFormats() {
        JsonObject definition = new JsonObject(get(V2 + "services/escort.json").body());
        assertThat(definition.getString("service_code")).isEqualTo("escort");
        JsonObject attribute = definition.getJsonArray("attributes").getJsonObject(0);
        assertThat(attribute.fieldNames())
                .containsExactly(
                        "variable", "code", "datatype", "required", "datatype_description", "order", "description");
        Document document = xml(get(V2 + "services/escort.xml").body());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("service_definition");
        assertThat(document.getElementsByTagName("attribute").getLength()).isEqualTo(3);
    }

    @Test
    void request_isAnOrderByAnAgentOverTheHotline_withAllThatWasSaid() {
        String id = made();
        JsonObject order = client.ok(Route.ORDER_GET, client.token("agent", "a-1"), null, id);
        assertThat(order.getString("service")).isEqualTo("talk");
        assertThat(order.getInteger("durationMinutes")).isEqualTo(45);
        assertThat(order.getString("address")).isEqualTo("红枫湖路 9 号 3 单元");
        assertThat(order.getString("notes")).contains("母亲独居", "李秀英", "someone@example.org", "door.jpg");
        String again = made();
        assertThat(client.ok(Route.ORDER_GET, client.token("agent", "a-1"), null, again)
                        .getString("residentId"))
                .as("the same number is the same person")
                .isEqualTo(order.getString("residentId"));
    }

    @Test
    void request_ofAKnownNumber_isTheResidents_whoseHomeStandsForAnAddress() {
        JsonObject file = new JsonObject()
                .put("name", "王秀兰")
                .put("phone", "13900004799")
                .put("home", new JsonObject().put("lat", 26.561).put("lng", 106.475));
        client.ok(Route.RESIDENT_PUT, client.token("agent", "a-1"), file, "r-known");
        Map<String, String> form = form("phone", "13900004799");
        form.remove("lat");
        form.remove("long");
        await().untilAsserted(() ->
                assertThat(post(V2 + "requests.json", form).statusCode()).isEqualTo(201));
        String id = new JsonArray(post(V2 + "requests.json", form).body())
                .getJsonObject(0)
                .getString("service_request_id");
        JsonObject order = client.ok(Route.ORDER_GET, client.token("agent", "a-1"), null, id);
        assertThat(order.getString("residentId")).isEqualTo("r-known");
        assertThat(order.getJsonObject("location").getDouble("lat")).isEqualTo(26.561);
    }

    @Test
    void request_isListedWithEveryFieldAndNothingOfThePerson() {
        String id = made();
        JsonObject request = listed(id);
        assertThat(request.fieldNames())
                .containsExactlyInAnyOrder(
                        "service_request_id",
                        "status",
                        "status_notes",
                        "service_name",
                        "service_code",
                        "description",
                        "agency_responsible",
                        "service_notice",
                        "requested_datetime",
                        "updated_datetime",
                        "expected_datetime",
                        "address",
                        "address_id",
                        "zipcode",
                        "lat",
                        "long",
                        "media_url");
        assertThat(request.getString("status")).isEqualTo("open");
        assertThat(request.getDouble("lat")).isEqualTo(26.56);
        assertThat(request.getDouble("long")).isEqualTo(106.47);
        String all = get(V2 + "requests.json").body() + get(V2 + "requests.xml").body();
        assertThat(all).contains(id);
        assertThat(withoutIdsAndTimes(all))
                .doesNotContain("红枫湖路", "秀英", "4711", "母亲", "example.org", "26.557", "106.4713");
    }

    /** In which any digits may stand. */
    private static String withoutIdsAndTimes(String answer) {
        return answer.replaceAll("-order-[0-9a-f-]{36}", "").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+", "");
    }

    @Test
    void request_byXml_answersInXml() {
        HttpResponse<String> made = post(V2 + "requests.xml", form());
        assertThat(made.statusCode()).isEqualTo(201);
        Document document = xml(made.body());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("service_requests");
        String id = text(document, "service_request_id");
        await().until(() -> get(V2 + "requests/" + id + ".xml").statusCode() == 200);
        Document found = xml(get(V2 + "requests/" + id + ".xml").body());
        Element request = (Element) found.getElementsByTagName("request").item(0);
        assertThat(request.getElementsByTagName("status").item(0).getTextContent())
                .isEqualTo("open");
        assertThat(request.getElementsByTagName("description").item(0).getTextContent())
                .isEmpty();
    }

    @Test
    void request_calledOff_isClosedWithItsNoteAndTime() {
        String id = made();
        listed(id);
        client.ok(Route.ORDER_CANCEL, client.token("agent", "a-1"), new JsonObject().put("reason", "x"), id);
        await().untilAsserted(() -> assertThat(listed(id).getString("status")).isEqualTo("closed"));
        assertThat(listed(id).getString("status_notes")).isEqualTo("Called off");
        assertThat(get(V2 + "requests.json?status=closed").body()).contains(id);
        assertThat(get(V2 + "requests.json?status=open").body()).doesNotContain(id);
        assertThat(get(V2 + "requests.json?status=open,closed").body()).contains(id);
    }

    @Test
    void request_thatIsNotVolunteersWork_saysWhoseItIs() {
        JsonArray made = new JsonArray(post(
                        V2 + "requests.json",
                        form("service_code", "fire").entrySet().stream()
                                .filter(field -> !field.getKey().startsWith("attribute"))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .body());
        assertThat(made.getJsonObject(0).getString("service_notice")).isEqualTo("119");
    }

    @Test
    void requests_byFilters_areThoseAskedFor_andIdsOverrideThem() {
        String id = made();
        listed(id);
        String from = Instant.now().minus(Duration.ofHours(1)).toString();
        String to = Instant.now().plus(Duration.ofHours(1)).toString();
        assertThat(get(V2 + "requests.json?start_date=" + from + "&end_date=" + to)
                        .body())
                .contains(id);
        String before = Instant.now().minus(Duration.ofDays(2)).toString();
        assertThat(get(V2 + "requests.json?start_date=" + before + "&end_date=" + from)
                        .body())
                .doesNotContain(id);
        assertThat(get(V2 + "requests.json?service_code=talk,meal").body()).contains(id);
        assertThat(get(V2 + "requests.json?service_code=meal").body()).doesNotContain(id);
        JsonArray named = new JsonArray(get(V2 + "requests.json?service_request_id=" + id + ",none&service_code=meal")
                .body());
        assertThat(named).hasSize(1);
    }

    @Test
    void orders_thatCameInElsewhere_areNoneOfThePublics() {
        String id = client.ok(Route.ORDER_CREATE, client.token("resident", "r-own"), Street.wish())
                .getString("id");
        String through = made();
        listed(through);
        assertThat(get(V2 + "requests.json").body()).doesNotContain(id);
        assertThat(get(V2 + "requests/" + id + ".json").statusCode()).isEqualTo(404);
        assertThat(get(V2 + "requests.json?service_request_id=" + id).body()).isEqualTo("[]");
    }

    @Test
    void token_isTheRequestsId() {
        String id = made();
        listed(id);
        JsonObject found = new JsonArray(get(V2 + "tokens/" + id + ".json").body()).getJsonObject(0);
        assertThat(found.getString("service_request_id")).isEqualTo(id);
        assertThat(found.getString("token")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "404,services.json?jurisdiction_id=city.gov",
        "404,services/none.json",
        "404,services/escort.json?jurisdiction_id=city.gov",
        "404,requests.json?jurisdiction_id=city.gov",
        "404,requests.json?service_code=none",
        "404,requests/none.json",
        "404,requests/none.json?jurisdiction_id=city.gov",
        "404,tokens/none.json",
        "404,tokens/none.json?jurisdiction_id=city.gov",
        "404,nothing.json",
        "400,requests.json?status=unknown",
        "400,requests.json?start_date=yesterday",
        "400,requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z",
        "400,requests.json?start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z",
    })
    void call_thatIsWrong_isToldInGeoReportsOwnWords(int status, String call) {
        HttpResponse<String> json = get(V2 + call);
        assertThat(json.statusCode()).as(json.body()).isEqualTo(status);
        JsonObject error = new JsonArray(json.body()).getJsonObject(0);
        assertThat(error.getInteger("code")).isEqualTo(status);
        assertThat(error.getString("description")).isNotBlank();
        Document xml = xml(get(V2 + call.replace(".json", ".xml")).body());
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("errors");
        assertThat(text(xml, "code")).isEqualTo(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({
        "403,api_key,''",
        "403,api_key,wrong",
        "404,jurisdiction_id,city.gov",
        "404,service_code,none",
        "400,service_code,''",
        "400,lat,''",
        "400,lat,north",
        "400,lat,12.5",
        "400,attribute[duration],100000",
        "400,attribute[start],soon",
    })
    void request_thatIsWrong_isRefusedAndMakesNothing(int status, String field, String value) {
        HttpResponse<String> json = post(V2 + "requests.json", form(field, value));
        assertThat(json.statusCode()).as(json.body()).isEqualTo(status);
        assertThat(new JsonArray(json.body()).getJsonObject(0).getInteger("code"))
                .isEqualTo(status);
        Document xml = xml(post(V2 + "requests.xml", form(field, value)).body());
        assertThat(text(xml, "code")).isEqualTo(Integer.toString(status));
    }

    @Test
    void request_withoutAnyPlace_orWithAnAddressAlone_isToldWhatIsMissing() {
        Map<String, String> nowhere = form("address_string", "");
        nowhere.remove("lat");
        nowhere.remove("long");
        assertThat(post(V2 + "requests.json", nowhere).statusCode()).isEqualTo(400);
        nowhere.put("address_string", "somewhere");
        nowhere.put("phone", "13900004798");
        assertThat(post(V2 + "requests.json", nowhere).body()).contains("no position is on file");
    }

    @Test
    void request_sentAgainUnderItsKey_isTheSame() {
        HttpRequest.Builder one = to(V2 + "requests.json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", "once-only")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "api_key=" + key + "&service_code=talk&lat=26.557&long=106.471&phone=13900004712"));
        String first = send(one).body();
        assertThat(send(one).body()).isEqualTo(first).contains("-order-");
    }

    @Test
    void key_thatIsRevoked_opensNothing_andTheListOfKeysTellsNone() {
        String second = added("h-2");
        assertThat(post(V2 + "requests.json", form("api_key", second)).statusCode())
                .isEqualTo(201);
        String admin = client.token("admin", "boss");
        assertThat(client.ok(Route.API_KEY_LIST, admin, null).encode())
                .contains("h-12345")
                .doesNotContain(key);
        client.ok(Route.API_KEY_REVOKE, admin, new JsonObject(), "h-2");
        assertThat(post(V2 + "requests.json", form("api_key", second)).statusCode())
                .isEqualTo(403);
        assertThat(client.call(Route.API_KEY_ADD, admin, new JsonObject().put("id", "h-2"))
                        .status())
                .isEqualTo(409);
    }

    @RepeatedTest(20)
    void key_opensFromTheAnswerThatTellsIt_untilTheAnswerThatItIsRevoked(RepetitionInfo repetition) {
        String id = "h-9-" + repetition.getCurrentRepetition();
        String fresh = added(id);
        assertThat(post(V2 + "requests.json", form("api_key", fresh)).statusCode())
                .isEqualTo(201);
        client.ok(Route.API_KEY_REVOKE, client.token("admin", "boss"), new JsonObject(), id);
        assertThat(post(V2 + "requests.json", form("api_key", fresh)).statusCode())
                .isEqualTo(403);
    }
}
