package org.linli.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.Wgs84;
import org.linli.proto.ServerFrame;

class StreamClientTest {
    private final FakeNode node = new FakeNode(request -> FakeNode.json(request, 200, new JsonObject()));
    private final Context loop = node.vertx.getOrCreateContext();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StreamClient stream = stream();

    private StreamClient stream() {
        RequestKeys keys = new RequestKeys(InstantSource.system(), new SplittableRandom(1));
        ApiClient api = new ApiClient(node.vertx, ClientSettings.of(node.uri()), keys, new SplittableRandom(2));
        return new StreamClient(
                node.vertx,
                StreamClient.sockets(node.vertx, 4),
                api.settings(),
                StreamSettings.me(),
                new Session(api, () -> Future.succeededFuture("token")),
                new SplittableRandom(3),
                this::hear);
    }

    @BeforeEach
    void open() {
        on(loop -> stream.open());
        awaitHello(1);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void hear(ServerFrame frame) {
        heard.add(frame.getSeq() + " " + frame.getBodyCase());
    }

    private void on(Consumer<Context> step) {
        loop.runOnContext(go -> step.accept(loop));
    }

    private void awaitHello(int number) {
        await().until(() -> node.frames.stream()
                        .filter(frame -> "hello".equals(frame.getString("type")))
                        .count()
                >= number);
    }

    private ServerWebSocket socket() {
        return node.sockets.get(node.sockets.size() - 1);
    }

    @Test
    void connection_lost_resumesFromTheLastFrameWithoutHandingItOnTwice() {
        socket().writeTextMessage("{\"type\":\"offer\",\"seq\":\"1-7\",\"offerId\":\"a\"}");
        await().until(() -> heard.size() == 1);
        socket().close((short) 4503, "node going away");
        awaitHello(2);

        assertThat(node.frames.get(node.frames.size() - 1).getString("resumeFrom"))
                .isEqualTo("1-7");
        socket().writeTextMessage("{\"type\":\"offer\",\"seq\":\"1-7\",\"offerId\":\"a\"}");
        socket().writeTextMessage("{\"type\":\"offer.closed\",\"seq\":\"1-8\",\"offerId\":\"a\"}");
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("1-7 OFFER", "1-8 OFFER_CLOSED");
    }

    @Test
    void message_inSeveralFramesOfTheSocket_isTakenWhole() {
        String offer = "x".repeat(3 * 65_536);
        socket().writeTextMessage("{\"type\":\"offer\",\"seq\":\"1-7\",\"offerId\":\"" + offer + "\"}");
        socket().writeTextMessage("{\"type\":\"offer.closed\",\"seq\":\"1-8\",\"offerId\":\"a\"}");

        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("1-7 OFFER", "1-8 OFFER_CLOSED");
    }

    @Test
    void connection_replacedByAnother_isNotFoughtOver() {
        socket().close((short) 4409, "replaced");

        await().until(() -> !stream.connected());
        on(loop -> stream.position(new Wgs84(26.5, 106.4), java.time.Instant.EPOCH));
        assertThat(stream.connects()).isEqualTo(1);
    }

    @Test
    void position_whileConnected_isSentInTheSubprotocol() {
        assertThat(socket().subProtocol()).isEqualTo("linli.v1.json");
        on(loop -> stream.position(new Wgs84(26.5, 106.4), java.time.Instant.EPOCH));

        await().until(() -> node.frames.size() == 2);
        JsonObject said = node.frames.get(1);
        assertThat(said.getString("type")).isEqualTo("position");
        assertThat(said.getJsonObject("location").getDouble("lat")).isEqualTo(26.5);
        assertThat(said.getString("at")).isEqualTo("1970-01-01T00:00:00Z");
    }
}
