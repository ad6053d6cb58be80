package org.linli.gateway.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Health and metrics, on a port of their own. */
final class Management {
    private final PrometheusMeterRegistry meters;
    private final Map<String, BooleanSupplier> parts = new LinkedHashMap<>();

    Management(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** A part that must be well for the node to be ready. */
    Management part(String name, BooleanSupplier well) {
        parts.put(name, well);
        return this;
    }

    boolean isReady() {
        return parts.values().stream().allMatch(BooleanSupplier::getAsBoolean);
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
        parts.forEach((name, well) -> checks.put(name, well.getAsBoolean() ? "UP" : "DOWN"));
        boolean ready = isReady();
        json(
                request,
                ready ? 200 : 503,
                new JsonObject().put("status", ready ? "UP" : "DOWN").put("checks", checks));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
