package org.linli.gateway.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.linli.gateway.access.Route;

/** Which handler answers which route; each route once. */
public final class Handlers {
    private final Map<Route, Handler> handlers = new EnumMap<>(Route.class);

    public Handlers on(Route route, Handler handler) {
        if (handlers.put(route, handler) != null) {
            throw new IllegalStateException("route (" + route + ") has two handlers");
        }
        return this;
    }

    public Set<Route> routes() {
        return handlers.keySet();
    }

    Handler get(Route route) {
        Handler handler = handlers.get(route);
        if (handler == null) {
            throw new IllegalStateException("route (" + route + ") has no handler");
        }
        return handler;
    }
}
