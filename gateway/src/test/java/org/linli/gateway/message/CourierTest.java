package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.ThreadLoop;
import org.linli.proto.Order;
import org.linli.proto.OrderState;

/** Webhooks to a receiver that fails, and across restarts. */
class CourierTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Vertx vertx = Vertx.vertx();
    private final HttpPost post = new HttpPost(vertx, 3_000);
    private final ThreadLoop loop = ThreadLoop.start("courier-test");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final VirtualRecords records = new VirtualRecords(System::currentTimeMillis);

    @SuppressWarnings("NullAway.Init")
    private FakeCarrier receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new FakeCarrier(vertx);
    }

    @AfterEach
    void close() throws Exception {
        loop.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Courier courier(String self) {
        Courier courier = new Courier(
                new MessageSettings.Webhook("county", receiver.url("/hook"), SECRET),
                new Courier.Parts(
                        loop,
                        records,
                        records::range,
                        post,
                        self,
                        System::currentTimeMillis,
                        new SplittableRandom(1),
                        new MessageMeters(meters)));
        courier.start();
        return courier;
    }

    private void happens(String id, OrderState state) {
        loop.execute(() ->
                records.happened(Order.newBuilder().setId(id).setState(state).build()));
    }

    private long reached() {
        return records.found("webhook:county").entity().getWebhook().getSequence();
    }

    private boolean begun() {
        return records.found("webhook:county").entity().getWebhook().getGeneration() > 0;
    }

    @Test
    void event_ofAnOrder_isACloudEventSignedByStandardWebhooks() {
        courier("a");
        await().until(this::begun);
        happens("520181-order-1", OrderState.ORDER_STATE_OPEN);
        await().until(() -> receiver.asked().size() == 1);
        FakeCarrier.Asked asked = receiver.asked().get(0);
        assertThat(asked.headers().get("content-type")).startsWith("application/cloudevents+json");
        String id = asked.headers().getOrDefault("webhook-id", "");
        String at = asked.headers().getOrDefault("webhook-timestamp", "");
        String signature = asked.headers().getOrDefault("webhook-signature", "");
        assertThat(new StandardWebhooks(SECRET)
                        .isRight(id, at, signature, asked.body().getBytes(), System.currentTimeMillis() / 1000))
                .isTrue();
        JsonObject event = asked.json();
        assertThat(event.getString("specversion")).isEqualTo("1.0");
        assertThat(event.getString("id")).isEqualTo(id);
        assertThat(event.getString("source")).isEqualTo("/regions/520181");
        assertThat(event.getString("type")).isEqualTo("org.linli.order.changed");
        assertThat(event.getString("subject")).isEqualTo("520181-order-1");
        assertThat(event.getJsonObject("data").getString("state")).isEqualTo("OPEN");
    }

    @Test
    void receiver_thatFails_isToldAgainInOrder_withTheSameIds() {
        courier("a");
        await().until(this::begun);
        receiver.then(FakeCarrier.status(500), FakeCarrier.hangsUp());
        happens("520181-order-1", OrderState.ORDER_STATE_OPEN);
        happens("520181-order-2", OrderState.ORDER_STATE_OPEN);
        await().atMost(30, TimeUnit.SECONDS).until(() -> receiver.asked().size() == 4);
        List<String> subjects = receiver.asked().stream()
                .map(asked -> asked.json().getString("subject"))
                .toList();
        assertThat(subjects).containsExactly("520181-order-1", "520181-order-1", "520181-order-1", "520181-order-2");
        assertThat(receiver.asked().subList(0, 3).stream()
                        .map(asked -> asked.headers().get("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(meters.counter("linli.webhooks", "receiver", "county", "outcome", "failed")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void courier_afterARestart_goesOnWhereTheLastOneStopped() {
        Courier first = courier("a");
        await().until(this::begun);
        happens("520181-order-1", OrderState.ORDER_STATE_OPEN);
        await().until(() -> reached() >= 3);
        first.close();
        happens("520181-order-2", OrderState.ORDER_STATE_OPEN);
        courier("a");
        await().until(() -> receiver.asked().size() == 2);
        assertThat(receiver.asked().get(1).json().getString("subject")).isEqualTo("520181-order-2");
    }

    @Test
    void courier_whileAnotherDelivers_tellsNothing() {
        courier("a");
        await().until(this::begun);
        courier("b");
        happens("520181-order-1", OrderState.ORDER_STATE_OPEN);
        await().until(() -> reached() >= 3);
        assertThat(receiver.asked()).hasSize(1);
    }
}
