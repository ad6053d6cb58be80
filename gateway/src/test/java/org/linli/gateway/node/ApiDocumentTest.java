package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;
import org.linli.gateway.schema.Documents;

class ApiDocumentTest {
    private final JsonObject served = new JsonObject(
            Buffer.buffer(ApiDocument.withRoles(Documents.openApi().toBuffer().getBytes())));

    private JsonObject operation(Route route) {
        return served.getJsonObject("paths")
                .getJsonObject(route.path())
                .getJsonObject(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void document_asServed_saysOfEveryCallWhomItIsOpenTo() {
        for (Route route : Route.values()) {
            assertThat(operation(route).containsKey(ApiDocument.ROLES))
                    .as(route.name())
                    .isEqualTo(!route.isPublic());
        }
        JsonObject cancel = operation(Route.ORDER_CANCEL).getJsonObject(ApiDocument.ROLES);
        assertThat(cancel.getString("resident")).isEqualTo("own");
        assertThat(cancel.getString("community")).isEqualTo("scope");
        assertThat(cancel.getString("dispatcher")).isEqualTo("all");
        assertThat(cancel.containsKey("merchant")).isFalse();
    }
}
