package org.linli.gateway.device;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How device and door show each other that they have the same key, without sending it: each takes HMAC-SHA256 (RFC 2104)
 * over what both have just made up for this connection alone. What was recorded once proves nothing on another connection.
 *
 * <p>The device: {@code HMAC(key, "linli-device-1" 0 door's nonce, device's nonce, device's id)}; the door the same with
 * {@code "linli-door-1"}. Nonces have {@value #NONCE_BYTES} bytes, ids are UTF-8.
 */
public final class DeviceProof {
    public static final int NONCE_BYTES = 32;
    /** 256 bits. */
    public static final int KEY_BYTES = 32;

    private static final byte[] DEVICE = "linli-device-1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOOR = "linli-door-1\0".getBytes(StandardCharsets.US_ASCII);

    private DeviceProof() {}

    /** What a device answers to the door's challenge. */
    public static ByteString ofDevice(byte[] key, ByteString doorNonce, ByteString deviceNonce, String deviceId) {
        return proof(DEVICE, key, doorNonce, deviceNonce, deviceId);
    }

    /** What the door answers to the device. */
    public static ByteString ofDoor(byte[] key, ByteString doorNonce, ByteString deviceNonce, String deviceId) {
        return proof(DOOR, key, doorNonce, deviceNonce, deviceId);
    }

    /** Takes the same time whether they differ early, late or not at all. */
    static boolean isSame(ByteString one, ByteString other) {
        return MessageDigest.isEqual(one.toByteArray(), other.toByteArray());
    }

    private static ByteString proof(
            byte[] who, byte[] key, ByteString doorNonce, ByteString deviceNonce, String deviceId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(who);
            mac.update(doorNonce.asReadOnlyByteBuffer());
            mac.update(deviceNonce.asReadOnlyByteBuffer());
            return ByteString.copyFrom(mac.doFinal(deviceId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
