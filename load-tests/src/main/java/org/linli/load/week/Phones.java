package org.linli.load.week;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
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
    private final ClientSettings settings;
    private final ApiClient api;
    private final WebSocketClient sockets;
    private final SplittableRandom chance;
    private final List<StreamClient> streams = new ArrayList<>();

    Phones(Hall hall, SplittableRandom chance) {
        this.chance = chance;
        settings = ClientSettings.of(hall.node());
        api = new ApiClient(vertx, settings, new RequestKeys(InstantSource.system(), chance.split()), chance.split());
        sockets = StreamClient.sockets(vertx, MOST);
    }

    void open(String role, String subject, Consumer<ServerFrame> heard) {
        Session session = Session.demo(api, role, subject, Hall.REGION);
        StreamClient stream =
                new StreamClient(vertx, sockets, settings, StreamSettings.me(), session, chance.split(), heard);
        streams.add(stream);
        vertx.runOnContext(go -> stream.open());
    }

    boolean areConnected() {
        return streams.stream().allMatch(StreamClient::connected);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
