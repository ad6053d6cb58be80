package org.linli.load.week;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.linli.load.faults.Patience;

/** The node's HTTP door, as anybody may use it; calls block. Safe for several threads. */
final class Hall {
    static final String REGION = "520181";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A node that is busy or not back yet says so; whoever asks comes again under the same key. */
    private static final int ATTEMPTS = 40;

    private static final long AGAIN_MS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;

    Hall(URI node) {
        this.node = node;
    }

    URI node() {
        return node;
    }

    /** Somebody who has signed in. */
    Desk as(String role, String subject, String... communities) {
        JsonObject asked =
                new JsonObject().put("role", role).put("subject", subject).put("region", REGION);
        if (communities.length > 0) {
            asked.put("communities", new JsonArray(List.of(communities)));
        }
        return new Desk(send("POST", "/v1/demo/tokens", "application/json", asked.encode(), "")
                .getString("token"));
    }

    /** One person's calls. Each throws {@link IllegalStateException}, with what the node said, unless it is answered 2xx. */
    final class Desk {
        private final String token;

        Desk(String token) {
            this.token = token;
        }

        JsonObject get(String path) {
            return send("GET", path, "application/json", "", token);
        }

        JsonObject post(String path, JsonObject body) {
            return send("POST", path, "application/json", body.encode(), token);
        }

        JsonObject put(String path, JsonObject body) {
            return send("PUT", path, "application/json", body.encode(), token);
        }

        /** Gives how many rows were created, updated, left as they are and refused, by these words. */
        JsonObject table(String kind, String csv, boolean dryRun) {
            String path = "/v1/imports?kind=" + kind + (dryRun ? "&dryRun=true" : "");
            return send("POST", path, "text/csv; charset=utf-8", csv, token).getJsonObject("counts");
        }
    }

    private JsonObject send(String method, String path, String type, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!method.equals("GET")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        HttpResponse<String> answer = patiently(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isBlank() ? new JsonObject() : new JsonObject(answer.body());
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
