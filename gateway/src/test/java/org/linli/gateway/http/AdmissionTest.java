package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.matcher.registry.Rank;

class AdmissionTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdaptiveLimit limit = new AdaptiveLimit();
    private final Admission admission = new Admission(limit, meters);
    private final List<Long> delaysMs = new CopyOnWriteArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private Vertx vertx;
    private URI orders;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        Handlers handlers = new Handlers()
                .on(Route.ORDER_CREATE, exchange -> Future.succeededFuture(Answer.of(201, new JsonObject())));
        Caller agent = new Caller("a-1", Set.of(Role.AGENT), "520181", Set.of(), Long.MAX_VALUE);
        Door door = new Door(
                handlers,
                new Door.Parts(
                        "520181",
                        token -> Future.succeededFuture(agent),
                        new RateLimit(0, 1, System::nanoTime),
                        admission,
                        System::currentTimeMillis,
                        nanoTime::get,
                        (delayMs, task) -> {
                            delaysMs.add(delayMs);
                            nanoTime.addAndGet(delayMs * 1_000_000);
                            task.run();
                        },
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

    private HttpResponse<String> order(String priority) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(orders)
                .header("Authorization", "Bearer x")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-1")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString("{\"priority\":\"" + priority + "\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void fill() {
        boolean room = true;
        while (room) {
            room = admission.enter(Rank.SOON);
        }
    }

    @Test
    void door_thatIsFull_refusesARoutineOrderWithWhatToDo() throws Exception {
        fill();

        HttpResponse<String> refused = order("ROUTINE");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(refused.body());
        assertThat(problem.getString("type")).endsWith("/overloaded");
        assertThat(problem.getString("detail")).contains("Idempotency-Key").contains("EMERGENCY");
        assertThat(meters.counter("linli.lane.shed", "lane", "routine").count()).isOne();
        assertThat(delaysMs).containsExactly(WaitingRoom.PATIENCE_MS);
    }

    @Test
    void door_thatIsFull_servesEmergenciesAndUrgentOrders() throws Exception {
        fill();

        assertThat(order("EMERGENCY").statusCode()).isEqualTo(201);
        assertThat(order("URGENT").statusCode()).isEqualTo(201);
    }

    @Test
    void door_withRoomAgain_servesEverybody() throws Exception {
        fill();
        for (int left = 0; left < AdaptiveLimit.FIRST; left++) {
            admission.leave(Rank.SOON, 0, 0, false);
        }

        assertThat(order("BULK").statusCode()).isEqualTo(201);
        assertThat(meters.get("linli.lane.under.way").gauge().value()).isZero();
    }

    /** Whatever comes and goes, and however the limit moves: at each moment nobody above somebody admitted is refused. */
    @Test
    void admission_ofAnyMix_refusesNobodyAboveSomebodyAdmitted() {
        SplittableRandom chance = new SplittableRandom(5);
        Deque<Rank> inside = new ArrayDeque<>();
        for (int step = 0; step < 50_000; step++) {
            int leaving = chance.nextInt(2);
            for (int i = 0; i < leaving && !inside.isEmpty(); i++) {
                admission.leave(inside.remove(), step * 3_000_000L, chance.nextLong(200_000_000), true);
            }
            admitAll(inside, chance);
        }
        assertThat(meters.get("linli.lane.under.way").gauge().value()).isEqualTo(inside.size());
    }

    /** Each rank asks at the same moment: whoever was let in for the question leaves again, but the last. */
    private void admitAll(Deque<Rank> inside, SplittableRandom chance) {
        Rank[] ranks = Rank.values();
        for (int rounds = chance.nextInt(3); rounds > 0; rounds--) {
            boolean above = true;
            for (Rank rank : ranks) {
                boolean admitted = admission.enter(rank);
                assertThat(above || !admitted)
                        .as("%s with %d inside", rank, inside.size())
                        .isTrue();
                above = admitted;
                if (admitted) {
                    admission.leave(rank, 0, 0, false);
                }
            }
            Rank one = ranks[chance.nextInt(ranks.length)];
            if (admission.enter(one)) {
                inside.add(one);
            }
        }
    }
}
