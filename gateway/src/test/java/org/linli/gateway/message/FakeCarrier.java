package org.linli.gateway.message;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** An HTTP server that behaves as carriers do: takes, refuses, is busy, says nothing, answers late. */
public final class FakeCarrier implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private final Map<String, Behaviour> always = new ConcurrentHashMap<>();
    private final Deque<Asked> asked = new ArrayDeque<>();
    /** What came in, by its key: a carrier that keeps keys takes each once. */
    final Map<String, JsonObject> taken = new ConcurrentHashMap<>();

    /** One call as it came in. */
    public record Asked(String path, Map<String, String> headers, Buffer body) {
        public JsonObject json() {
            return new JsonObject(body);
        }
    }

    /** How a call is answered. */
    public interface Behaviour {
        void answer(HttpServerRequest request, JsonObject body);
    }

    public FakeCarrier(Vertx vertx) throws Exception {
        this.vertx = vertx;
        this.server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** The next calls are answered so, in this order; those after them are taken. */
    synchronized void then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
    }

    /** Every call of the path is answered so, whatever the script says. */
    public void says(String path, String json) {
        always.put(path, says(json));
    }

    static Behaviour status(int status) {
        return (request, body) -> request.response().setStatusCode(status).end();
    }

    static Behaviour says(String json) {
        return (request, body) -> request.response().end(json);
    }

    static Behaviour nothing() {
        return (request, body) -> {};
    }

    static Behaviour hangsUp() {
        return (request, body) -> request.connection().close();
    }

    Behaviour late(long ms) {
        return (request, body) -> vertx.setTimer(ms, fired -> take(request, body));
    }

    public synchronized List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Behaviour next;
            synchronized (this) {
                Map<String, String> headers = new ConcurrentHashMap<>();
                request.headers()
                        .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
                asked.add(new Asked(request.uri(), headers, body));
                Behaviour usual = always.getOrDefault(request.path(), this::take);
                next = always.containsKey(request.path()) || script.isEmpty() ? usual : script.remove();
            }
            next.answer(request, body.length() == 0 ? new JsonObject() : new JsonObject(body));
        });
    }

    private void take(HttpServerRequest request, JsonObject body) {
        String key = String.valueOf(request.getHeader("Idempotency-Key"));
        taken.putIfAbsent(key, body);
        request.response().end(new JsonObject().put("id", "c-" + taken.size()).encode());
    }

    @Override
    public void close() {
        server.close();
    }
}
