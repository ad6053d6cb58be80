package org.linli.matcher.registry.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.linli.proto.Entry;

/** Reads a region's archive from its first entry to its last and checks that nothing is missing or changed. Blocks. */
public final class ArchiveReader {
    private final Path directory;

    public ArchiveReader(Path directory) {
        this.directory = directory;
    }

    /**
     * Gives every entry in order and returns their number. The last segment may end in a record that was never
     * acknowledged. Throws {@link ArchiveDamaged} at the first fault, after the entries in front of it.
     */
    public long read(Consumer<Entry> consumer) {
        List<Segment> segments = segments();
        long entries = 0;
        Optional<Segment> former = Optional.empty();
        long lastSequence = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            requireContiguous(former, lastSequence, segment);
            SegmentScan.Found found = scan(segment, consumer);
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

    /** What a crash leaves behind, as opposed to what changes later. */
    private static boolean isTorn(SegmentScan.Found found) {
        return found.tail().endsWith("cut short");
    }

    private static void requireContiguous(Optional<Segment> former, long lastSequence, Segment segment) {
        if (former.isEmpty()) {
            return;
        }
        boolean sameGeneration = former.get().generation() == segment.generation();
        if (sameGeneration && segment.firstSequence() != lastSequence + 1) {
            throw new ArchiveDamaged(
                    segment.file(),
                    0,
                    "begins at " + segment.firstSequence() + ", but " + (lastSequence + 1) + " is next");
        }
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

    static SegmentScan.Found scan(Segment segment, Consumer<Entry> consumer) {
        try {
            return SegmentScan.run(segment, consumer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
