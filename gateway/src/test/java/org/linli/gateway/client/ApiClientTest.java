package org.linli.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    private static final JsonObject PROBLEM = new JsonObject()
            .put("type", "https://linli.org/problems/unavailable")
            .put("status", 503);

    /** Runs the call on an event loop, as the client asks for, and waits for its outcome. */
    private static <T> T ask(FakeNode node, Function<ApiClient, Future<T>> call) {
        Promise<T> outcome = Promise.promise();
        node.vertx.runOnContext(go -> {
            RequestKeys keys = new RequestKeys(InstantSource.system(), new SplittableRandom(7));
            ApiClient api = new ApiClient(node.vertx, ClientSettings.of(node.uri()), keys, new SplittableRandom(8));
            call.apply(api).onComplete(outcome);
        });
        return outcome.future().await();
    }

    private static FakeNode failingFirst(int times, Handler<HttpServerRequest> failure) {
        int[] left = {times};
        return new FakeNode(request -> {
            if (left[0]-- > 0) {
                failure.handle(request);
            } else {
                FakeNode.json(request, 201, new JsonObject().put("id", "o-1"));
            }
        });
    }

    @Test
    void post_outcomeUnknown_isRepeatedUnderTheSameKey() {
        try (FakeNode node = failingFirst(2, request -> FakeNode.json(request, 503, PROBLEM))) {
            ApiReply reply = ask(node, api -> api.post("/v1/orders", new JsonObject().put("service", "chat"), "t"));

            assertThat(reply.body().getString("id")).isEqualTo("o-1");
            assertThat(reply.attempts()).isEqualTo(3);
            assertThat(node.calls).hasSize(3);
            assertThat(node.calls.stream().map(FakeNode.Seen::key).distinct()).hasSize(1);
            assertThat(node.calls.get(0).key()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*");
            assertThat(node.calls.get(2).body()).isEqualTo(node.calls.get(0).body());
        }
    }

    @Test
    void post_connectionBrokenBeforeTheAnswer_isRepeatedUnderTheSameKey() {
        try (FakeNode node = failingFirst(1, request -> request.connection().close())) {
            ApiReply reply = ask(node, api -> api.post("/v1/orders", new JsonObject(), "t"));

            assertThat(reply.attempts()).isEqualTo(2);
            assertThat(node.calls.get(0).key()).isEqualTo(node.calls.get(1).key());
        }
    }

    @Test
    void post_tooManyRequests_waitsAsLongAsTheNodeSaid() {
        Handler<HttpServerRequest> busy = request -> {
            request.response().putHeader("Retry-After", "1");
            FakeNode.json(request, 429, new JsonObject());
        };
        try (FakeNode node = failingFirst(1, busy)) {
            long before = System.nanoTime();
            ask(node, api -> api.post("/v1/orders", new JsonObject(), "t"));

            assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void post_refused_failsWithTheProblemAndIsNotRepeated() {
        JsonObject taken = new JsonObject()
                .put("type", "https://linli.org/problems/offer-lapsed")
                .put("detail", "The offer lapsed at 10:00.");
        try (FakeNode node = new FakeNode(request -> FakeNode.json(request, 409, taken))) {
            assertThatThrownBy(() -> ask(node, api -> api.post("/v1/offers/o/accept", new JsonObject(), "t")))
                    .isInstanceOfSatisfying(ApiProblem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(409);
                        assertThat(problem.code()).isEqualTo("offer-lapsed");
                        assertThat(problem).hasMessageContaining("The offer lapsed at 10:00.");
                    });
            assertThat(node.calls).hasSize(1);
        }
    }

    @Test
    void post_nodeStaysUnavailable_givesUpAfterItsAttempts() {
        try (FakeNode node = new FakeNode(request -> FakeNode.json(request, 503, PROBLEM))) {
            assertThatThrownBy(() -> ask(node, api -> api.get("/v1/region", "")))
                    .isInstanceOf(ApiProblem.class);
            assertThat(node.calls).hasSize(4);
        }
    }

    @Test
    void get_clientClosed_fails() {
        try (FakeNode node = new FakeNode(request -> FakeNode.json(request, 200, new JsonObject()))) {
            assertThatThrownBy(() -> ask(node, api -> {
                        api.close();
                        return api.get("/v1/region", "");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void session_tokenOfAnotherNode_isFetchedAnewOnce() {
        int[] tokens = {0};
        try (FakeNode node = new FakeNode(request -> {
            if (request.path().equals("/v1/demo/tokens")) {
                FakeNode.json(request, 200, new JsonObject().put("token", "token-" + ++tokens[0]));
            } else if ("Bearer token-1".equals(request.getHeader("Authorization"))) {
                FakeNode.json(request, 401, new JsonObject());
            } else {
                FakeNode.json(request, 200, new JsonObject().put("ok", true));
            }
        })) {
            ApiReply reply = ask(
                    node, api -> Session.demo(api, "resident", "r-1", "520181").get("/v1/residents/r-1"));

            assertThat(reply.body().getBoolean("ok")).isTrue();
            assertThat(tokens[0]).isEqualTo(2);
        }
    }

    @Test
    void budget_spent_letsNoRepeatThrough() {
        RetryBudget budget = new RetryBudget(0.5);
        for (int i = 0; i < 100; i++) {
            assertThat(budget.take()).isTrue();
        }
        assertThat(budget.take()).isFalse();
        budget.firstAttempt();
        assertThat(budget.take()).isFalse();
        budget.firstAttempt();
        assertThat(budget.take()).isTrue();
    }

    @Test
    void backoff_withoutWord_growsAndStaysBounded() {
        SplittableRandom chance = new SplittableRandom(3);
        for (int attempt = 1; attempt < 60; attempt++) {
            assertThat(Backoff.delayMs(attempt, "", chance)).isBetween(1L, 5_000L);
        }
        assertThat(Backoff.delayMs(1, "2", chance)).isBetween(2_000L, 2_500L);
        assertThat(Backoff.delayMs(1, "Wed, 21 Oct 2026 07:28:00 GMT", chance)).isBetween(1L, 200L);
        assertThat(Backoff.delayMs(1, "1e9", chance)).isLessThanOrEqualTo(37_500L);
    }

    @Test
    void settings_withoutHost_nameTheValue() {
        assertThatThrownBy(() -> ClientSettings.of(java.net.URI.create("localhost:8080")))
                .hasMessageContaining("url (localhost:8080)");
    }
}
