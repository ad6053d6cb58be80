package org.linli.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.proto.MessageChannel;

/** The adapters against a carrier that fails, and what is done about it. */
class CarriersTest {
    private static final Letter LETTER = new Letter(
            "order.1.1~OFFER~v-1", "13900000001", "OFFER", false, "接单请回复1", Map.of("service", "陪诊"), Set.of("1", "2"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpPost post = new HttpPost(vertx, 3_000);

    @SuppressWarnings("NullAway.Init")
    private FakeCarrier fake;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeCarrier(vertx);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private CarrierSettings settings(MessageChannel channel, String path, Map<String, String> templates) {
        return new CarrierSettings("one", channel, fake.url(path), "wx-1", "k-1", "", templates, 45);
    }

    private Carrier sms() {
        return new JsonCarrier(settings(MessageChannel.MESSAGE_CHANNEL_SMS, "/sms", Map.of("OFFER", "T1")), post);
    }

    private static String get(CompletionStage<String> sent) throws Exception {
        return sent.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Undelivered failure(CompletionStage<String> sent) {
        try {
            throw new AssertionError("taken as " + get(sent));
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof Undelivered why ? why : Undelivered.forNow("another failure");
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void sms_taken_saysWhatTheCarrierCallsIt() throws Exception {
        assertThat(get(sms().send(LETTER))).isEqualTo("c-1");
        FakeCarrier.Asked asked = fake.asked().get(0);
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer k-1")
                .containsEntry("idempotency-key", LETTER.key());
        assertThat(asked.json().getString("template")).isEqualTo("T1");
        assertThat(asked.json().getString("to")).isEqualTo("13900000001");
        assertThat(asked.json().getJsonArray("keys")).hasToString("[\"1\",\"2\"]");
        assertThat(asked.json().getJsonObject("values").getString("service")).isEqualTo("陪诊");
    }

    @Test
    void sms_refusedBusyHungUpAndSilent_areToldApart() {
        fake.then(
                FakeCarrier.status(400),
                FakeCarrier.status(429),
                FakeCarrier.status(503),
                FakeCarrier.nothing(),
                FakeCarrier.hangsUp());
        assertThat(failure(sms().send(LETTER)).isForGood()).isTrue();
        assertThat(failure(sms().send(LETTER)).isForGood()).isFalse();
        assertThat(failure(sms().send(LETTER)).code()).isEqualTo("status-503");
        assertThat(failure(sms().send(LETTER)).code()).isEqualTo("timeout");
        assertThat(failure(sms().send(LETTER)).code()).isEqualTo("unreachable");
    }

    @Test
    void letter_writtenToALogByMistake_tellsNobodysNumber() {
        assertThat(LETTER.toString()).doesNotContain("139").doesNotContain("接单");
        assertThat(settings(MessageChannel.MESSAGE_CHANNEL_SMS, "/", Map.of()).toString())
                .doesNotContain("k-1");
    }

    @Test
    void numbers_areBoundAndReleased_andOneThatIsMissingIsAskedForAgain() throws Exception {
        JsonNumbers numbers =
                new JsonNumbers(settings(MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED, "/numbers", Map.of()), post);
        fake.then(
                FakeCarrier.says("{\"id\":\"b-1\",\"number\":\"95013\"}"),
                FakeCarrier.says("{}"),
                FakeCarrier.says("{}"));
        var bound = numbers.bind("number~o.1.1", "139", "138", 0)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(bound).isEqualTo(new Numbers.Bound("95013", "b-1"));
        assertThat(failure(numbers.bind("number~o.1.1", "139", "138", 0).thenApply(Numbers.Bound::ref))
                        .code())
                .isEqualTo("no-number");
        numbers.release("b-1").toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(fake.asked().stream().map(FakeCarrier.Asked::path))
                .containsExactly("/numbers/bindings", "/numbers/bindings", "/numbers/releases");
        assertThat(fake.asked().get(0).json().getString("until")).isEqualTo("1970-01-01T00:00:00Z");
    }

    private final AtomicLong now = new AtomicLong(1_000_000);

    private WeChatCarrier weChat() {
        CarrierSettings settings = settings(
                MessageChannel.MESSAGE_CHANNEL_WECHAT, "", Map.of("OFFER", "tmpl-1?thing1=service&time2=start"));
        return new WeChatCarrier(settings, post, new WeChatToken(settings, post, now::get));
    }

    @Test
    void weChat_fetchesItsTokenOnce_andAgainBeforeItRunsOut() throws Exception {
        fake.then(
                FakeCarrier.says("{\"access_token\":\"t-1\",\"expires_in\":7200}"),
                FakeCarrier.says("{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":7}"),
                FakeCarrier.says("{\"errcode\":0,\"errmsg\":\"ok\"}"),
                FakeCarrier.says("{\"access_token\":\"t-2\",\"expires_in\":7200}"),
                FakeCarrier.says("{\"errcode\":0,\"errmsg\":\"ok\"}"));
        WeChatCarrier carrier = weChat();
        assertThat(get(carrier.send(LETTER.to("openid-1")))).isEqualTo("7");
        get(carrier.send(LETTER.to("openid-1")));
        now.addAndGet(6_900_000);
        get(carrier.send(LETTER.to("openid-1")));
        assertThat(fake.asked().stream().map(FakeCarrier.Asked::path))
                .containsExactly(
                        "/cgi-bin/stable_token",
                        "/cgi-bin/message/subscribe/send?access_token=t-1",
                        "/cgi-bin/message/subscribe/send?access_token=t-1",
                        "/cgi-bin/stable_token",
                        "/cgi-bin/message/subscribe/send?access_token=t-2");
        var sent = fake.asked().get(1).json();
        assertThat(sent.getString("touser")).isEqualTo("openid-1");
        assertThat(sent.getString("template_id")).isEqualTo("tmpl-1");
        assertThat(sent.getJsonObject("data").getJsonObject("thing1").getString("value"))
                .isEqualTo("陪诊");
    }

    @Test
    void weChat_withAWornToken_getsAnotherAndSendsOnceMore() throws Exception {
        fake.then(
                FakeCarrier.says("{\"access_token\":\"t-1\",\"expires_in\":7200}"),
                FakeCarrier.says("{\"errcode\":40001,\"errmsg\":\"invalid credential\"}"),
                FakeCarrier.says("{\"access_token\":\"t-2\",\"expires_in\":7200}"),
                FakeCarrier.says("{\"errcode\":0,\"errmsg\":\"ok\"}"));
        assertThat(get(weChat().send(LETTER.to("openid-1")))).isEmpty();
        assertThat(fake.asked().get(2).json().getBoolean("force_refresh")).isTrue();
    }

    @Test
    void weChat_toSomebodyWhoHasNotSubscribed_isRefusedForGood() {
        fake.then(
                FakeCarrier.says("{\"access_token\":\"t-1\",\"expires_in\":7200}"),
                FakeCarrier.says("{\"errcode\":43101,\"errmsg\":\"user refuse to accept the msg\"}"));
        Undelivered refused = failure(weChat().send(LETTER.to("openid-1")));
        assertThat(refused.isForGood()).isTrue();
        assertThat(refused.code()).isEqualTo("errcode-43101");
    }

    // In virtual time

    private final VirtualLoop loop = new VirtualLoop();
    private final AtomicInteger asks = new AtomicInteger();
    private volatile boolean sick = true;

    private SteadyCarrier steady() {
        Carrier moody = new Carrier() {
            @Override
            public String name() {
                return "moody";
            }

            @Override
            public CompletionStage<String> send(Letter letter) {
                asks.incrementAndGet();
                return sick
                        ? CompletableFuture.failedFuture(Undelivered.forNow("status-503"))
                        : CompletableFuture.completedFuture("c-1");
            }
        };
        return new SteadyCarrier(moody, loop, new SplittableRandom(1));
    }

    @Test
    void carrier_thatRecovers_isAskedAgainUnderTheSameKey() {
        SteadyCarrier carrier = steady();
        CompletableFuture<String> sent = carrier.send(LETTER).toCompletableFuture();
        loop.advance(400);
        sick = false;
        loop.advance(10_000);
        assertThat(sent).isCompletedWithValue("c-1");
        assertThat(asks).hasValueBetween(2, 4);
    }

    @Test
    void carrier_thatStaysSick_isLeftAlone_andTriedByOneMessageLater() {
        SteadyCarrier carrier = steady();
        CompletableFuture<String> sent = carrier.send(LETTER).toCompletableFuture();
        loop.advance(16_000);
        assertThat(sent).isCompletedExceptionally();
        int then = asks.get();
        assertThat(then).isEqualTo(Circuit.FAILURES);
        carrier.send(LETTER);
        loop.runReady();
        assertThat(asks).as("it is let recover").hasValue(then);
        assertThat(carrier.isWell()).isFalse();
        loop.advance(Circuit.PAUSE_MS);
        assertThat(carrier.isWell()).isTrue();
        sick = false;
        CompletableFuture<String> trial = carrier.send(LETTER).toCompletableFuture();
        loop.runReady();
        assertThat(trial).isCompletedWithValue("c-1");
    }

    @Test
    void sender_neverTriesForLongerThanAClaimLasts() {
        assertThat(SteadyCarrier.DEADLINE_MS + 2 * Messaging.CALL_MS)
                .isLessThan(org.linli.matcher.registry.core.MessageDecisions.CLAIM_MS);
    }

    @Test
    void settings_thatDoNotFit_areRefusedInOneLine() {
        assertThatThrownBy(() -> new CarrierSettings(
                        "sms", MessageChannel.MESSAGE_CHANNEL_SMS, "http://carrier.example", "", "k", "", Map.of(), 0))
                .hasMessage("sms: url (http://carrier.example) must begin with https://");
        assertThatThrownBy(
                        () -> MessageSettings.parse(
                                new io.vertx.core.json.JsonObject(
                                        "{\"carriers\":[{\"name\":\"a\",\"channel\":\"PIGEON\",\"url\":\"https://a\",\"key\":\"k\"}]}")))
                .hasMessage("channel (PIGEON) must be SMS, VOICE, WECHAT or NUMBERS");
    }
}
