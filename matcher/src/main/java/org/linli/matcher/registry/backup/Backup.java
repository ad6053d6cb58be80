package org.linli.matcher.registry.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linli.matcher.registry.archive.ArchiveReader;

/**
 * Copies a region's data while it is being served: the store's own files, all that was acknowledged being in them, and the
 * archive, both up to where they are whole. A copy into the directory of a former one adds what is new. Blocks; needs no
 * word from the store and takes nothing from it but the disk's time.
 */
public final class Backup {
    /** The store replaces its files at each rewrite, which is hours apart: twice in a row is not to be expected. */
    private static final int ATTEMPTS = 5;

    static final String REDIS = "redis";
    static final String ARCHIVE = "archive";
    static final String STORE = REDIS + "/" + AppendOnlyFiles.FOLDER + "/";

    private final String region;
    private final Path redis;
    private final Path archive;
    private final Path target;
    private final List<BackupList.Item> items = new ArrayList<>();

    /**
     * What was copied.
     *
     * @param sequence the last entry's; 0: the store's files hold no entry since their base
     */
    public record Copied(long generation, long sequence, long atMs, int files, long bytes) {}

    private Backup(String region, Path redis, Path archive, Path target) {
        this.region = region;
        this.redis = redis;
        this.archive = archive;
        this.target = target;
    }

    /**
     * Copies into a directory that is empty or has a former backup of the same data.
     *
     * @param redis   the store's working directory
     * @param archive the region's archive; it may be missing
     * @throws BackupDamaged in one line, where the data are not whole or the directory is not fit
     */
    public static Copied run(String region, Path redis, Path archive, Path target) {
        try {
            return new Backup(region, redis, archive, target).run();
        } catch (IOException e) {
            throw new UncheckedIOException("The backup (" + target + ") cannot be made: " + e.getMessage(), e);
        }
    }

    private Copied run() throws IOException {
        Optional<BackupList> former = BackupList.in(target);
        requireFit(former);
        // The archive first: so it never knows more than the store's copy.
        copyArchive(former);
        LogScan.Mark last = copyStore(former);
        new BackupList(region, last.generation(), last.sequence(), last.atMs(), items).write(target);
        removeOthers();
        long bytes = items.stream().mapToLong(BackupList.Item::bytes).sum();
        return new Copied(last.generation(), last.sequence(), last.atMs(), items.size(), bytes);
    }

    private void requireFit(Optional<BackupList> former) throws IOException {
        if (former.isPresent() && !former.get().region().equals(region)) {
            throw new BackupDamaged("backup (" + target + ") is of region "
                    + former.get().region() + ", not of " + region + ". Maybe name another directory.");
        }
        if (former.isEmpty() && Files.exists(target) && !isOurs()) {
            throw new BackupDamaged(
                    "backup (" + target + ") holds something that is no backup. Maybe name an empty directory.");
        }
        Files.createDirectories(target);
    }

    /** What a first backup leaves behind that was cut off. */
    private boolean isOurs() throws IOException {
        try (Stream<Path> inside = Files.list(target)) {
            return inside.map(Path::getFileName)
                    .map(String::valueOf)
                    .allMatch(name ->
                            Set.of(REDIS, ARCHIVE, BackupList.FILE + ".new").contains(name));
        }
    }

    private void copyArchive(Optional<BackupList> former) throws IOException {
        new ArchiveReader(archive).read(entry -> {});
        for (Path file : new ArchiveReader(archive).files()) {
            copy(file, Files.size(file), ARCHIVE + "/" + file.getFileName(), former);
        }
    }

    private LogScan.Mark copyStore(Optional<BackupList> former) throws IOException {
        for (int attempt = 1; ; attempt++) {
            AppendOnlyFiles files = AppendOnlyFiles.in(redis);
            int before = items.size();
            try {
                LogScan.Mark last = copyStore(files, former);
                if (AppendOnlyFiles.in(redis).equals(files)) {
                    return last;
                }
            } catch (NoSuchFileException replaced) {
                if (attempt == ATTEMPTS) {
                    throw replaced;
                }
            }
            items.subList(before, items.size()).clear();
            if (attempt == ATTEMPTS) {
                throw new BackupDamaged("redis (" + redis + ") replaced its files " + ATTEMPTS
                        + " times during the copy. Maybe try again later.");
            }
        }
    }

    private LogScan.Mark copyStore(AppendOnlyFiles files, Optional<BackupList> former) throws IOException {
        List<Path> scanned = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        for (AppendOnlyFiles.Part part : files.parts()) {
            Path file = files.file(part);
            long length = Files.size(file);
            copy(file, length, STORE + part.name(), former);
            if (part.holdsCommands()) {
                scanned.add(target.resolve(STORE + part.name()));
                lengths.add(length);
            }
        }
        List<LogScan.Mark> last = new ArrayList<>(List.of(new LogScan.Mark(0, 0, 0)));
        new LogScan(region, mark -> last.set(0, mark) != null).run(scanned, lengths);
        return last.get(0);
    }

    private void copy(Path file, long length, String path, Optional<BackupList> former) throws IOException {
        long checksum = new Prefix(file, length).copyTo(target.resolve(path), former.flatMap(list -> list.find(path)));
        items.add(new BackupList.Item(path, length, checksum));
    }

    /** Files that the store has replaced since the former backup. */
    private void removeOthers() throws IOException {
        Set<Path> kept = items.stream().map(item -> target.resolve(item.path())).collect(Collectors.toSet());
        kept.add(target.resolve(BackupList.FILE));
        try (Stream<Path> all = Files.walk(target)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
