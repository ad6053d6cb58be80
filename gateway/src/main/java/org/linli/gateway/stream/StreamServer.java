package org.linli.gateway.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Tickets;
import org.linli.gateway.http.Door;
import org.linli.gateway.http.Language;
import org.linli.proto.PositionReport;

/** {@code GET /v1/stream}: takes in WebSockets, signs them in, and joins them to the pusher. Runs on event loops. */
public final class StreamServer {
    public static final String PATH = "/v1/stream";
    /** A hello with its longest ticket has 1 kB. */
    public static final int MAX_FRAME = 16 * 1024;

    private final Parts parts;
    private final Set<StreamSocket> open = ConcurrentHashMap.newKeySet();

    /**
     * What streams work with.
     *
     * @param maxSockets  of this node; 20,000 descriptors are what a process often has
     * @param seen        an offer is on its volunteer's screen
     * @param moved       a volunteer's fix; false if the caller may not report one
     * @param nanos       a clock that only goes forward, for silence
     */
    public record Parts(
            Vertx vertx,
            Pusher pusher,
            Door.Verifier tokens,
            Tickets tickets,
            String region,
            int maxSockets,
            BiConsumer<Caller, String> seen,
            BiPredicate<Caller, PositionReport> moved,
            LongSupplier nanos) {}

    public StreamServer(Parts parts) {
        this.parts = parts;
    }

    public int openSockets() {
        return open.size();
    }

    /** Takes the upgrade, or answers why not. */
    public void handle(HttpServerRequest request) {
        Language language = language(request);
        request.toWebSocket().onSuccess(socket -> opened(request, socket, language));
    }

    /** A browser cannot set headers of a WebSocket, so {@code ?lang=en} counts before {@code Accept-Language}. */
    private static Language language(HttpServerRequest request) {
        @Nullable String asked = request.getParam("lang");
        return Language.of(asked == null ? request.getHeader("Accept-Language") : asked);
    }

    private void opened(HttpServerRequest request, ServerWebSocket socket, Language language) {
        Optional<Wire> wire = socket.subProtocol() == null ? Optional.of(Wire.JSON) : Wire.find(socket.subProtocol());
        StreamSocket stream = new StreamSocket(this, parts, socket, wire.orElse(Wire.JSON), language);
        if (open.size() >= parts.maxSockets()) {
            stream.end(CloseCode.NODE_GOING, "this node has as many streams as it can carry");
            return;
        }
        open.add(stream);
        stream.start();
        if (request.getHeader("Authorization") != null) {
            signIn(request, stream);
        }
    }

    private void signIn(HttpServerRequest request, StreamSocket stream) {
        try {
            parts.tokens()
                    .verify(Door.bearer(request))
                    .onSuccess(stream::signedIn)
                    .onFailure(refused -> stream.end(CloseCode.NOT_SIGNED_IN, "the token does not count"));
        } catch (RuntimeException noToken) {
            stream.end(CloseCode.NOT_SIGNED_IN, "Authorization: Bearer …");
        }
    }

    void closed(StreamSocket stream) {
        open.remove(stream);
    }
}
