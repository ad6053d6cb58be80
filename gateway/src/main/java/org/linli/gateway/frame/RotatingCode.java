package org.linli.gateway.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The six digits on an activity leader's screen, other ones every 30 seconds: HMAC-SHA-256 of the activity and the step
 * of time, cut as RFC 4226 (5.3) says.
 */
public final class RotatingCode {
    /** How long one code is shown. */
    public static final long STEP_MS = 30_000;

    private RotatingCode() {}

    /** The code of the moment. */
    public static String at(byte[] key, String activityId, long nowMs) {
        return ofStep(key, activityId, nowMs / STEP_MS);
    }

    /** The step of this moment, the one before or the one after whose code this is; 0: of none of them. */
    public static long find(byte[] key, String activityId, String code, long nowMs) {
        long now = nowMs / STEP_MS;
        long found = 0;
        for (long step = now - 1; step <= now + 1; step++) {
            found = isEqual(ofStep(key, activityId, step), code) ? step : found;
        }
        return found;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String ofStep(byte[] key, String activityId, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(activityId.getBytes(StandardCharsets.UTF_8));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7FFF_FFFF;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
