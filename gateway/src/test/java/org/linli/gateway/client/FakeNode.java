package org.linli.gateway.client;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers as a test says and remembers what it was sent. */
final class FakeNode implements AutoCloseable {
    /** One call as it came in. */
    record Seen(String method, String path, String key, String token, String body) {}

    final Vertx vertx = Vertx.vertx();
    final List<Seen> calls = new CopyOnWriteArrayList<>();
    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeNode(Handler<HttpServerRequest> answers) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("localhost")
                        .setPort(0)
                        .addWebSocketSubProtocol("linli.v1.json")
                        .addWebSocketSubProtocol("linli.v1.proto"))
                .webSocketHandler(this::socket)
                .requestHandler(request -> request.body().onSuccess(body -> {
                    calls.add(new Seen(
                            request.method().name(),
                            request.path(),
                            String.valueOf(request.getHeader("Idempotency-Key")),
                            String.valueOf(request.getHeader("Authorization")),
                            body.toString()));
                    answers.handle(request);
                }))
                .listen()
                .await();
    }

    private void socket(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    }

    URI uri() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
