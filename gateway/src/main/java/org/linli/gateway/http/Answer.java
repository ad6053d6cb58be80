package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call answers: status, body, and headers beside those that every answer carries.
 *
 * @param stream writes a body of any length, and ends the response; null: the body is whole
 */
public record Answer(
        int status,
        String contentType,
        Buffer body,
        Map<String, String> headers,
        @Nullable Stream stream) {
    public static final String JSON = "application/json";

    /** Writes a body piece by piece, on threads of its own; is called on an event loop and must not block it. */
    @FunctionalInterface
    public interface Stream {
        void begin(HttpServerResponse response);
    }

    /** With a whole body. */
    public Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
        this(status, contentType, body, headers, null);
    }

    /** 200, and then what the stream writes. */
    public static Answer streamed(String contentType, Stream stream) {
        return new Answer(200, contentType, Buffer.buffer(), Map.of(), stream);
    }

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
        return new Answer(status, contentType, body, more, stream);
    }
}
