package org.linli.gateway.node;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.Totp;
import org.linli.gateway.device.DeviceProof;
import org.linli.gateway.frame.DoorWords;

/** The node's source of chance, and what is drawn from it. Safe to call from any thread. */
final class Chance {
    private final SecureRandom random;
    private final LongSupplier nowMs;

    Chance(SecureRandom random, LongSupplier nowMs) {
        this.random = random;
        this.nowMs = nowMs;
    }

    String codeWord() {
        return DoorWords.code(random);
    }

    String sixDigits() {
        return "%06d".formatted(random.nextInt(1_000_000));
    }

    /** 192 bits. */
    String ticket() {
        return hex(24);
    }

    String traceId() {
        return hex(8);
    }

    byte[] salt() {
        return bytes(Passwords.SALT_BYTES);
    }

    /** What an authenticator shares with the region. */
    byte[] totpSecret() {
        return bytes(Totp.SECRET_BYTES);
    }

    /** What a device and its door prove that they share; as long as what one of them makes up for one connection. */
    byte[] deviceBytes() {
        return bytes(DeviceProof.KEY_BYTES);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String hex(int length) {
        return HexFormat.of().formatHex(bytes(length));
    }

    UUID uuid() {
        return Ids.uuidV7(nowMs.getAsLong(), random.nextLong(), random.nextLong());
    }
}
