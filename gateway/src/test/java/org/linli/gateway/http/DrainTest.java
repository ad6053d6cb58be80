package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;

/** A door that is about to close. */
class DrainTest {
    private final BlockingQueue<Promise<Answer>> held = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Vertx vertx;
    private Door door;
    private URI orders;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        Handlers handlers = new Handlers().on(Route.ORDER_CREATE, exchange -> {
            Promise<Answer> answer = Promise.promise();
            held.add(answer);
            return answer.future();
        });
        Caller agent = new Caller("a-1", Set.of(Role.AGENT), "520181", Set.of(), Long.MAX_VALUE);
        door = new Door(
                handlers,
                new Door.Parts(
                        "520181",
                        token -> io.vertx.core.Future.succeededFuture(agent),
                        new RateLimit(0, 1, System::nanoTime),
                        new Admission(new AdaptiveLimit(), meters),
                        System::currentTimeMillis,
                        System::nanoTime,
                        (delayMs, task) -> task.run(),
                        () -> Runnable::run,
                        () -> "trace-1",
                        new CallMetrics(meters)));
        HttpServer server =
                vertx.createHttpServer().requestHandler(door::handle).listen(0).await();
        orders = URI.create("http://localhost:" + server.actualPort() + "/v1/orders");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private CompletableFuture<HttpResponse<String>> order() {
        return http.sendAsync(
                HttpRequest.newBuilder(orders)
                        .header("Authorization", "Bearer x")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "k-1")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void door_thatDrains_answersWhatIsUnderWay_andRefusesWhatIsNew() {
        CompletableFuture<HttpResponse<String>> underWay = order();
        await().until(() -> !held.isEmpty());

        CompletableFuture<Void> drained = door.drain().toCompletableFuture();
        HttpResponse<String> refused = order().join();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(refused.body()).getString("type")).endsWith("/unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Connection")).contains("close");
        assertThat(drained).isNotDone();

        held.remove().complete(Answer.of(201, new JsonObject()));

        assertThat(underWay.join().statusCode()).isEqualTo(201);
        await().until(drained::isDone);
        assertThat(held).isEmpty();
    }

    @Test
    void door_withNothingUnderWay_hasDrainedAtOnce() {
        assertThat(door.drain().toCompletableFuture()).isDone();
    }
}
