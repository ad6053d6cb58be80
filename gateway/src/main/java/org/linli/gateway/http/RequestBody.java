package org.linli.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import org.linli.gateway.access.Route;

/** What a call brings: how much of it is taken, and of which kinds. */
public final class RequestBody {
    /** An order with every field at its limit has 20 KiB. */
    static final int MAX_BODY = 64 * 1024;
    /** A county's policy has 10 KiB; a city's with many services a few times that. */
    public static final int MAX_POLICY = 256 * 1024;

    /** A table of 5,000 people has a megabyte; with long notes a few times that. */
    static final int MAX_TABLE = 8 * 1024 * 1024;

    /** A photograph of a sheet in Base64, and what is written beside it. */
    static final int MAX_SCAN = 300 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";
    /** What some calls take beside JSON. */
    private static final Map<Route, List<String>> MORE_TYPES = Map.of(
            Route.POLICY_PUBLISH,
            List.of("text/yaml", "application/yaml"),
            Route.IMPORT,
            List.of("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Route.OPEN311_REQUEST_JSON,
            List.of(FORM),
            Route.OPEN311_REQUEST_XML,
            List.of(FORM));

    private RequestBody() {}

    /** All of it; fails with {@code body-too-large} as soon as it is longer than the route takes. */
    static Future<Buffer> read(HttpServerRequest request, Route route) {
        int limit = limit(route);
        if (declaredLength(request) > limit) {
            return Future.failedFuture(Problem.of(ProblemCode.BODY_TOO_LARGE, Integer.toString(limit)));
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else {
                promise.tryFail(Problem.of(ProblemCode.BODY_TOO_LARGE, Integer.toString(limit)));
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body));
        return promise.future();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private static int limit(Route route) {
        return switch (route) {
            case POLICY_PUBLISH -> MAX_POLICY;
            case IMPORT -> MAX_TABLE;
            case LATE_ENTER -> MAX_SCAN;
            default -> MAX_BODY;
        };
    }

    /** Fails with {@code unsupported-media-type} where the body is of another kind than the route takes. */
    static void checkMediaType(HttpServerRequest request, Route route, Buffer body) {
        String type = request.getHeader("Content-Type");
        if (body.length() == 0 || type == null || type.startsWith(Answer.JSON)) {
            return;
        }
        if (MORE_TYPES.getOrDefault(route, List.of()).stream().noneMatch(type::startsWith)) {
            throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, Answer.JSON);
        }
    }
}
