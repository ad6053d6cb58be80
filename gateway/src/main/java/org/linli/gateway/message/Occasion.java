package org.linli.gateway.message;

import org.linli.proto.MessagePurpose;

/**
 * Something that somebody is to be told of, once.
 *
 * @param subject   the offer, visit or order that it is about
 * @param recipient who is told
 * @param dueMs     not before
 * @param untilMs   later it is of no use
 * @param pressing  whether quiet hours do not count
 * @param nextMs    how long after one channel took it the next is tried, because nobody has answered; 0: never
 */
record Occasion(
        MessagePurpose purpose,
        String subject,
        String recipient,
        long dueMs,
        long untilMs,
        boolean pressing,
        long nextMs) {
    /** The same for the same thing, on every node and in every life of it. */
    String key() {
        return new MessageKey(subject, recipient, purpose).toString();
    }
}
