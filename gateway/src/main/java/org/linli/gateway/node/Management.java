package org.linli.gateway.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Health and metrics, on a port of their own. */
final class Management {
    private final PrometheusMeterRegistry meters;
    private final Map<String, Supplier<String>> parts = new LinkedHashMap<>();

    Management(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * A part that must be well for the node to be ready.
     *
     * @param trouble what is wrong with it, in words; empty while it is well
     */
    Management part(String name, Supplier<String> trouble) {
        parts.put(name, trouble);
        return this;
    }

    void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/health/live" -> json(request, 200, new JsonObject().put("status", "UP"));
            case "/health/ready" -> ready(request);
            case "/metrics" ->
                request.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scrape());
            default -> json(request, 404, new JsonObject().put("status", "NOT_FOUND"));
        }
    }

    private void ready(HttpServerRequest request) {
        JsonObject checks = new JsonObject();
        JsonObject troubles = new JsonObject();
        parts.forEach((name, part) -> {
            String trouble = part.get();
            checks.put(name, trouble.isEmpty() ? "UP" : "DOWN");
            if (!trouble.isEmpty()) {
                troubles.put(name, trouble);
            }
        });
        boolean ready = troubles.isEmpty();
        JsonObject body = new JsonObject().put("status", ready ? "UP" : "DOWN").put("checks", checks);
        json(request, ready ? 200 : 503, ready ? body : body.put("troubles", troubles));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
