package org.linli.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request whose bytes are made beforehand, but for its {@code Idempotency-Key}: a UUIDv7 whose last twelve digits
 * count. For one thread.
 */
public final class Shot {
    private static final int DIGITS = 12;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final int lane;
    private final byte[] bytes;
    private final int counterAt;

    private Shot(int lane, byte[] bytes, int counterAt) {
        this.lane = lane;
        this.bytes = bytes;
        this.counterAt = counterAt;
    }

    /**
     * @param lane  under which its answers are counted
     * @param keyMs when the key says that it was made, in Unix milliseconds
     */
    public static Shot post(int lane, String path, String token, String json, long keyMs) {
        return of("POST", lane, path, token, json, keyMs);
    }

    /** The same for what is created or replaced. */
    public static Shot put(int lane, String path, String token, String json, long keyMs) {
        return of("PUT", lane, path, token, json, keyMs);
    }

    private static Shot of(String method, int lane, String path, String token, String json, long keyMs) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String stamp = "%012x".formatted(keyMs);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\nIdempotency-Key: "
                + stamp.substring(0, 8) + '-' + stamp.substring(8) + "-7000-8000-";
        byte[] front = head.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer whole = ByteBuffer.allocate(front.length + DIGITS + 4 + body.length);
        whole.put(front)
                .put(new byte[DIGITS])
                .put(new byte[] {'\r', '\n', '\r', '\n'})
                .put(body);
        return new Shot(lane, whole.array(), front.length);
    }

    int lane() {
        return lane;
    }

    /** Writes the request under this key into the buffer, which has room for it. */
    void write(ByteBuffer to, long key) {
        long rest = key;
        for (int i = counterAt + DIGITS - 1; i >= counterAt; i--) {
            bytes[i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
        to.put(bytes);
    }
}
