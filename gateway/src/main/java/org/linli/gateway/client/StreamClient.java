package org.linli.gateway.client;

import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.proto.Ack;
import org.linli.proto.ClientFrame;
import org.linli.proto.Hello;
import org.linli.proto.LatLng;
import org.linli.proto.Ping;
import org.linli.proto.PositionReport;
import org.linli.proto.ServerFrame;

/**
 * One person's stream, kept open: it connects, says hello, hands every frame on, and after a loss connects again with
 * the last sequence that it took in. Sequences never go back, so a frame that was seen is not handed on twice. A close
 * that says "replaced" (4409) or "not allowed" (4403) ends it; "not signed in" (4401) fetches another token.
 *
 * <p>For one Vert.x context's thread.
 */
public final class StreamClient {
    private static final int REPLACED = 4409;
    private static final int NOT_ALLOWED = 4403;
    private static final int NOT_SIGNED_IN = 4401;

    private final Vertx vertx;
    private final WebSocketClient sockets;
    private final ClientSettings node;
    private final StreamSettings settings;
    private final Session session;
    private final RandomGenerator chance;
    private final Consumer<ServerFrame> listener;
    private final ResumePoint resume = new ResumePoint();

    private @Nullable WebSocket socket;
    private boolean wanted;
    private int failures;
    private int connects;
    private long pingTimer = -1;

    /**
     * A stream that is not open yet.
     *
     * @param sockets  shared by many streams, see {@link #sockets}
     * @param chance   spreads the returns of many in time
     * @param listener takes each frame once, on the context's thread
     */
    public StreamClient(
            Vertx vertx,
            WebSocketClient sockets,
            ClientSettings node,
            StreamSettings settings,
            Session session,
            RandomGenerator chance,
            Consumer<ServerFrame> listener) {
        this.vertx = vertx;
        this.sockets = sockets;
        this.node = node;
        this.settings = settings;
        this.session = session;
        this.chance = chance;
        this.listener = listener;
    }

    /** A client for as many sockets as file descriptors allow; the library's own limit is 50 a host. */
    public static WebSocketClient sockets(Vertx vertx, int most) {
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(most)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 22)
                .setTcpNoDelay(true)
                .setConnectTimeout(5_000));
    }

    /** Connects and stays connected until {@link #close}. */
    public void open() {
        if (!wanted) {
            wanted = true;
            connect();
        }
    }

    /** Ends it for good; does not wait for the node. */
    public void close() {
        wanted = false;
        WebSocket open = socket;
        socket = null;
        stopPing();
        if (open != null) {
            open.close();
        }
    }

    /** Whether a connection stands, though it may be broken without anybody having noticed. */
    public boolean connected() {
        return socket != null;
    }

    /** How often a connection was made, the first included. */
    public int connects() {
        return connects;
    }

    /** Sends a fix; dropped while there is no connection, because the next one follows. */
    public void position(Wgs84 place, Instant at) {
        LatLng location = LatLng.newBuilder()
                .setLat(place.latDeg())
                .setLng(place.lngDeg())
                .build();
        send(ClientFrame.newBuilder()
                .setPosition(PositionReport.newBuilder().setLocation(location).setAt(timestamp(at)))
                .build());
    }

    /** Says that an offer is on the screen. */
    public void ack(String offerId) {
        send(ClientFrame.newBuilder()
                .setAck(Ack.newBuilder().setOfferId(offerId))
                .build());
    }

    private void connect() {
        session.token().compose(this::dial).onComplete(dialled -> {
            if (dialled.failed()) {
                again();
            } else if (wanted) {
                opened(dialled.result());
            } else {
                dialled.result().close();
            }
        });
    }

    private Future<WebSocket> dial(String token) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost(node.base().getHost())
                .setPort(node.port())
                .setSsl(node.tls())
                .setURI("/v1/stream")
                .putHeader("Authorization", "Bearer " + token);
        options.setTimeout(5_000);
        options.addSubProtocol(settings.codec().subprotocol());
        return sockets.connect(options).onFailure(refused -> session.renew());
    }

    private void opened(WebSocket opened) {
        socket = opened;
        connects++;
        // Whole messages: a snapshot may come in several frames of the socket.
        opened.binaryMessageHandler(message -> heard(opened, message));
        opened.textMessageHandler(message -> heard(opened, Buffer.buffer(message)));
        opened.exceptionHandler(broken -> opened.close());
        opened.closeHandler(closed -> closed(opened));
        send(hello());
        pingTimer = vertx.setPeriodic(settings.pingMs(), tick -> send(PING));
    }

    private ClientFrame hello() {
        Hello.Builder hello = Hello.newBuilder().addAllTopics(settings.topics()).setResumeFrom(resume.text());
        if (settings.viewport() != null) {
            hello.setViewport(settings.viewport());
        }
        return ClientFrame.newBuilder().setHello(hello).build();
    }

    private void heard(WebSocket from, Buffer message) {
        if (from != socket) {
            return;
        }
        ServerFrame frame = settings.codec().decode(message);
        failures = 0;
        if (resume.take(frame)) {
            listener.accept(frame);
        }
    }

    private void closed(WebSocket closed) {
        if (closed != socket) {
            return;
        }
        socket = null;
        stopPing();
        int code = closed.closeStatusCode() == null ? 1006 : closed.closeStatusCode();
        if (code == REPLACED || code == NOT_ALLOWED) {
            wanted = false;
        }
        if (code == NOT_SIGNED_IN) {
            session.renew();
        }
        again();
    }

    private void again() {
        if (wanted) {
            failures++;
            vertx.setTimer(Backoff.delayMs(failures, "", chance), fired -> {
                if (wanted && socket == null) {
                    connect();
                }
            });
        }
    }

    private void send(ClientFrame frame) {
        WebSocket open = socket;
        if (open == null || open.isClosed() || open.writeQueueFull()) {
            return;
        }
        Buffer message = settings.codec().encode(frame);
        if (settings.codec().binary()) {
            open.writeBinaryMessage(message);
        } else {
            open.writeTextMessage(message.toString());
        }
    }

    private void stopPing() {
        vertx.cancelTimer(pingTimer);
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    private static final ClientFrame PING =
            ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build();
}
