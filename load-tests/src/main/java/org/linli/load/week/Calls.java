package org.linli.load.week;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.linli.load.faults.Patience;

/** Calls of the node, each made again under its key while the node is busy; they block. Safe for several threads. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A node that is busy or not back yet says so; whoever asks comes again under the same key. */
    private static final int ATTEMPTS = 40;

    private static final long AGAIN_MS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;

    Calls(URI node) {
        this.node = node;
    }

    URI node() {
        return node;
    }

    /**
     * One call.
     *
     * @param token empty where nobody has signed in
     * @param from  whom the proxy before the node says that it comes from; empty: from this machine
     */
    record Call(String method, String path, String type, String body, String token, String from) {
        static Call json(String method, String path, JsonObject body, String token) {
            return new Call(method, path, "application/json", body.encode(), token, "");
        }

        Call from(String address) {
            return new Call(method, path, type, body, token, address);
        }

        Call with(String other) {
            return new Call(method, path, type, body, other, from);
        }
    }

    /** Throws {@link IllegalStateException}, with what the node said, unless it is answered 2xx. */
    JsonObject ok(Call call) {
        return read(call, ask(call));
    }

    static JsonObject read(Call call, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    call.method + " " + call.path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isBlank() ? new JsonObject() : new JsonObject(answer.body());
    }

    HttpResponse<String> ask(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(call.path))
                .timeout(PATIENCE)
                .header("Content-Type", call.type)
                .method(
                        call.method,
                        call.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body));
        if (!call.token.isEmpty()) {
            request.header("Authorization", "Bearer " + call.token);
        }
        if (!call.from.isEmpty()) {
            request.header("X-Forwarded-For", call.from);
        }
        if (!call.method.equals("GET")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return patiently(request.build());
    }

    private HttpResponse<String> patiently(HttpRequest request) {
        IOException last = new IOException("never sent");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                    return answer;
                }
                last = new IOException(answer.statusCode() + " " + answer.body());
            } catch (IOException gone) {
                last = gone;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopped);
            }
            Patience.rest(AGAIN_MS);
        }
        throw new IllegalStateException(request.method() + " " + request.uri() + ": " + last.getMessage(), last);
    }
}
