package org.linli.matcher.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.proto.Entry;

class ArchiveTest {
    @TempDir
    Path directory;

    private static List<Entry> entries(long generation, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> Entry.newBuilder()
                        .setGeneration(generation)
                        .setSequence(sequence)
                        .setAtMs(1_000 + sequence)
                        .build())
                .toList();
    }

    private List<Entry> readAll() {
        List<Entry> all = new ArrayList<>();
        assertThat(new ArchiveReader(directory).read(all::add)).isEqualTo(all.size());
        return all;
    }

    /** Three segments of a few entries each. */
    private void write(long last) {
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            writer.begin(5, 0);
            writer.append(entries(5, 1, last));
        }
    }

    private List<Segment> segments() {
        return new ArchiveReader(directory).segments();
    }

    @Test
    void entries_areReadBackInOrder_acrossSegments() {
        write(20);

        assertThat(readAll()).isEqualTo(entries(5, 1, 20));
        assertThat(segments().size()).isGreaterThan(2);
    }

    @Test
    void reopened_goesOnBehindTheLastEntry() {
        write(7);
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            assertThat(writer.generation()).isEqualTo(5);
            assertThat(writer.sequence()).isEqualTo(7);
            writer.append(entries(5, 8, 12));
        }

        assertThat(readAll()).isEqualTo(entries(5, 1, 12));
    }

    @Test
    void halfWrittenRecord_isCutOffAndWrittenAgain() throws IOException {
        write(3);
        Path last = segments().get(segments().size() - 1).file();
        Files.write(last, new byte[] {0, 0, 0, 9, 1, 2}, StandardOpenOption.APPEND);

        assertThat(readAll()).isEqualTo(entries(5, 1, 3));
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            writer.append(entries(5, 4, 4));
        }
        assertThat(readAll()).isEqualTo(entries(5, 1, 4));
    }

    @Test
    void everyFlippedByte_isDetected() throws IOException {
        write(20);
        Path first = segments().get(0).file();
        byte[] sound = Files.readAllBytes(first);
        for (int i = 0; i < sound.length; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 0x10;
            Files.write(first, damaged);
            assertThatThrownBy(() -> new ArchiveReader(directory).read(entry -> {}))
                    .as("byte %d", i)
                    .isInstanceOf(ArchiveDamaged.class);
        }
    }

    @Test
    void cutSegment_isDetected() throws IOException {
        write(20);
        Path first = segments().get(0).file();
        byte[] sound = Files.readAllBytes(first);
        for (int length = 0; length < sound.length; length++) {
            Files.write(first, Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> new ArchiveReader(directory).read(entry -> {}))
                    .as("%d bytes", length)
                    .isInstanceOf(ArchiveDamaged.class);
        }
    }

    @Test
    void missingSegment_isDetected() throws IOException {
        write(20);
        Files.delete(segments().get(1).file());

        assertThatThrownBy(() -> new ArchiveReader(directory).read(entry -> {}))
                .isInstanceOf(ArchiveDamaged.class)
                .hasMessageContaining("is next");
    }

    @Test
    void gap_isNeverWritten() {
        try (ArchiveWriter writer = ArchiveWriter.open(directory)) {
            writer.begin(5, 0);
            assertThatThrownBy(() -> writer.append(entries(5, 2, 2))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Entries go to the file in one piece, and those in front of one that does not fit are among them. */
    @Test
    void entriesInFrontOfAGap_areWritten() {
        List<Entry> gap = List.of(entries(5, 1, 1).get(0), entries(5, 3, 3).get(0));
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            writer.begin(5, 0);
            assertThatThrownBy(() -> writer.append(gap)).isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(readAll()).isEqualTo(entries(5, 1, 1));
    }

    @Test
    void newGeneration_beginsANewSegment() {
        write(4);
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            writer.begin(9, 0);
            writer.append(entries(9, 1, 2));
        }

        assertThat(readAll()).hasSize(6).last().isEqualTo(entries(9, 2, 2).get(0));
    }

    @Test
    void newGeneration_thatBeginsTooLate_isDetected() {
        write(4);
        try (ArchiveWriter writer = ArchiveWriter.open(directory, 100)) {
            writer.begin(9, 6);
            writer.append(entries(9, 7, 8));
        }

        assertThatThrownBy(this::readAll)
                .isInstanceOf(ArchiveDamaged.class)
                .hasMessageContaining("begins at 7, but 5 is next");
    }

    @Test
    void checkOfTheNewest_findsDamageInThem_andSegmentsThatAreMissingAnywhere() throws IOException {
        write(40);
        new ArchiveReader(directory).checkNewest();
        List<Segment> segments = segments();
        Path last = segments.get(segments.size() - 2).file();
        byte[] sound = Files.readAllBytes(last);
        byte[] damaged = sound.clone();
        damaged[40] ^= 1;
        Files.write(last, damaged);
        assertThatThrownBy(() -> new ArchiveReader(directory).checkNewest())
                .isInstanceOf(ArchiveDamaged.class)
                .hasMessageContaining(last + " at byte ")
                .hasMessageContaining("put this file back from a backup");
        Files.write(last, sound);
        Files.delete(segments.get(1).file());
        assertThatThrownBy(() -> new ArchiveReader(directory).checkNewest())
                .isInstanceOf(ArchiveDamaged.class)
                .hasMessageContaining("is next");
    }
}
