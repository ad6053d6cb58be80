package org.linli.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Route;
import org.linli.gateway.schema.Documents;
import org.linli.proto.ClientFrame;
import org.linli.proto.ServerFrame;

class DocumentsTest {
    private final JsonObject openApi = Documents.openApi();
    private final JsonObject asyncApi = Documents.asyncApi();

    @Test
    void openApi_operations_areExactlyTheRoutes() {
        Set<String> documented = new TreeSet<>();
        openApi.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .fieldNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        Set<String> served = new TreeSet<>();
        Arrays.stream(Route.values()).forEach(route -> served.add(route.method() + ' ' + route.path()));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void openApi_keysAndSignIn_areThoseOfTheRoutes() {
        for (Route route : Route.values()) {
            JsonObject operation = Documents.operation(route);
            boolean keyed = operation
                    .getJsonArray("parameters", new JsonArray())
                    .encode()
                    .contains("IdempotencyKey");
            assertThat(keyed).as(route.name()).isEqualTo(route.isKeyed());
            assertThat(operation.containsKey("security")).as(route.name()).isEqualTo(route.isPublic());
        }
    }

    @Test
    void references_ofBothDocuments_lead() {
        assertThat(dangling(openApi, openApi)).isEmpty();
        assertThat(dangling(asyncApi, asyncApi)).isEmpty();
    }

    @Test
    void asyncApi_messages_areExactlyTheFrames() {
        Set<String> types = new TreeSet<>();
        asyncApi.getJsonObject("components")
                .getJsonObject("messages")
                .forEach(message -> types.add(((JsonObject) message.getValue()).getString("title")));
        Set<String> frames = new TreeSet<>();
        ServerFrame.getDescriptor()
                .getOneofs()
                .get(0)
                .getFields()
                .forEach(field -> frames.add(field.getName().replace('_', '.')));
        ClientFrame.getDescriptor().getOneofs().get(0).getFields().forEach(field -> frames.add(field.getName()));
        assertThat(types).isEqualTo(frames);
    }

    private static Set<String> dangling(JsonObject document, Object node) {
        Set<String> dangling = new HashSet<>();
        if (node instanceof JsonObject json) {
            if (json.getValue("$ref") instanceof String ref
                    && Documents.find(document, ref).isEmpty()) {
                dangling.add(ref);
            }
            json.forEach(entry -> dangling.addAll(dangling(document, entry.getValue())));
        } else if (node instanceof JsonArray array) {
            array.forEach(item -> dangling.addAll(dangling(document, item)));
        }
        return dangling;
    }
}
