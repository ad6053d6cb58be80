package org.linli.load.faults;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.client.FrameCodec;
import org.linli.gateway.client.ResumePoint;
import org.linli.gateway.client.Session;
import org.linli.load.check.Happening;
import org.linli.proto.ClientFrame;
import org.linli.proto.Hello;
import org.linli.proto.Ping;
import org.linli.proto.ServerFrame;

/** One person's stream in JSON, kept open and written down: after a loss it says where it left off. On the clients' loop. */
final class RealStream {
    private static final long PING_MS = 5_000;
    private static final ClientFrame PING =
            ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build();

    private final Clients clients;
    private final Session session;
    private final SplittableRandom chance;
    private final String subject;
    private final String role;
    private final String topic;
    private final Consumer<ServerFrame> listener;
    private final FrameCodec codec = FrameCodec.named("json");
    private final ResumePoint resume = new ResumePoint();
    private @Nullable Open open;

    RealStream(
            Clients clients,
            Session session,
            String subject,
            String role,
            String topic,
            SplittableRandom chance,
            Consumer<ServerFrame> listener) {
        this.clients = clients;
        this.session = session;
        this.subject = subject;
        this.role = role;
        this.topic = topic;
        this.chance = chance;
        this.listener = listener;
    }

    void connect() {
        session.token().onComplete(token -> {
            if (token.failed()) {
                again();
                return;
            }
            WebSocketConnectOptions options = new WebSocketConnectOptions();
            options.setHost("127.0.0.1")
                    .setPort(clients.api().settings().port())
                    .setURI("/v1/stream")
                    .putHeader("Authorization", "Bearer " + token.result());
            options.setTimeout(3_000);
            options.addSubProtocol(codec.subprotocol());
            clients.sockets().connect(options).onComplete(dialled -> {
                if (dialled.succeeded()) {
                    open = new Open(dialled.result());
                } else {
                    session.renew();
                    again();
                }
            });
        });
    }

    boolean isOpen() {
        return open != null;
    }

    /** Takes nothing from the socket for a while. */
    void stall(long ms) {
        Open stalled = open;
        if (stalled != null) {
            stalled.socket.pause();
            clients.after(ms, stalled.socket::resume);
        }
    }

    void drop() {
        Open dropped = open;
        if (dropped != null) {
            dropped.socket.close();
        }
    }

    private void again() {
        clients.after(100 + chance.nextInt(600), () -> {
            if (open == null) {
                connect();
            }
        });
    }

    /** One connection. */
    private final class Open {
        private final WebSocket socket;
        private final long id = clients.recorder().newConnection();
        private final long pinging;

        Open(WebSocket socket) {
            this.socket = socket;
            String from = resume.text();
            clients.recorder()
                    .add(new Happening.Connected(
                            clients.recorder().nowMs(), id, subject, Set.of(role), Set.of(), Set.of(topic), from));
            socket.textMessageHandler(this::heard);
            socket.exceptionHandler(broken -> socket.close());
            socket.closeHandler(closed -> ended());
            pinging = clients.vertx().setPeriodic(PING_MS, tick -> send(PING));
            send(ClientFrame.newBuilder()
                    .setHello(Hello.newBuilder().addAllTopics(List.of(topic)).setResumeFrom(from))
                    .build());
        }

        private void send(ClientFrame frame) {
            if (!socket.isClosed() && !socket.writeQueueFull()) {
                socket.writeTextMessage(codec.encode(frame).toString());
            }
        }

        private void heard(String message) {
            if (open != this) {
                return;
            }
            ServerFrame frame = codec.decode(Buffer.buffer(message));
            boolean taken = resume.take(frame);
            clients.recorder().add(new Happening.Framed(clients.recorder().nowMs(), id, frame, taken));
            if (taken) {
                listener.accept(frame);
            }
        }

        private void ended() {
            clients.vertx().cancelTimer(pinging);
            clients.recorder().add(new Happening.Disconnected(clients.recorder().nowMs(), id));
            if (open == this) {
                open = null;
                again();
            }
        }
    }
}
