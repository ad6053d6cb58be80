package org.linli.load.week;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.linli.gateway.message.StandardWebhooks;
import org.linli.load.faults.Patience;

/**
 * A carrier of texts on this machine, as {@code docs/carriers.md} describes one, and the telephones at its other end: whoever is asked
 * whether the visit was done answers 1. Safe for several threads.
 */
public final class TextCarrier implements AutoCloseable {
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StandardWebhooks signing = new StandardWebhooks(SECRET);
    private final Set<String> telephones = ConcurrentHashMap.newKeySet();
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    private final Map<String, String> codeWords = new ConcurrentHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private volatile URI node = URI.create("http://localhost");

    public TextCarrier() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/send", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Writes the contract with this carrier, as a node reads it when it starts. */
    public void sign(Path keys) throws IOException {
        JsonObject contract = new JsonObject()
                .put("name", "texts")
                .put("channel", "SMS")
                .put("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/send")
                .put("key", "week")
                .put("secret", SECRET)
                .put("costMilli", 45);
        Path file = Files.writeString(
                keys.resolve("carriers.json"),
                new JsonObject().put("carriers", new JsonArray().add(contract)).encode());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    void connect(URI to) {
        node = to;
    }

    /** A telephone that has no page. */
    void telephone(String number) {
        telephones.add(number);
    }

    boolean hasReached(String number) {
        return reached.contains(number);
    }

    /** What was told of an order to whoever has no page; empty before. */
    String codeWord(String order) {
        return codeWords.getOrDefault(order, "");
    }

    int texts() {
        return taken.size();
    }

    /** The code that came to a telephone last; waits for it. Each is given once. */
    String code(String number) {
        Patience.until("a code comes to a telephone", Week.WITHIN, () -> codes.containsKey(number));
        return Objects.requireNonNull(codes.remove(number));
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonObject message =
                new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = message.getString("key");
        byte[] answer = new JsonObject().put("id", key).encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
        if (message.getString("purpose").equals("CODE")) {
            codes.put(message.getString("to"), message.getJsonObject("values").getString("code"));
        } else if (telephones.contains(message.getString("to")) && taken.add(key)) {
            arrived(message);
        }
    }

    private void arrived(JsonObject message) throws IOException {
        reached.add(message.getString("to"));
        String order = message.getString("key").split("[.~]", 2)[0];
        String codeWord = message.getJsonObject("values", new JsonObject()).getString("codeWord", "");
        if (!codeWord.isEmpty()) {
            codeWords.put(order, codeWord);
        }
        if (message.getString("purpose").equals("DONE")) {
            reply(message.getString("key"));
        }
    }

    private void reply(String key) throws IOException {
        byte[] body =
                new JsonObject().put("message", key).put("text", "1").encode().getBytes(StandardCharsets.UTF_8);
        String id = UUID.randomUUID().toString();
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/carriers/texts/replies"))
                .header("Content-Type", "application/json")
                .header(StandardWebhooks.ID, id)
                .header(StandardWebhooks.TIMESTAMP, Long.toString(now))
                .header(StandardWebhooks.SIGNATURE, signing.sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
