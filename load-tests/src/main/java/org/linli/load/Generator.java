package org.linli.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;

/** The load's own event loop with its connections. Calls that fail are not repeated: a repeat would hide a delay. */
final class Generator implements AutoCloseable {
    static final String REGION = "520181";
    /** Enough for 2,000 calls a second that take 120 ms each, so that a stall of the node is not drawn out by our queue. */
    private static final int CONNECTIONS = 256;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final ApiClient api;
    private final WebSocketClient sockets;

    Generator(URI node, int mostSockets) {
        ClientSettings settings = new ClientSettings(node, CONNECTIONS, 200_000, Duration.ofSeconds(20), 1, 0);
        RequestKeys keys = new RequestKeys(InstantSource.system(), new SplittableRandom());
        this.api = new ApiClient(vertx, settings, keys, new SplittableRandom(1));
        this.sockets = StreamClient.sockets(vertx, mostSockets + 1);
    }

    Vertx vertx() {
        return vertx;
    }

    ApiClient api() {
        return api;
    }

    WebSocketClient sockets() {
        return sockets;
    }

    Session session(String role, String subject) {
        return Session.demo(api, role, subject, REGION);
    }

    /** Hands a step to the loop. Callable from any thread. */
    void run(Runnable step) {
        loop.runOnContext(go -> step.run());
    }

    /** Runs something on the loop and waits for its outcome; not to be called from the loop. */
    <T> T await(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        loop.runOnContext(go -> work.get().onComplete(outcome));
        return outcome.future().await();
    }

    /** Does something for each, so many at a time; fails with the first failure. For the loop. */
    static <P> Future<Void> each(List<P> all, int atATime, Function<P, Future<?>> work) {
        Iterator<P> left = all.iterator();
        List<Future<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < atATime; i++) {
            Promise<Void> end = Promise.promise();
            lane(left, work, end);
            lanes.add(end.future());
        }
        return Future.all(lanes).mapEmpty();
    }

    /** One promise for the whole lane: futures that wait for each other would be ended within each other. */
    private static <P> void lane(Iterator<P> left, Function<P, Future<?>> work, Promise<Void> end) {
        if (left.hasNext()) {
            Future.succeededFuture(left.next())
                    .<Object>compose(next -> work.apply(next).mapEmpty())
                    .onSuccess(done -> lane(left, work, end))
                    .onFailure(end::fail);
        } else {
            end.complete();
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
