package org.linli.gateway.schema;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.linli.gateway.access.Route;

/** The API's documents, and the part of JSON Schema 2020-12 that they use, to hold answers against. */
public final class Documents {
    private static final JsonObject OPEN_API = read("openapi.json");
    private static final JsonObject ASYNC_API = read("asyncapi.json");

    private Documents() {}

    public static JsonObject openApi() {
        return OPEN_API;
    }

    public static JsonObject asyncApi() {
        return ASYNC_API;
    }

    public static JsonObject operation(Route route) {
        return OPEN_API.getJsonObject("paths")
                .getJsonObject(route.path())
                .getJsonObject(route.method().toLowerCase(Locale.ROOT));
    }

    /** What is wrong with an answer: status or body that the operation does not document. */
    public static List<String> faults(Route route, int status, Object body) {
        JsonObject responses = operation(route).getJsonObject("responses");
        JsonObject response = responses.getJsonObject(Integer.toString(status));
        if (response == null) {
            if (status < 400) {
                return List.of("status " + status + " is not documented");
            }
            response = OPEN_API.getJsonObject("components")
                    .getJsonObject("responses")
                    .getJsonObject("Problem");
        }
        JsonObject content = response.getJsonObject("content");
        JsonObject schema =
                content.getJsonObject(content.fieldNames().iterator().next()).getJsonObject("schema");
        List<String> faults = new ArrayList<>();
        check(OPEN_API, schema, body, "", faults);
        return faults;
    }

    /** What is wrong with a frame of the JSON subprotocol. */
    public static List<String> faults(JsonObject frame) {
        List<String> faults = new ArrayList<>();
        for (var message : ASYNC_API.getJsonObject("components").getJsonObject("messages")) {
            JsonObject json = (JsonObject) message.getValue();
            if (Objects.equals(json.getString("title"), frame.getString("type"))) {
                check(ASYNC_API, json.getJsonObject("payload"), frame, "", faults);
                return faults;
            }
        }
        return List.of("type " + frame.getString("type") + " is not documented");
    }

    public static Optional<JsonObject> find(JsonObject document, String ref) {
        JsonObject node = document;
        for (String step : ref.substring(2).split("/")) {
            node = node.getJsonObject(step.replace("~1", "/"));
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    private static void check(JsonObject document, JsonObject schema, Object value, String at, List<String> faults) {
        if (schema.getString("$ref") != null) {
            check(document, find(document, schema.getString("$ref")).orElseThrow(), value, at, faults);
        } else if (schema.containsKey("oneOf")) {
            oneOf(document, schema.getJsonArray("oneOf"), value, at, faults);
        } else if (!type(schema.getString("type"), value)) {
            faults.add(at + " must be " + schema.getString("type") + ", is " + value);
        } else if (value instanceof JsonObject object) {
            properties(document, schema, object, at, faults);
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                check(document, schema.getJsonObject("items"), array.getValue(i), at + '/' + i, faults);
            }
        } else {
            scalar(schema, value, at, faults);
        }
    }

    private static void oneOf(JsonObject document, JsonArray schemas, Object value, String at, List<String> faults) {
        boolean fits = schemas.stream().anyMatch(schema -> {
            List<String> own = new ArrayList<>();
            check(document, (JsonObject) schema, value, at, own);
            return own.isEmpty();
        });
        if (!fits) {
            faults.add(at + " fits none of oneOf: " + value);
        }
    }

    private static void properties(
            JsonObject document, JsonObject schema, JsonObject object, String at, List<String> faults) {
        schema.getJsonArray("required", new JsonArray()).forEach(name -> {
            if (!object.containsKey((String) name)) {
                faults.add(at + '/' + name + " is missing");
            }
        });
        JsonObject known = schema.getJsonObject("properties");
        if (known == null) {
            return;
        }
        object.forEach(entry -> {
            JsonObject its = known.getJsonObject(entry.getKey());
            if (its == null) {
                faults.add(at + '/' + entry.getKey() + " is not documented");
            } else {
                check(document, its, entry.getValue(), at + '/' + entry.getKey(), faults);
            }
        });
    }

    private static boolean type(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            default -> false;
        };
    }

    private static void scalar(JsonObject schema, Object value, String at, List<String> faults) {
        JsonArray words = schema.getJsonArray("enum");
        if (words != null && !words.contains(value)) {
            faults.add(at + " must be one of " + words + ", is " + value);
        }
        if ("date-time".equals(schema.getString("format")) && !isTime((String) value)) {
            faults.add(at + " must be a time, is " + value);
        }
        String pattern = schema.getString("pattern");
        if (pattern != null && !((String) value).matches(pattern)) {
            faults.add(at + " must match " + pattern + ", is " + value);
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }

    private static JsonObject read(String name) {
        try (InputStream in = Documents.class.getClassLoader().getResourceAsStream(name)) {
            return new JsonObject(Buffer.buffer(Objects.requireNonNull(in).readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
