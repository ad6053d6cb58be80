package org.linli.matcher.registry.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** The trailer of a full segment, read without the rest of it. */
final class SegmentEnd {
    private SegmentEnd() {}

    /** The last sequence that a segment says it holds. Throws {@link ArchiveDamaged} where it has no whole trailer. */
    static long lastSequence(Segment segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            long at = Math.max(0, channel.size() - Segment.TRAILER_BYTES);
            ByteBuffer end = ByteBuffer.allocate(Segment.TRAILER_BYTES);
            for (int read = 0; end.hasRemaining() && read >= 0; ) {
                read = channel.read(end, at + end.position());
            }
            return lastSequence(segment, at, end.array());
        }
    }

    private static long lastSequence(Segment segment, long at, byte[] bytes) {
        ByteBuffer end = ByteBuffer.wrap(bytes);
        int length = end.getInt();
        int checksum = end.getInt();
        byte[] body = new byte[Segment.TRAILER_BYTES - Segment.RECORD_HEAD_BYTES];
        end.get(body);
        if (length != 0 || Segment.checksum(body) != checksum) {
            throw new ArchiveDamaged(segment.file(), at, "the segment was not sealed, or its end is changed");
        }
        return ByteBuffer.wrap(body).getLong(Long.BYTES);
    }
}
