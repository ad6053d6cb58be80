package org.linli.matcher.registry.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that opens all others, kept in a file outside the store. Whoever has the store but not this file has
 * ciphertext; whoever loses it has lost all personal data. Keys for different ends are derived from it (RFC 5869).
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSha256";
    /** Telephones, addresses, identities; and many purposes that are asked for once. */
    private static final int PURPOSES_KEPT = 64;

    /** RFC 5869's first step, whose outcome is the same for every purpose. */
    private final SecretKeySpec extracted;

    private final Aead wrapping;
    /** Keyed already, to be copied: making the key anew took as long as the digest. */
    private final Cache<String, Mac> digests =
            Caffeine.newBuilder().maximumSize(PURPOSES_KEPT).build();

    private MasterKey(byte[] secret) {
        try {
            extracted = key(hmac(key(new byte[BYTES]), secret));
            wrapping = new AesGcmJce(derive("wrap"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing from this Java", e);
        }
    }

    /**
     * Reads the file, or makes it with a new secret that its owner alone may read. Blocks. Throws
     * {@link IllegalStateException} with one line for whoever runs the node.
     */
    public static MasterKey open(Path file, SecureRandom chance) {
        try {
            if (!Files.exists(file)) {
                create(file, chance);
            }
            return new MasterKey(read(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The master key (" + file + ") cannot be read or made: " + e.getMessage()
                            + ". Maybe correct the rights of its directory.",
                    e);
        }
    }

    private static void create(Path file, SecureRandom chance) throws IOException {
        byte[] fresh = new byte[BYTES];
        chance.nextBytes(fresh);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        try (var channel = Files.newByteChannel(
                half,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                ownerOnly(file))) {
            channel.write(java.nio.ByteBuffer.wrap(
                    Base64.getEncoder().encodeToString(fresh).getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(half, file);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)};
    }

    private static byte[] read(Path file) throws IOException {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(Files.readString(file).trim());
        } catch (IllegalArgumentException e) {
            secret = new byte[0];
        }
        if (secret.length != BYTES) {
            throw new IllegalStateException("The master key (" + file + ") must be " + BYTES
                    + " bytes in base64. Maybe put the right file back: without it no personal data can be read.");
        }
        return secret;
    }

    /** Seals other keys. */
    Aead wrapping() {
        return wrapping;
    }

    /** HMAC-SHA256 under a key for this purpose alone. */
    byte[] digest(String purpose, byte[] text) {
        try {
            return ((Mac) digests.get(purpose, this::keyed).clone()).doFinal(text);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(HMAC + " of this Java cannot be copied", e);
        }
    }

    private Mac keyed(String purpose) {
        try {
            return mac(key(derive("digest:" + purpose)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing from this Java", e);
        }
    }

    /** RFC 5869's second step, of one block, because a key is as long as a digest. */
    private byte[] derive(String purpose) throws GeneralSecurityException {
        byte[] words = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(words, words.length + 1);
        block[words.length] = 1;
        return hmac(extracted, block);
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) throws GeneralSecurityException {
        return mac(key).doFinal(text);
    }

    private static Mac mac(SecretKeySpec key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(key);
        return mac;
    }
}
