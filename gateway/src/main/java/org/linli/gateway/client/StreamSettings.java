package org.linli.gateway.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Viewport;

/**
 * What a stream listens to.
 *
 * @param topics   {@code me}, {@code queue}, {@code map}
 * @param viewport the map's part, for {@code map}
 * @param codec    the subprotocol
 * @param pingMs   how often a sign of life is sent; the node closes a silent socket
 */
public record StreamSettings(List<String> topics, @Nullable Viewport viewport, FrameCodec codec, long pingMs) {
    /** What one person is told, as JSON. */
    public static StreamSettings me() {
        return new StreamSettings(List.of("me"), null, new JsonFrames(), 20_000);
    }

    /** The same with the orders of staff's communities. */
    public static StreamSettings queue() {
        return new StreamSettings(List.of("me", "queue"), null, new JsonFrames(), 20_000);
    }
}
