package org.linli.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator (RFC 6238 on RFC 4226): HMAC-SHA-1, six digits, 30 seconds, which is what every
 * authenticator knows. A clock may be one step off; that a code comes once is the registry's to see to.
 */
public final class Totp {
    public static final int SECRET_BYTES = 20;
    static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int DRIFT_STEPS = 1;

    private Totp() {}

    /** The time step whose code this is; empty where it is none of now, the last or the next. */
    public static OptionalLong step(byte[] secret, String code, long nowMs) {
        long now = nowMs / 1000 / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++) {
            if (same(code(secret, step, DIGITS), code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static boolean same(String right, String said) {
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII), said.getBytes(StandardCharsets.US_ASCII));
    }

    /** The code of a time step (RFC 4226, 5.3). */
    static String code(byte[] secret, long step, int digits) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        StringBuilder code = new StringBuilder(Integer.toString(number % (int) Math.pow(10, digits)));
        while (code.length() < digits) {
            code.insert(0, '0');
        }
        return code.toString();
    }

    /** The code that an authenticator shows at a time. */
    public static String code(byte[] secret, long atMs) {
        return code(secret, atMs / 1000 / STEP_SECONDS, DIGITS);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA1", impossible);
        }
    }
}
