package org.linli.gateway.client;

import io.vertx.core.buffer.Buffer;
import org.linli.proto.ClientFrame;
import org.linli.proto.ServerFrame;

/** One of the stream's two subprotocols. Both carry the same frames. */
public interface FrameCodec {
    /** The WebSocket subprotocol's name. */
    String subprotocol();

    /** Whether frames are binary messages, else text. */
    boolean binary();

    Buffer encode(ClientFrame frame);

    /** Throws {@link IllegalArgumentException} for what is no frame; unknown fields are passed over. */
    ServerFrame decode(Buffer message);

    /** {@code "json"} or {@code "proto"}. */
    static FrameCodec named(String name) {
        return switch (name) {
            case "json" -> new JsonFrames();
            case "proto" -> new ProtoFrames();
            default -> throw new IllegalArgumentException("protocol (" + name + ") must be json or proto");
        };
    }
}
