package org.linli.matcher.registry.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.linli.proto.Entry;

/** Reads a region's archive from its first entry to its last and checks that nothing is missing or changed. Blocks. */
public final class ArchiveReader {
    /** 128 MB at most: half a second. */
    private static final int NEWEST = 2;

    private final Path directory;

    public ArchiveReader(Path directory) {
        this.directory = directory;
    }

    /**
     * Gives every entry in order and returns their number. The last segment may end in a record that was never
     * acknowledged. Throws {@link ArchiveDamaged} at the first fault, after the entries in front of it.
     */
    public long read(Consumer<Entry> consumer) {
        return read(segments(), consumer);
    }

    private static long read(List<Segment> segments, Consumer<Entry> consumer) {
        return read(segments, Optional.empty(), 0, segment -> SegmentScan.run(segment, consumer));
    }

    private interface Scan {
        SegmentScan.Found of(Segment segment) throws IOException;
    }

    /**
     * Gives the entries from a place on, and perhaps some before it, until the consumer says no; skips the segments that
     * lie before the place, and checks those that it reads.
     *
     * @param generation 0: of whichever generation the sequence is
     */
    public void readFrom(long generation, long sequence, Predicate<Entry> consumer) {
        List<Segment> segments = segments();
        int first = 0;
        while (first + 1 < segments.size()
                && isBehind(segments.get(first), segments.get(first + 1), generation, sequence)) {
            first++;
        }
        try {
            read(segments.subList(first, segments.size()), entry -> {
                if (!consumer.test(entry)) {
                    throw new Enough();
                }
            });
        } catch (Enough wanted) {
            // Nobody asks for more.
        }
    }

    /** Whether all that is asked for stands in the next segment or after it. */
    private static boolean isBehind(Segment segment, Segment next, long generation, long sequence) {
        boolean sameGeneration = segment.generation() == next.generation();
        return generation == 0 || generation == next.generation()
                ? (sameGeneration || generation > 0) && next.firstSequence() <= sequence
                : next.generation() < generation;
    }

    /** The consumer has what it wanted. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough", null, false, false);
        }
    }

    private static long read(List<Segment> segments, Optional<Segment> before, long lastBefore, Scan scan) {
        long entries = 0;
        Optional<Segment> former = before;
        long lastSequence = lastBefore;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            requireContiguous(former, lastSequence, segment);
            SegmentScan.Found found = found(scan, segment);
            boolean last = i == segments.size() - 1;
            if (!last && !(found.clean() && found.sealed())) {
                String what = found.clean() ? "the segment was not sealed" : found.tail();
                throw new ArchiveDamaged(segment.file(), found.wholeBytes(), what);
            }
            if (last && !found.clean() && (found.sealed() || !isTorn(found))) {
                throw new ArchiveDamaged(segment.file(), found.wholeBytes(), found.tail());
            }
            former = Optional.of(segment);
            lastSequence = found.lastSequence();
            entries += found.entries();
        }
        return entries;
    }

    /**
     * Checks that the segments join each other, by what their ends say, and every byte of the newest ones: what may have
     * been damaged since the last start, in a second however long the archive is. Throws {@link ArchiveDamaged}.
     */
    public void checkNewest() {
        List<Segment> segments = segments();
        Optional<Segment> former = Optional.empty();
        long lastSequence = 0;
        int whole = Math.max(0, segments.size() - NEWEST);
        for (Segment segment : segments.subList(0, whole)) {
            requireContiguous(former, lastSequence, segment);
            lastSequence = lastOf(segment);
            former = Optional.of(segment);
        }
        read(segments.subList(whole, segments.size()), former, lastSequence, SegmentScan::check);
    }

    private static long lastOf(Segment segment) {
        try {
            return SegmentEnd.lastSequence(segment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a crash leaves behind, as opposed to what changes later. */
    private static boolean isTorn(SegmentScan.Found found) {
        return found.tail().endsWith("cut short");
    }

    private static void requireContiguous(Optional<Segment> former, long lastSequence, Segment segment) {
        if (former.isEmpty()) {
            return;
        }
        boolean sameGeneration = former.get().generation() == segment.generation();
        long next = lastSequence + 1;
        // A new generation may begin earlier, where the end of the former one was lost, but never later.
        boolean joins = sameGeneration ? segment.firstSequence() == next : segment.firstSequence() <= next;
        if (!joins) {
            throw new ArchiveDamaged(
                    segment.file(), 0, "begins at " + segment.firstSequence() + ", but " + next + " is next");
        }
    }

    /** The files, in the order of the log. */
    public List<Path> files() {
        return segments().stream().map(Segment::file).toList();
    }

    /** In the order of the log. */
    List<Segment> segments() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Segment::of).flatMap(Optional::stream).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SegmentScan.Found check(Segment segment) {
        return found(SegmentScan::check, segment);
    }

    private static SegmentScan.Found found(Scan scan, Segment segment) {
        try {
            return scan.of(segment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
