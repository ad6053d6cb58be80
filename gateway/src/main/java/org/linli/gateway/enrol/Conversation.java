package org.linli.gateway.enrol;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.function.Function;
import org.linli.gateway.client.ApiClient;

/** Calls to a node from a command's own thread. Whoever opens it closes it. */
final class Conversation implements AutoCloseable {
    private final Vertx vertx;
    private final ApiClient api;

    Conversation(NodeOptions node) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        Promise<ApiClient> made = Promise.promise();
        vertx.runOnContext(go -> made.complete(node.client(vertx)));
        this.api = made.future().await();
    }

    /** Begins a call; the future completes on the client's own thread. */
    <T> Future<T> begin(Function<ApiClient, Future<T>> call) {
        Promise<T> outcome = Promise.promise();
        vertx.runOnContext(go -> {
            try {
                call.apply(api).onComplete(outcome);
            } catch (RuntimeException failed) {
                outcome.fail(failed);
            }
        });
        return outcome.future();
    }

    /** Calls and waits. */
    <T> T ask(Function<ApiClient, Future<T>> call) {
        return begin(call).await();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
