package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.linli.gateway.client.FrameCodec;
import org.linli.gateway.frame.FrameJson;
import org.linli.gateway.schema.Documents;
import org.linli.gateway.stream.Wire;
import org.linli.proto.ClientFrame;
import org.linli.proto.Hello;
import org.linli.proto.LatLng;
import org.linli.proto.PositionReport;
import org.linli.proto.ServerFrame;

/** One stream, heard frame by frame; each is held against the document. */
final class Stream implements AutoCloseable {
    private final WebSocket socket;
    private final FrameCodec codec;
    private final boolean json;
    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();

    Stream(WebSocket socket, Wire wire) {
        this.socket = socket;
        this.json = wire == Wire.JSON;
        this.codec = FrameCodec.named(json ? "json" : "proto");
        socket.handler(this::take);
    }

    private void take(Buffer message) {
        ServerFrame frame = codec.decode(message);
        heard.add(json ? new JsonObject(message) : FrameJson.frame(frame));
    }

    Stream hello(String resumeFrom, String... topics) {
        return say(ClientFrame.newBuilder()
                .setHello(Hello.newBuilder().addAllTopics(List.of(topics)).setResumeFrom(resumeFrom)));
    }

    Stream ticket(String ticket) {
        return say(ClientFrame.newBuilder().setHello(Hello.newBuilder().setTicket(ticket)));
    }

    /** Reports where a volunteer is. */
    Stream at(double lat, double lng) {
        LatLng place = LatLng.newBuilder().setLat(lat).setLng(lng).build();
        return say(
                ClientFrame.newBuilder().setPosition(PositionReport.newBuilder().setLocation(place)));
    }

    private Stream say(ClientFrame.Builder said) {
        Buffer frame = codec.encode(said.build());
        Client.await(json ? socket.writeTextMessage(frame.toString()) : socket.writeBinaryMessage(frame));
        return this;
    }

    /** Everything that has come so far, as text. */
    String text() {
        return heard.toString();
    }

    /** The next frame of the type; others before it are passed over, but must be documented too. */
    JsonObject next(String type) {
        try {
            while (true) {
                JsonObject frame = heard.poll(Client.WITHIN_SECONDS, TimeUnit.SECONDS);
                assertThat(frame).as("a frame of type " + type).isNotNull();
                assertThat(Documents.faults(frame)).as(frame.encode()).isEmpty();
                if (type.equals(frame.getString("type"))) {
                    return frame;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        Client.await(socket.close());
    }
}
