package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;

/** Who reads an address or a telephone number at a whole node is written down, and those whose it is may see by whom. */
class ReadingsTest extends OnOneNode {
    private static String agent() {
        return client.token("agent", "a-1");
    }

    private static void enrol(String id, String phone, String community) {
        JsonObject file = new JsonObject()
                .put("name", "李秀英")
                .put("phone", phone)
                .put("address", "红枫湖路 7 号")
                .put("community", community);
        client.ok(Route.RESIDENT_PUT, agent(), file, id);
    }

    private static List<JsonObject> readings(String id) {
        JsonArray list = client.ok(Route.READING_LIST, client.token("resident", id), null, id)
                .getJsonArray("readings");
        return list.stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void file_readByStaff_isWrittenDownOnceAnHour_andShownToTheResidentAlone() {
        enrol("r-1", "13900000031", "north");
        assertThat(readings("r-1")).isEmpty();
        client.ok(Route.RESIDENT_GET, client.token("resident", "r-1"), null, "r-1");
        assertThat(readings("r-1")).isEmpty();
        client.ok(Route.RESIDENT_GET, agent(), null, "r-1");
        client.ok(Route.RESIDENT_GET, agent(), null, "r-1");
        assertThat(readings("r-1")).singleElement().satisfies(reading -> {
            assertThat(reading.getString("by")).isEqualTo("a-1");
            assertThat(reading.getString("role")).isEqualTo("agent");
            assertThat(reading.getString("channel")).isEqualTo("HOTLINE");
            assertThat(reading.getJsonArray("what")).containsExactly("ADDRESS", "PHONE");
        });
        String other = client.token("resident", "r-2");
        assertThat(client.call(Route.READING_LIST, other, null, "r-1").status()).isEqualTo(403);
        assertThat(client.call(Route.READING_LIST, agent(), null, "r-1").status())
                .isEqualTo(403);
        assertThat(client.call(Route.READING_LIST, client.token("auditor", "u-1"), null, "r-1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void file_foundByNumber_isWrittenDownToo() {
        enrol("r-3", "13900000033", "north");
        client.query(Route.RESIDENT_FIND, agent(), "phone=13900000033");
        assertThat(readings("r-3"))
                .extracting(reading -> reading.getString("by"))
                .containsExactly("a-1");
    }

    @Test
    void order_readByStaff_isWrittenDown_andAListTellsThemNoAddress() {
        enrol("r-4", "13900000034", "north");
        String resident = client.token("resident", "r-4");
        String order = client.ok(Route.ORDER_CREATE, resident, Street.wish()).getString("id");
        String dispatcher = client.token("dispatcher", "d-4");
        assertThat(client.query(Route.ORDER_LIST, dispatcher, "").encode())
                .contains(order)
                .doesNotContain("红枫湖路 1 号");
        assertThat(client.query(Route.ORDER_LIST, resident, "").encode()).contains("红枫湖路 1 号");
        assertThat(readings("r-4")).isEmpty();
        assertThat(client.ok(Route.ORDER_GET, dispatcher, null, order).getString("address"))
                .isEqualTo("红枫湖路 1 号");
        assertThat(readings("r-4")).singleElement().satisfies(reading -> {
            assertThat(reading.getString("by")).isEqualTo("d-4");
            assertThat(reading.getString("orderId")).isEqualTo(order);
            assertThat(reading.getJsonArray("what")).containsExactly("ADDRESS");
            assertThat(reading.getBoolean("visit")).isFalse();
        });
    }

    @Test
    void table_takenByStaff_isWrittenDownForEverybodyOnIt_onceAnHour() {
        JsonArray own = new JsonArray().add("export-ward");
        enrol("r-e1", "13900000041", "export-ward");
        enrol("r-e2", "13900000042", "export-ward");
        String staff = client.token("community", "c-e", own);
        await().until(() -> client.ok(Route.EXPORT, staff, null, "residents")
                        .getJsonArray("rows")
                        .size()
                == 2);
        client.ok(Route.EXPORT, staff, null, "residents");
        for (String id : List.of("r-e1", "r-e2")) {
            assertThat(readings(id)).singleElement().satisfies(reading -> {
                assertThat(reading.getString("by")).isEqualTo("c-e");
                assertThat(reading.getString("role")).isEqualTo("community");
                assertThat(reading.getString("table")).isEqualTo("residents");
                assertThat(reading.getJsonArray("what")).containsExactly("ADDRESS", "PHONE");
            });
        }
        client.ok(Route.EXPORT, client.token("admin", "boss"), null, "residents");
        assertThat(readings("r-e1"))
                .extracting(reading -> reading.getString("role"))
                .containsExactly("admin", "community");
    }

    @Test
    void tableOfOrders_takenByStaff_isWrittenDownForWhomTheyAreFor() {
        enrol("r-e3", "13900000043", "order-ward");
        client.ok(
                Route.ORDER_CREATE,
                client.token("resident", "r-e3"),
                Street.wish().put("community", "order-ward"));
        String staff = client.token("community", "c-o", new JsonArray().add("order-ward"));
        await().until(() -> !client.ok(Route.EXPORT, staff, null, "orders")
                .getJsonArray("rows")
                .isEmpty());
        assertThat(readings("r-e3")).singleElement().satisfies(reading -> {
            assertThat(reading.getString("table")).isEqualTo("orders");
            assertThat(reading.getJsonArray("what")).containsExactly("ADDRESS");
        });
    }

    private static JsonObject language(String language) {
        return new JsonObject().put("messages", new JsonObject().put("language", language));
    }

    @Test
    void wishes_saidByTheFamily_areShownToThePerson_andTheNumberIsNotTheFamilysToChange() {
        enrol("r-6", "13900000046", "north");
        JsonObject naming = new JsonObject().put("relatives", new JsonArray().add("r-7"));
        client.ok(Route.RESIDENT_PUT, agent(), naming, "r-6");
        String family = client.token("resident", "r-7");
        String stranger = client.token("resident", "r-8");
        await().until(() -> !client.ok(Route.CONTACT_LIST, family, null)
                .getJsonArray("family")
                .isEmpty());
        assertThat(client.ok(Route.CONTACT_LIST, family, null).encode())
                .isEqualTo("{\"family\":[{\"id\":\"r-6\",\"name\":\"李秀英\"}]}");
        assertThat(client.ok(Route.CONTACT_LIST, stranger, null).encode()).isEqualTo("{\"family\":[]}");
        client.ok(Route.CONTACT_PUT, family, language("en"), "r-6");
        assertThat(client.call(Route.CONTACT_PUT, stranger, language("zh"), "r-6")
                        .status())
                .isEqualTo(403);
        JsonObject number = new JsonObject().put("phone", "13900000047");
        assertThat(client.call(Route.CONTACT_NUMBER, family, number, "r-6").status())
                .isEqualTo(403);
        assertThat(client.call(Route.RESIDENT_PUT, family, number, "r-6").status())
                .isEqualTo(403);
        String self = client.token("resident", "r-6");
        assertThat(client.ok(Route.CONTACT_GET, self, null, "r-6")
                        .getJsonObject("messages")
                        .getString("language"))
                .isEqualTo("en");
        assertThat(readings("r-6")).singleElement().satisfies(told -> {
            assertThat(told.getString("by")).isEqualTo("r-7");
            assertThat(told.getString("role")).isEqualTo("resident");
            assertThat(told.getString("channel")).isEqualTo("WEB");
            assertThat(told.getJsonArray("what")).containsExactly("WISHES");
        });
        client.ok(Route.CONTACT_NUMBER, agent(), number, "r-6");
        assertThat(readings("r-6").get(0).getString("role")).isEqualTo("agent");
        assertThat(readings("r-6").get(0).getJsonArray("what")).containsExactly("NUMBER");
        client.ok(Route.RESIDENT_PUT, agent(), new JsonObject(), "r-6");
        assertThat(client.call(Route.CONTACT_PUT, family, language("zh"), "r-6").status())
                .as("once the file names them no more")
                .isEqualTo(403);
    }

    @Test
    void staffOfACommunity_takeOverNobodysNumberFromAnother() {
        JsonObject volunteer = new JsonObject()
                .put("name", "王芳")
                .put("phone", "13900000035")
                .put("birthYear", 1980)
                .put("communities", new JsonArray().add("south"));
        client.ok(Route.VOLUNTEER_PUT, client.token("community", "c-s"), volunteer, "v-5");
        enrol("r-5", "13900000036", "south");
        String north = client.token("community", "c-n", new JsonArray().add("north"));
        JsonObject taken = new JsonObject().put("phone", "13900000099").put("community", "north");
        assertThat(client.call(Route.RESIDENT_PUT, north, taken, "v-5").status())
                .isEqualTo(403);
        assertThat(client.call(Route.RESIDENT_CREATE_AT, north, taken, "v-5").status())
                .isEqualTo(403);
        JsonObject own = new JsonObject().put("phone", "13900000099").put("communities", new JsonArray().add("north"));
        assertThat(client.call(Route.VOLUNTEER_PUT, north, own, "r-5").status()).isEqualTo(403);
    }

    @Test
    void staff_whoApplyAsVolunteers_waitForSomebodyElse() {
        JsonObject file = new JsonObject().put("name", "王芳").put("communities", new JsonArray().add("north"));
        JsonObject reply = client.ok(Route.VOLUNTEER_APPLY, client.token("community", "c-6"), file);
        assertThat(reply.getString("state")).isEqualTo("PENDING");
    }
}
