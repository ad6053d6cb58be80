package org.linli.gateway.access;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.function.Supplier;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as they are kept: PBKDF2-HMAC-SHA256 (RFC 8018) with 600,000 rounds and 128 bits of salt, as OWASP's Password
 * Storage Cheat Sheet asks of a platform that brings no memory-hard function. Each call takes tenths of a second of
 * processor time; never on an event loop.
 */
public final class Passwords {
    public static final int ROUNDS = 600_000;
    /** NIST SP 800-63B asks for 8 beside a second factor; what opens a county's files may ask for more. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;
    public static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final Supplier<byte[]> salts;
    private final int rounds;

    /** What is kept of a password. */
    public record Kept(ByteString salt, int rounds, ByteString hash) {}

    /** @param salts fresh ones, of {@value #SALT_BYTES} bytes */
    public Passwords(Supplier<byte[]> salts) {
        this(salts, ROUNDS);
    }

    /** @param rounds fewer in tests only */
    public Passwords(Supplier<byte[]> salts, int rounds) {
        this.salts = salts;
        this.rounds = rounds;
    }

    public Kept keep(String password) {
        byte[] salt = salts.get();
        return new Kept(ByteString.copyFrom(salt), rounds, hash(password, salt, rounds));
    }

    /** Nobody's: takes as long to check as somebody's, and fits no password. */
    public Kept nobodys() {
        return new Kept(ByteString.copyFrom(salts.get()), rounds, ByteString.copyFrom(new byte[HASH_BITS / 8]));
    }

    /** Whether this is the password; takes the same time whether or not it is. */
    public static boolean matches(String password, Kept kept) {
        ByteString said = hash(password, kept.salt().toByteArray(), kept.rounds());
        return MessageDigest.isEqual(said.toByteArray(), kept.hash().toByteArray());
    }

    private static ByteString hash(String password, byte[] salt, int rounds) {
        // The same word typed on another keyboard is the same word.
        char[] letters = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
        PBEKeySpec spec = new PBEKeySpec(letters, salt, rounds, HASH_BITS);
        try {
            return ByteString.copyFrom(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", impossible);
        } finally {
            spec.clearPassword();
        }
    }
}
