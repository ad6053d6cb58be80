package org.linli.gateway.http;

import io.vertx.core.Future;

/** Answers one route. Runs on an event loop, never blocks; fails or throws with a {@link Problem}. */
@FunctionalInterface
public interface Handler {
    Future<Answer> handle(Exchange exchange);
}
