package org.linli.load.week;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.linli.gateway.client.ApiClient;
import org.linli.gateway.client.ClientSettings;
import org.linli.gateway.client.RequestKeys;
import org.linli.gateway.client.Session;
import org.linli.gateway.client.StreamClient;
import org.linli.gateway.client.StreamSettings;
import org.linli.proto.ServerFrame;

/** Open pages: each person's stream, which comes back by itself after a loss. Frames come on a thread of its own. */
final class Phones implements AutoCloseable {
    private static final int MOST = 4_000;

    private final Vertx vertx = Vertx.vertx();
    private final Hall hall;
    private final ClientSettings settings;
    private final ApiClient api;
    private final WebSocketClient sockets;
    private final SplittableRandom chance;
    private final List<StreamClient> streams = new ArrayList<>();

    Phones(Hall hall, SplittableRandom chance) {
        this.hall = hall;
        this.chance = chance;
        settings = ClientSettings.of(hall.node());
        api = new ApiClient(vertx, settings, new RequestKeys(InstantSource.system(), chance.split()), chance.split());
        sockets = StreamClient.sockets(vertx, MOST);
    }

    void open(String role, String subject, Consumer<ServerFrame> heard) {
        Session session = new Session(api, tokens(hall.pass(role, subject)));
        StreamClient stream =
                new StreamClient(vertx, sockets, settings, StreamSettings.me(), session, chance.split(), heard);
        streams.add(stream);
        vertx.runOnContext(go -> stream.open());
    }

    /** The token of the moment, and after one that was refused the next. */
    private Supplier<Future<String>> tokens(Pass pass) {
        AtomicReference<String> last = new AtomicReference<>("");
        return () -> vertx.executeBlocking(() -> {
            String next = pass.after(Objects.requireNonNull(last.get()));
            last.set(next);
            return next;
        });
    }

    boolean areConnected() {
        return streams.stream().allMatch(StreamClient::connected);
    }

    /** Hangs up first, so that nobody comes back by themselves. */
    @Override
    public void close() {
        Promise<Void> hungUp = Promise.promise();
        vertx.runOnContext(go -> {
            streams.forEach(StreamClient::close);
            hungUp.complete();
        });
        hungUp.future().await();
        vertx.close().await();
    }
}
