package org.linli.matcher.registry.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** The moment to go back to: which entries of the log are still wanted. */
public sealed interface RestorePoint {
    /** All that the backup holds. */
    record Newest() implements RestorePoint {
        @Override
        public boolean includes(long sequence, long atMs) {
            return true;
        }

        @Override
        public boolean isBefore(long firstSequence, long firstAtMs) {
            return false;
        }
    }

    /** Up to this entry, itself included. */
    record Sequence(long last) implements RestorePoint {
        public Sequence {
            if (last < 0) {
                throw new IllegalArgumentException("sequence (" + last + ") must not be negative");
            }
        }

        @Override
        public boolean includes(long sequence, long atMs) {
            return sequence <= last;
        }

        @Override
        public boolean isBefore(long firstSequence, long firstAtMs) {
            return last < firstSequence - 1;
        }

        @Override
        public String toString() {
            return Long.toString(last);
        }
    }

    /** Up to this moment of the region's time, itself included. */
    record Moment(long atMs) implements RestorePoint {
        @Override
        public boolean includes(long sequence, long moment) {
            return moment <= atMs;
        }

        @Override
        public boolean isBefore(long firstSequence, long firstAtMs) {
            return atMs < firstAtMs && firstSequence > 1;
        }

        @Override
        public String toString() {
            return Instant.ofEpochMilli(atMs).toString();
        }
    }

    /** Whether the entry is still wanted. */
    boolean includes(long sequence, long atMs);

    /** Whether the moment lies before everything that can be told apart, of which this is the first entry. */
    boolean isBefore(long firstSequence, long firstAtMs);

    /**
     * Reads an option: nothing, a sequence, the {@code generation-sequence} of a frame, or a time as RFC 3339. Throws
     * {@link IllegalArgumentException} in one line.
     */
    static RestorePoint parse(String text) {
        if (text.isEmpty()) {
            return new Newest();
        }
        if (Pattern.matches("(\\d{1,15}-)?\\d{1,15}", text)) {
            return new Sequence(Long.parseLong(text.substring(text.indexOf('-') + 1)));
        }
        try {
            return new Moment(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "until (" + text + ") must be a sequence such as 4711 or a time such as 2026-11-22T08:00:00Z");
        }
    }
}
