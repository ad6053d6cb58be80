package org.linli.gateway.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.linli.gateway.http.Door;
import org.linli.gateway.http.Language;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.ProblemTexts;
import org.linli.gateway.stream.StreamServer;
import org.linli.gateway.stream.Wire;
import org.linli.matcher.StageFailure;

/** The ports of a node: API, stream and pages on one, management on the other. Starting and closing block. */
final class FrontDoor implements AutoCloseable {
    /** A token has 1 kB at most; cookies are not ours. */
    private static final int MAX_HEADERS = 16 * 1024;

    private static final int MAX_LINE = 8 * 1024;
    /** Longer than a stream's ping, so that only what is truly dead is closed. */
    private static final int IDLE_SECONDS = 120;

    private static final int WITHIN_SECONDS = 20;

    private final Vertx vertx;
    private final List<HttpServer> servers = new ArrayList<>();

    FrontDoor(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Opens the management port, and gives its number. */
    int openManagement(Settings settings, Management management) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.bind())
                .setPort(settings.managementPort())
                .setMaxHeaderSize(MAX_HEADERS);
        HttpServer server = vertx.createHttpServer(options).requestHandler(management::handle);
        return open(server, "--management-port", settings.managementPort());
    }

    /** Opens the API's port with one listener for each core, and gives its number. */
    int open(Settings settings, Door door, StreamServer streams, WebPages pages) {
        // Listeners share a port only under its own number, so that any free one is looked for first.
        int wanted = settings.port() == 0 ? free(settings.bind()) : settings.port();
        int first = open(server(settings, wanted, door, streams, pages), "--port", wanted);
        for (int core = 1; core < Runtime.getRuntime().availableProcessors(); core++) {
            open(server(settings, first, door, streams, pages), "--port", first);
        }
        return first;
    }

    private static int free(String bind) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new Settings.Wrong("--port (0) found no free port: " + none.getMessage());
        }
    }

    private HttpServer server(Settings settings, int port, Door door, StreamServer streams, WebPages pages) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.bind())
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxWebSocketFrameSize(4 * StreamServer.MAX_FRAME)
                .setMaxWebSocketMessageSize(4 * StreamServer.MAX_FRAME)
                .setWebSocketSubProtocols(List.of(Wire.JSON.subprotocol(), Wire.PROTO.subprotocol()));
        return vertx.createHttpServer(options)
                .requestHandler(request -> handle(request, door, streams, pages))
                .invalidRequestHandler(FrontDoor::refuse);
    }

    private static void handle(HttpServerRequest request, Door door, StreamServer streams, WebPages pages) {
        if (StreamServer.PATH.equals(request.path())) {
            if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                streams.handle(request);
            } else {
                problem(request, ProblemCode.UPGRADE_REQUIRED);
            }
        } else if (request.path() == null || request.path().startsWith("/v1/") || !pages.handle(request)) {
            door.handle(request);
        }
    }

    /** What the parser would not take: a line or headers too long, or no HTTP at all. */
    private static void refuse(HttpServerRequest request) {
        String what = String.valueOf(request.decoderResult().cause());
        if (what.contains("TooLongHttpLine")) {
            problem(request, ProblemCode.URI_TOO_LONG, Integer.toString(MAX_LINE));
        } else if (what.contains("TooLongHttpHeader")) {
            problem(request, ProblemCode.HEADERS_TOO_LARGE, Integer.toString(MAX_HEADERS));
        } else {
            problem(request, ProblemCode.MALFORMED_JSON, "HTTP");
        }
    }

    private static void problem(HttpServerRequest request, ProblemCode code, String... values) {
        Language language = Language.of(request.getHeader("Accept-Language"));
        request.response()
                .setStatusCode(code.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(ProblemTexts.json(Problem.of(code, values), language, "-").toBuffer());
    }

    private int open(HttpServer server, String option, int port) {
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw wrong(option, port, StageFailure.behind(failed));
        } catch (TimeoutException late) {
            throw new Settings.Wrong(option + " (" + port + ") could not be opened within " + WITHIN_SECONDS + " s.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Settings.Wrong("The start was interrupted.");
        }
        servers.add(server);
        return server.actualPort();
    }

    private static Settings.Wrong wrong(String option, int port, Throwable cause) {
        boolean taken = cause instanceof BindException
                || String.valueOf(cause.getMessage()).contains("in use");
        return new Settings.Wrong(
                taken
                        ? option + " (" + port + ") is taken by another program. Maybe " + option + "=" + (port + 1)
                                + "."
                        : option + " (" + port + ") cannot be opened: " + cause.getMessage());
    }

    @Override
    public void close() {
        List<Future<Void>> closing = servers.stream().map(HttpServer::close).toList();
        try {
            Future.join(closing).toCompletionStage().toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unclean) {
            // They close with the process.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
