package org.linli.gateway.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.http.Language;
import org.linli.proto.Bye;
import org.linli.proto.ClientFrame;
import org.linli.proto.Hello;
import org.linli.proto.Pong;
import org.linli.proto.ServerFrame;

/**
 * One WebSocket. Lives on its event loop, but for what {@link Connection} says of the pusher. The first frame must be
 * {@code hello}, within {@value #HELLO_MS} ms; a socket from which nothing has come for {@value #SILENT_MS} ms, though
 * it was pinged, is closed.
 */
final class StreamSocket implements Connection {
    static final long HELLO_MS = 10_000;
    static final long SILENT_MS = 60_000;
    private static final long PING_MS = 20_000;
    /** A volunteer on the move sends one position in five seconds; ten frames a second are a bug of the client. */
    private static final int MAX_FRAMES_A_PERIOD = 200;

    private static final int MAX_TOPICS = 3;

    private final StreamServer server;
    private final StreamServer.Parts parts;
    private final ServerWebSocket socket;
    private final Context context;
    private final Wire wire;
    private final Language language;
    private final AtomicLong pending = new AtomicLong();
    private volatile boolean full;
    private @Nullable Caller caller;
    private @Nullable Hello hello;
    private @Nullable Listener listener;
    private long heardAt;
    private int framesInPeriod;
    private long timer;
    private boolean ended;

    StreamSocket(StreamServer server, StreamServer.Parts parts, ServerWebSocket socket, Wire wire, Language language) {
        this.server = server;
        this.parts = parts;
        this.socket = socket;
        this.context = parts.vertx().getOrCreateContext();
        this.wire = wire;
        this.language = language;
    }

    void start() {
        heardAt = parts.nanos().getAsLong();
        socket.handler(this::heard);
        socket.pongHandler(pong -> heardAt = parts.nanos().getAsLong());
        socket.exceptionHandler(broken -> ended());
        socket.closeHandler(closed -> ended());
        timer = parts.vertx().setTimer(HELLO_MS, tick -> watch());
    }

    private void watch() {
        if (ended) {
            return;
        }
        long silentMs = (parts.nanos().getAsLong() - heardAt) / 1_000_000;
        if (listener == null || silentMs >= SILENT_MS) {
            end(CloseCode.SILENT, listener == null ? "no hello came" : "silent for " + silentMs / 1000 + " s");
            return;
        }
        if (caller != null && !parts.pusher().isSignedIn(caller)) {
            end(CloseCode.NOT_SIGNED_IN, "the session has run out; sign in again");
            return;
        }
        framesInPeriod = 0;
        socket.writePing(Buffer.buffer("linli"));
        timer = parts.vertx().setTimer(PING_MS, tick -> watch());
    }

    void signedIn(Caller who) {
        caller = who;
        join();
    }

    private void heard(Buffer message) {
        heardAt = parts.nanos().getAsLong();
        if (message.length() > StreamServer.MAX_FRAME) {
            end(CloseCode.FRAME_TOO_LARGE, "a frame may have " + StreamServer.MAX_FRAME + " bytes");
        } else if (++framesInPeriod > MAX_FRAMES_A_PERIOD) {
            end(CloseCode.TOO_FAST, "more than " + MAX_FRAMES_A_PERIOD + " frames in " + PING_MS / 1000 + " s");
        } else {
            wire.decode(message)
                    .ifPresentOrElse(this::said, () -> end(CloseCode.BAD_FRAME, "no frame of " + wire.subprotocol()));
        }
    }

    private void said(ClientFrame frame) {
        switch (frame.getBodyCase()) {
            case HELLO -> hello(frame.getHello());
            case PING ->
                send(wire.encode(ServerFrame.newBuilder()
                        .setPong(Pong.getDefaultInstance())
                        .build()));
            case POSITION -> {
                if (joined() && !parts.moved().test(caller(), frame.getPosition())) {
                    end(CloseCode.NOT_ALLOWED, "only volunteers on duty report positions");
                }
            }
            case ACK -> {
                if (joined()) {
                    parts.seen().accept(caller(), frame.getAck().getOfferId());
                }
            }
            case BODY_NOT_SET -> end(CloseCode.BAD_FRAME, "an empty frame");
        }
    }

    private boolean joined() {
        if (listener == null) {
            end(CloseCode.BAD_FRAME, "hello must come first");
            return false;
        }
        return true;
    }

    private Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a socket that joined has no caller");
        }
        return caller;
    }

    private void hello(Hello said) {
        if (hello != null) {
            end(CloseCode.BAD_FRAME, "hello must come once");
            return;
        }
        hello = said;
        if (!said.getTicket().isEmpty()) {
            Optional<Caller> holder = parts.tickets().take(said.getTicket());
            if (holder.isEmpty()) {
                end(CloseCode.NOT_SIGNED_IN, "the ticket was used or has lapsed");
                return;
            }
            caller = holder.get();
        } else if (socket.headers().get("Authorization") == null) {
            end(CloseCode.NOT_SIGNED_IN, "a ticket or a bearer token is needed");
            return;
        }
        join();
    }

    /** Once both are there, in whatever order they came. */
    private void join() {
        Caller who = caller;
        Hello said = hello;
        if (who == null || said == null || ended || listener != null) {
            return;
        }
        Set<String> topics = said.getTopicsCount() == 0 ? Set.of("me") : new HashSet<>(said.getTopicsList());
        boolean may = topics.size() <= MAX_TOPICS && topics.stream().allMatch(topic -> Listener.mayHear(who, topic));
        if (!may || !who.region().equals(parts.region())) {
            end(CloseCode.NOT_ALLOWED, "the topics are not open to this role");
            return;
        }
        Listener joined = new Listener(
                who,
                topics,
                wire,
                language,
                said.hasViewport() ? said.getViewport() : null,
                said.getResumeFrom(),
                this);
        listener = joined;
        parts.pusher().join(joined);
    }

    @Override
    public void send(byte[] message) {
        pending.addAndGet(message.length);
        context.runOnContext(go -> write(message));
    }

    private void write(byte[] message) {
        if (ended) {
            return;
        }
        Buffer buffer = Buffer.buffer(message);
        var written = wire == Wire.JSON
                ? socket.writeTextMessage(buffer.toString(StandardCharsets.UTF_8))
                : socket.writeBinaryMessage(buffer);
        written.onComplete(done -> left(message.length));
    }

    private void left(int bytes) {
        long now = pending.addAndGet(-bytes);
        Listener those = listener;
        if (full && now < Outbox.LOW_WATER && those != null) {
            full = false;
            parts.pusher().drained(those);
        }
    }

    @Override
    public long pendingBytes() {
        long now = pending.get();
        if (now >= Outbox.HIGH_WATER) {
            full = true;
        }
        return now;
    }

    @Override
    public void close(int code, String reason) {
        context.runOnContext(go -> end(code, reason));
    }

    void end(int code, String reason) {
        if (ended) {
            return;
        }
        if (!socket.isClosed()) {
            byte[] bye = wire.encode(ServerFrame.newBuilder()
                    .setBye(Bye.newBuilder().setCode(code).setReason(reason))
                    .build());
            write(bye);
            socket.close((short) code, reason);
        }
        ended();
    }

    private void ended() {
        if (!ended) {
            ended = true;
            parts.vertx().cancelTimer(timer);
            server.closed(this);
            Listener those = listener;
            if (those != null) {
                parts.pusher().leave(those);
            }
        }
    }
}
