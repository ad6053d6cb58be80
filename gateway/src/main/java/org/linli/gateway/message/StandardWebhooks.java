package org.linli.gateway.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has them: HMAC-SHA256 over id, time and
 * body, version 1. Both what goes out to receivers and what carriers call back is signed so. Safe to call from any thread.
 */
public final class StandardWebhooks {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";
    /** How far the sender's clock may be from ours; an older call is a replay. */
    public static final long TOLERANCE_SECONDS = 300;

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    /** @param secret base64 of 24 to 64 bytes, with or without {@code whsec_} before it */
    public StandardWebhooks(String secret) {
        this.key = new SecretKeySpec(bytes(secret), "HmacSHA256");
    }

    private static byte[] bytes(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(
                    "secret must be base64 of " + LEAST_BYTES + " to " + MOST_BYTES + " bytes");
        }
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "secret (" + bytes.length + " bytes) must have " + LEAST_BYTES + " to " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /** The signature's header. */
    public String sign(String id, long unixSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + '.' + unixSeconds + '.').getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }

    /**
     * Whether one of the header's signatures, which spaces part, is right, and the time is near enough.
     *
     * @param timestamp as the header has it
     * @param header    the signature's header
     */
    public boolean isRight(String id, String timestamp, String header, byte[] body, long nowSeconds) {
        if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long at = Long.parseLong(timestamp);
        if (Math.abs(nowSeconds - at) > TOLERANCE_SECONDS) {
            return false;
        }
        byte[] expected = sign(id, at, body).getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (String one : header.split(" ", 16)) {
            right |= MessageDigest.isEqual(expected, one.getBytes(StandardCharsets.UTF_8));
        }
        return right;
    }
}
