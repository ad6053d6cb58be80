package org.linli.matcher.credit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.linli.proto.LedgerEntry;

/**
 * Hashes of leaves and inner nodes, kept apart by their first byte (RFC 6962, section 2.1), so that no leaf can be
 * passed off as a node. A ledger entry's leaf is its Protocol Buffers form: fields by number, defaults left out.
 */
public final class LeafHash {
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private LeafHash() {}

    public static byte[] leaf(LedgerEntry entry) {
        return leaf(entry.toByteArray());
    }

    public static byte[] leaf(byte[] data) {
        MessageDigest digest = digest();
        digest.update(LEAF);
        return digest.digest(data);
    }

    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = digest();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    public static byte[] sha256(byte[] data) {
        return digest().digest(data);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
