package org.linli.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Route;

/**
 * One call as a handler sees it: its route, who calls, path, query and body. Lives on one event loop.
 *
 * @param traceId names the call in problems and in the log
 */
public record Exchange(
        HttpServerRequest request,
        Route route,
        Map<String, String> path,
        @Nullable Caller callerIfAny,
        Buffer body,
        Language language,
        String traceId) {

    /** Who calls; throws on a public route's anonymous call, which no handler of one may ask. */
    public Caller caller() {
        if (callerIfAny == null) {
            throw Problem.of(ProblemCode.NOT_SIGNED_IN, "Authorization: Bearer …");
        }
        return callerIfAny;
    }

    /** A path parameter, which the route's template names. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("route (" + route + ") has no path parameter " + name);
        }
        return value;
    }

    public String id() {
        return path("id");
    }

    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /** The network that the call comes from, see {@link Addresses}. */
    public String address() {
        return Addresses.of(request);
    }

    /** The query, with its checks. */
    public Query query() {
        return new Query(request.params());
    }

    /** The body as one JSON object; an empty body is an empty object. */
    public Fields fields() {
        return Fields.parse(body);
    }
}
