package org.linli.gateway.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.linli.domain.Ids;

/** Ids that are told by what they are for, so that the same thing asked for again is the same thing. */
final class BatchIds {
    private BatchIds() {}

    /** The order of a batch for a resident: a UUIDv7 of when the emergency began, with a digest in place of chance. */
    static String order(String region, long begunMs, String batch, String residentId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((batch + '|' + residentId).getBytes(StandardCharsets.UTF_8));
            ByteBuffer chance = ByteBuffer.wrap(digest);
            return Ids.order(region, Ids.uuidV7(begunMs, chance.getLong(), chance.getLong()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
