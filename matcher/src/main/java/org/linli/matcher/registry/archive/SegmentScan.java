package org.linli.matcher.registry.archive;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.linli.proto.Entry;

/** Reads one segment from its start and checks every byte of it. */
final class SegmentScan {
    private final Segment segment;
    private final Taking taking;
    private long offset;
    private long lastSequence;
    private long entries;
    private boolean sealed;

    /** What a scan found: up to where the file is whole, and what it holds until there. */
    record Found(long wholeBytes, long entries, long lastSequence, boolean sealed, String tail) {
        /** Whether nothing follows the last whole record. */
        boolean clean() {
            return tail.isEmpty();
        }
    }

    /** What becomes of an entry's bytes, which are those that were written, in their place. */
    private interface Taking {
        void take(byte[] entry) throws InvalidProtocolBufferException;
    }

    private SegmentScan(Segment segment, Taking taking) {
        this.segment = segment;
        this.taking = taking;
        this.lastSequence = segment.firstSequence() - 1;
    }

    /** Gives all whole entries to the consumer. Never throws for damage: that is in what was found. */
    static Found run(Segment segment, Consumer<Entry> consumer) throws IOException {
        return new SegmentScan(segment, bytes -> consumer.accept(Entry.parseFrom(bytes))).run();
    }

    /** Checks every byte and every place, at a tenth of the cost of reading what the entries say. */
    static Found check(Segment segment) throws IOException {
        return new SegmentScan(segment, bytes -> {}).run();
    }

    private Found run() throws IOException {
        long size = Files.size(segment.file());
        String tail;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment.file())))) {
            tail = header(in, size);
            while (tail.isEmpty() && offset < size && !sealed) {
                tail = next(in, size - offset);
            }
        }
        if (tail.isEmpty() && offset < size) {
            tail = "bytes after the trailer";
        }
        return new Found(offset, entries, lastSequence, sealed, tail);
    }

    private String header(DataInputStream in, long size) throws IOException {
        if (size < Segment.HEADER_BYTES) {
            return "the header is cut short";
        }
        long magic = in.readLong();
        long generation = in.readLong();
        long first = in.readLong();
        boolean right =
                magic == Segment.MAGIC && generation == segment.generation() && first == segment.firstSequence();
        offset = right ? Segment.HEADER_BYTES : 0;
        return right ? "" : "the header is not that of this file";
    }

    /** Reads a record or the trailer; says what is wrong with it, or nothing. */
    private String next(DataInputStream in, long left) throws IOException {
        if (left < Segment.RECORD_HEAD_BYTES) {
            return "a record is cut short";
        }
        int length = in.readInt();
        int checksum = in.readInt();
        if (length == 0) {
            return trailer(in, left, checksum);
        }
        if (length < 0 || length > Segment.RECORD_LIMIT) {
            return "a record's length (" + length + ") is impossible";
        }
        if (left < Segment.RECORD_HEAD_BYTES + (long) length) {
            return "a record is cut short";
        }
        byte[] bytes = in.readNBytes(length);
        return Segment.checksum(bytes) == checksum ? entry(bytes) : "a record's checksum does not match";
    }

    private String entry(byte[] bytes) {
        try {
            EntryPlace place = EntryPlace.of(bytes);
            if (place.generation() != segment.generation() || place.sequence() != lastSequence + 1) {
                return "entry " + place.generation() + "-" + place.sequence() + " stands where " + segment.generation()
                        + "-" + (lastSequence + 1) + " belongs";
            }
            taking.take(bytes);
        } catch (InvalidProtocolBufferException e) {
            return "a record is not an entry";
        }
        lastSequence++;
        entries++;
        offset += Segment.RECORD_HEAD_BYTES + bytes.length;
        return "";
    }

    private String trailer(DataInputStream in, long left, int checksum) throws IOException {
        if (left < Segment.TRAILER_BYTES) {
            return "the trailer is cut short";
        }
        byte[] bytes = in.readNBytes(16);
        ByteBuffer end = ByteBuffer.wrap(bytes);
        if (Segment.checksum(bytes) != checksum || end.getLong() != entries || end.getLong() != lastSequence) {
            return "the trailer does not match the records";
        }
        sealed = true;
        offset += Segment.TRAILER_BYTES;
        return "";
    }
}
