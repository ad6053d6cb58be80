package org.linli.matcher.registry.archive;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A stretch of the log in one file: a header, then for each entry its length, its CRC-32C and its bytes, and at the
 * end, once it is full, a trailer with a length of 0, its CRC-32C, the number of entries and the last sequence. All
 * numbers are big-endian.
 */
record Segment(Path file, long generation, long firstSequence) implements Comparable<Segment> {
    static final long MAGIC = 0x4C494E4C49413031L; // "LINLIA01"
    static final int HEADER_BYTES = 24;
    static final int RECORD_HEAD_BYTES = 8;
    static final int TRAILER_BYTES = 24;
    /** Larger than any entry: a commit has at most 1,000 changes. */
    static final int RECORD_LIMIT = 64 << 20;

    private static final Pattern NAME = Pattern.compile("(\\d{12})-(\\d{16})\\.log");

    static Segment at(Path directory, long generation, long firstSequence) {
        String name = String.format(Locale.ROOT, "%012d-%016d.log", generation, firstSequence);
        return new Segment(directory.resolve(name), generation, firstSequence);
    }

    static Optional<Segment> of(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(new Segment(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Segment other) {
        int byGeneration = Long.compare(generation, other.generation);
        return byGeneration != 0 ? byGeneration : Long.compare(firstSequence, other.firstSequence);
    }

    ByteBuffer header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .putLong(generation)
                .putLong(firstSequence)
                .flip();
    }

    static byte[] record(byte[] entry) {
        return ByteBuffer.allocate(RECORD_HEAD_BYTES + entry.length)
                .putInt(entry.length)
                .putInt(checksum(entry))
                .put(entry)
                .array();
    }

    static ByteBuffer trailer(long entries, long lastSequence) {
        byte[] end =
                ByteBuffer.allocate(16).putLong(entries).putLong(lastSequence).array();
        return ByteBuffer.allocate(TRAILER_BYTES)
                .putInt(0)
                .putInt(checksum(end))
                .put(end)
                .flip();
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
