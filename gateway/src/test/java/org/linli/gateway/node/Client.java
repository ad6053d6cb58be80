package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Route;
import org.linli.gateway.schema.Documents;
import org.linli.gateway.stream.Wire;

/** Calls a node as a stranger would, waits for each answer, and holds it against the documents. */
final class Client implements AutoCloseable {
    static final int WITHIN_SECONDS = 60;

    static {
        // A real node on a busy machine: what comes at all has come by then.
        Awaitility.setDefaultTimeout(NodeProcess.WITHIN);
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** What was answered. */
    record Said(Route route, int status, JsonObject body) {
        List<String> faults() {
            return Documents.faults(route, status, body);
        }
    }

    String token(String role, String subject) {
        return token(role, subject, new JsonArray());
    }

    /** Staff of the named communities alone; of every one where none is named. */
    String token(String role, String subject, JsonArray communities) {
        JsonObject body = new JsonObject()
                .put("role", role)
                .put("subject", subject)
                .put("region", "520181")
                .put("communities", communities);
        return ok(Route.DEMO_TOKEN, "", body).getString("token");
    }

    JsonObject ok(Route route, String token, @Nullable JsonObject body, String... path) {
        Said said = call(route, token, body, path);
        assertThat(said.status()).as(said.toString()).isBetween(200, 299);
        return said.body();
    }

    Said call(Route route, String token, @Nullable JsonObject body, String... path) {
        Buffer bytes = body == null ? Buffer.buffer() : body.toBuffer();
        return send(route, token, bytes, UUID.randomUUID().toString(), "", "", path);
    }

    /** The same, only to be told what would be answered. */
    Said dryRun(Route route, String token, JsonObject body) {
        return send(route, token, body.toBuffer(), UUID.randomUUID().toString(), "", "?dryRun=true");
    }

    Said keyed(Route route, String token, JsonObject body, String key, String... path) {
        return send(route, token, body.toBuffer(), key, "", "", path);
    }

    Said matching(Route route, String token, JsonObject body, String ifMatch, String... path) {
        return send(route, token, body.toBuffer(), UUID.randomUUID().toString(), ifMatch, "", path);
    }

    Said raw(Route route, String token, String body) {
        return send(route, token, Buffer.buffer(body), UUID.randomUUID().toString(), "", "");
    }

    JsonObject query(Route route, String token, String query) {
        return send(route, token, Buffer.buffer(), "", "", "?" + query).body();
    }

    private Said send(
            Route route, String token, Buffer body, String key, String ifMatch, String query, String... path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(route.method()))
                .setPort(port)
                .setHost("127.0.0.1")
                .setURI(uri(route, path) + query)
                .putHeader("Content-Type", "application/json");
        header(options, "Authorization", token.isEmpty() ? "" : "Bearer " + token);
        header(options, "Idempotency-Key", key);
        header(options, "If-Match", ifMatch);
        Said said = await(Future.future(
                answer -> vertx.runOnContext(go -> ask(route, options, body).onComplete(answer))));
        assertThat(said.faults()).as(said.toString()).isEmpty();
        return said;
    }

    /** On a context of its own, so that the answer cannot come before somebody listens. */
    private Future<Said> ask(Route route, RequestOptions options, Buffer body) {
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(response ->
                        response.body().map(bytes -> new Said(route, response.statusCode(), new JsonObject(bytes))));
    }

    private static void header(RequestOptions options, String name, String value) {
        if (!value.isEmpty()) {
            options.putHeader(name, value);
        }
    }

    static String uri(Route route, String... path) {
        String uri = route.path();
        for (String value : path) {
            uri = uri.replaceFirst("\\{\\w+}", value);
        }
        return uri;
    }

    Stream stream(Wire wire, String token, String resumeFrom) {
        return stream(wire, token, resumeFrom, "me");
    }

    Stream stream(Wire wire, String token, String resumeFrom, String... topics) {
        return new Stream(await(vertx.createWebSocketClient().connect(options(wire, token))), wire)
                .hello(resumeFrom, topics);
    }

    /** A stream as a browser opens it. */
    Stream withTicket(String ticket) {
        return new Stream(await(vertx.createWebSocketClient().connect(options(Wire.JSON, null))), Wire.JSON)
                .ticket(ticket);
    }

    /** The close code that a first message brings about. */
    int closeCode(Wire wire, @Nullable String token, String message) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        await(vertx.createWebSocketClient().connect(options(wire, token)).map(socket -> {
            socket.closeHandler(closed -> code.complete((int) socket.closeStatusCode()));
            socket.writeTextMessage(message);
            return socket;
        }));
        return await(Future.fromCompletionStage(code));
    }

    private WebSocketConnectOptions options(Wire wire, @Nullable String token) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost("127.0.0.1").setPort(port).setURI("/v1/stream");
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        return options.addSubProtocol(wire.subprotocol());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("no answer", failed);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
