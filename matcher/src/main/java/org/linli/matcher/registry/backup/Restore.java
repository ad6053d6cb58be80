package org.linli.matcher.registry.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linli.matcher.registry.archive.ArchiveReader;
import org.linli.matcher.registry.archive.ArchiveWriter;
import org.linli.proto.Entry;

/**
 * Makes the data directory of a node out of a backup, as of its end or of a moment before. The data get a generation
 * above every former one, so whoever has seen what was lost starts anew from a snapshot. Blocks; nothing may run there.
 */
public final class Restore {
    private static final int ARCHIVED_AT_ONCE = 1_000;

    private final BackupList list;
    private final Path from;
    private final Path data;
    private final RestorePoint until;
    private final long nowSeconds;
    private LogScan.Mark last = new LogScan.Mark(0, 0, 0);
    private LogScan.Mark first = last;

    /**
     * What was put back.
     *
     * @param generation of the data from now on
     * @param sequence   the last entry that is there again; 0: the base's last one
     * @param left       entries of the backup that were not wanted
     */
    public record Restored(String region, long generation, long sequence, long atMs, long left) {}

    private Restore(BackupList list, Path from, Path data, RestorePoint until, long nowSeconds) {
        this.list = list;
        this.from = from;
        this.data = data;
        this.until = until;
        this.nowSeconds = nowSeconds;
    }

    /**
     * Checks the whole backup and then writes.
     *
     * @param data       empty, or not there
     * @param nowSeconds since 1970; later than the founding of the region
     * @throws BackupDamaged in one line, where the backup is not whole or does not reach the moment
     */
    public static Restored run(Path from, Path data, RestorePoint until, long nowSeconds) {
        try {
            BackupList list = BackupList.in(from)
                    .orElseThrow(() -> new BackupDamaged("backup (" + from + ") has no file " + BackupList.FILE
                            + ": it was never finished. Maybe name another directory with --from."));
            return new Restore(list, from, data, until, nowSeconds).run();
        } catch (IOException e) {
            throw new UncheckedIOException("The backup (" + from + ") cannot be put back: " + e.getMessage(), e);
        }
    }

    private Restored run() throws IOException {
        requireEmpty();
        for (BackupList.Item item : list.items()) {
            Path file = from.resolve(item.path());
            if (!Files.isRegularFile(file) || Files.size(file) < item.bytes()) {
                throw new BackupDamaged(file, 0, "the file is missing or cut short");
            }
            if (new Prefix(file, item.bytes()).checksum() != item.checksum()) {
                throw new BackupDamaged(file, 0, "the checksum of the first " + item.bytes() + " bytes does not match");
            }
        }
        LogScan.Spot end = scan();
        long generation = Math.max(list.generation() + 1, nowSeconds);
        writeStore(end, generation);
        writeArchive();
        long left = first.sequence() == 0 ? 0 : list.sequence() - limit();
        long sequence = first.sequence() == 0 ? 0 : limit();
        return new Restored(list.region(), generation, sequence, last.atMs(), left);
    }

    private void requireEmpty() throws IOException {
        for (Path taken : List.of(data.resolve(Backup.REDIS), data.resolve(Backup.ARCHIVE))) {
            if (!Files.isDirectory(taken)) {
                continue;
            }
            try (Stream<Path> inside = Files.list(taken)) {
                if (inside.findAny().isPresent()) {
                    throw new BackupDamaged("data (" + taken
                            + ") is not empty. Maybe move it away, or name another directory with --data.");
                }
            }
        }
    }

    private List<AppendOnlyFiles.Part> parts() {
        return list.items().stream()
                .map(BackupList.Item::path)
                .filter(path -> path.startsWith(Backup.STORE))
                .map(path -> AppendOnlyFiles.Part.of(from, path.substring(Backup.STORE.length())))
                .toList();
    }

    /** Where the wanted part of the store's files ends, its file counted among all parts. */
    private LogScan.Spot scan() throws IOException {
        List<AppendOnlyFiles.Part> parts = parts();
        List<Path> files = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).holdsCommands()) {
                files.add(from.resolve(Backup.STORE + parts.get(i).name()));
                lengths.add(bytes(parts.get(i)));
                numbers.add(i);
            }
        }
        LogScan.Spot spot = new LogScan(list.region(), this::take).run(files, lengths);
        requireReached();
        return new LogScan.Spot(numbers.get(spot.part()), spot.offset(), spot.inTransaction());
    }

    private boolean take(LogScan.Mark mark) {
        first = first.sequence() == 0 ? mark : first;
        boolean included = until.includes(mark.sequence(), mark.atMs());
        if (included) {
            last = mark;
        }
        return included;
    }

    /** A base is one moment: within it nothing can be told apart. */
    private void requireReached() {
        if (first.sequence() > 0 && until.isBefore(first.sequence(), first.atMs())) {
            throw new BackupDamaged("until (" + until + ") lies before entry " + first.sequence()
                    + ", where the commands of this backup begin. Maybe use an older backup.");
        }
        if (until instanceof RestorePoint.Sequence point && point.last() > list.sequence()) {
            throw new BackupDamaged("until (" + point.last() + ") lies behind the backup's last entry ("
                    + list.sequence() + "). Maybe leave --until out.");
        }
    }

    private long bytes(AppendOnlyFiles.Part part) {
        return list.find(Backup.STORE + part.name()).orElseThrow().bytes();
    }

    private void writeStore(LogScan.Spot end, long generation) throws IOException {
        List<AppendOnlyFiles.Part> kept = parts().subList(0, end.part() + 1);
        Path folder = data.resolve(Backup.STORE);
        for (AppendOnlyFiles.Part part : kept) {
            long bytes = part.equals(kept.get(end.part())) ? end.offset() : bytes(part);
            new Prefix(from.resolve(Backup.STORE + part.name()), bytes)
                    .copyTo(folder.resolve(part.name()), Optional.empty());
        }
        append(folder.resolve(kept.get(end.part()).name()), closing(end, generation));
        Path manifest = folder.resolve(AppendOnlyFiles.MANIFEST);
        Files.createFile(manifest);
        append(manifest, AppendOnlyFiles.manifest(kept).getBytes(StandardCharsets.UTF_8));
    }

    /** The last commands of the store that is made: whom it serves is founded anew, and no replica has it. */
    private byte[] closing(LogScan.Spot end, long generation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (end.inTransaction()) {
            bytes.writeBytes(command("EXEC"));
        }
        String key = "linli:{" + list.region() + "}:region";
        if (end.offset() == 0) {
            bytes.writeBytes(command("SELECT", "0"));
        }
        bytes.writeBytes(command("HSET", key, "generation", Long.toString(generation), "replicas", "0"));
        bytes.writeBytes(command("HDEL", key, "supervisor"));
        return bytes.toByteArray();
    }

    private static byte[] command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append("$" + word.length() + "\r\n" + word + "\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void writeArchive() throws IOException {
        Path target = data.resolve(Backup.ARCHIVE).resolve(list.region());
        List<Entry> batch = new ArrayList<>();
        // The backup's archive may have grown behind what its list knows, and the list is what was checked.
        try (ArchiveWriter writer = ArchiveWriter.open(target)) {
            new ArchiveReader(from.resolve(Backup.ARCHIVE)).read(entry -> {
                if (entry.getSequence() <= limit() && until.includes(entry.getSequence(), entry.getAtMs())) {
                    batch.add(entry);
                    if (batch.size() == ARCHIVED_AT_ONCE) {
                        flush(writer, batch);
                    }
                }
            });
            flush(writer, batch);
        }
    }

    /** The last sequence that the store has again, as far as its commands tell. */
    private long limit() {
        boolean allInBase = first.sequence() == 0;
        return allInBase ? Long.MAX_VALUE : Math.max(last.sequence(), first.sequence() - 1);
    }

    private static void flush(ArchiveWriter writer, List<Entry> batch) {
        int from = 0;
        for (int i = 0; i < batch.size(); i++) {
            Entry entry = batch.get(i);
            if (entry.getGeneration() != writer.generation()) {
                writer.append(batch.subList(from, i));
                from = i;
                writer.begin(entry.getGeneration(), entry.getSequence() - 1);
            }
        }
        writer.append(batch.subList(from, batch.size()));
        batch.clear();
    }
}
