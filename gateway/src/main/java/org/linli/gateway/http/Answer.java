package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call answers: status, body, and headers beside those that every answer carries. */
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
    public static final String JSON = "application/json";

    public static Answer ok(JsonObject json) {
        return of(200, json);
    }

    public static Answer of(int status, JsonObject json) {
        return new Answer(status, JSON, json.toBuffer(), Map.of());
    }

    /** With a strong {@code ETag} of the version. */
    public Answer tagged(long version) {
        return with("ETag", "\"" + version + "\"");
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }
}
