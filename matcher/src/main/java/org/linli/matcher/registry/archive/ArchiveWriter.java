package org.linli.matcher.registry.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends entries to a region's archive, each once and in order. Blocks; for one thread. */
public final class ArchiveWriter implements AutoCloseable {
    /** A file of this size is read through in well under a second, and 10,000 of them are a year of a large city. */
    static final long SEGMENT_BYTES = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);

    private final Path directory;
    private final long segmentBytes;
    /** What goes to the file in one piece. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private @Nullable FileChannel channel;
    private long written;
    private long entries;
    private long generation;
    private long sequence;

    private ArchiveWriter(Path directory, long segmentBytes) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /** Opens the archive behind its last whole entry; what a crash left half written is cut off. */
    public static ArchiveWriter open(Path directory) {
        return open(directory, SEGMENT_BYTES);
    }

    static ArchiveWriter open(Path directory, long segmentBytes) {
        ArchiveWriter writer = new ArchiveWriter(directory, segmentBytes);
        try {
            Files.createDirectories(directory);
            List<Segment> segments = new ArchiveReader(directory).segments();
            if (!segments.isEmpty()) {
                writer.goOn(segments.get(segments.size() - 1));
            }
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException("The archive (" + directory + ") cannot be opened", e);
        }
    }

    private void goOn(Segment last) throws IOException {
        SegmentScan.Found found = ArchiveReader.check(last);
        generation = last.generation();
        sequence = found.lastSequence();
        if (found.sealed()) {
            if (!found.clean()) {
                throw new ArchiveDamaged(last.file(), found.wholeBytes(), found.tail());
            }
            return;
        }
        if (found.wholeBytes() < Segment.HEADER_BYTES) {
            Files.delete(last.file());
            return;
        }
        channel = FileChannel.open(last.file(), StandardOpenOption.WRITE);
        if (!found.clean()) {
            cutOff(last.file(), channel, found);
        }
        channel.position(found.wholeBytes());
        written = found.wholeBytes();
        entries = found.entries();
    }

    /** Nothing acknowledged is lost by this: what the store still has is archived again, and what not is missed. */
    private static void cutOff(Path file, FileChannel channel, SegmentScan.Found found) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".damaged");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("{}: {}; cut off at byte {}, with a copy in {}", file, found.tail(), found.wholeBytes(), copy);
        channel.truncate(found.wholeBytes());
        channel.force(true);
    }

    /** The generation of the last entry; 0: the archive is empty. */
    public long generation() {
        return generation;
    }

    /** The last entry's sequence; all up to here is on disk but for what was {@link #write written} since {@link #force}. */
    public long sequence() {
        return sequence;
    }

    /** Begins another generation behind a sequence. */
    public void begin(long newGeneration, long afterSequence) {
        if (newGeneration <= generation) {
            throw new IllegalArgumentException("generation (" + newGeneration + ") must be above the archive's ("
                    + generation + "). Maybe an old copy of the store was put in its place.");
        }
        seal();
        generation = newGeneration;
        sequence = afterSequence;
    }

    /** Appends entries and returns once they are on disk. */
    public void append(List<Entry> batch) {
        write(batch);
        force();
    }

    /** Returns once all that was written is on disk. */
    void force() {
        try {
            if (channel != null) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Writes entries, which are on disk only after {@link #force}. */
    void write(List<Entry> batch) {
        try {
            for (Entry entry : batch) {
                append(entry);
            }
            writePending();
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    private UncheckedIOException cannotBeWritten(IOException e) {
        return new UncheckedIOException("The archive (" + directory + ") cannot be written", e);
    }

    private void append(Entry entry) throws IOException {
        if (entry.getGeneration() != generation || entry.getSequence() != sequence + 1) {
            throw new IllegalArgumentException("entry (" + entry.getGeneration() + "-" + entry.getSequence()
                    + ") must be " + generation + "-" + (sequence + 1));
        }
        if (channel != null && written + pending.size() >= segmentBytes) {
            seal();
        }
        if (channel == null) {
            startSegment();
        }
        pending.writeBytes(Segment.record(entry.toByteArray()));
        sequence = entry.getSequence();
        entries++;
    }

    private void writePending() throws IOException {
        if (channel != null && pending.size() > 0) {
            write(channel, ByteBuffer.wrap(pending.toByteArray()));
        }
        pending.reset();
    }

    private void startSegment() throws IOException {
        Segment segment = Segment.at(directory, generation, sequence + 1);
        FileChannel fresh = FileChannel.open(segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel = fresh;
        written = 0;
        entries = 0;
        write(fresh, segment.header());
        syncDirectory();
    }

    private void write(FileChannel open, ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private void seal() {
        if (channel == null) {
            return;
        }
        try (FileChannel full = channel) {
            writePending();
            write(full, Segment.trailer(entries, sequence));
            full.force(true);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        } finally {
            channel = null;
        }
    }

    /** A new file's name is durable only with its directory; not every system lets a directory be opened. */
    private void syncDirectory() {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notHere) {
            LOG.debug("The directory {} cannot be synced: {}", directory, notHere.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                writePending();
                channel.close();
                channel = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
