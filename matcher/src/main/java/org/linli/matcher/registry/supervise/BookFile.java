package org.linli.matcher.registry.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The record in a file, replaced at one stroke and fsynced; the directory is locked for one supervisor. Blocks. */
final class BookFile implements Book, AutoCloseable {
    private static final String NAME = "supervisor.record";

    private final Path directory;
    private final FileChannel lock;

    private BookFile(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Throws {@link IllegalStateException} in one line where another supervisor has it. */
    static BookFile open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("record (" + directory
                        + ") is in use by another supervisor. A region has one; maybe it runs already.");
            }
            return new BookFile(directory, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("record (" + directory + ") cannot be opened", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public Optional<Standing> read() {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(parse(file, Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("record (" + file + ") cannot be read", e);
        }
    }

    private static Standing parse(Path file, String text) {
        int end = text.lastIndexOf("\nchecksum ");
        if (end < 0 || !text.substring(end + 10).trim().equals(checksum(text.substring(0, end)))) {
            throw new IllegalStateException(
                    "record (" + file
                            + ") is damaged. Maybe put back the last copy that is known to be the newest; an old one loses orders.");
        }
        return Standing.parse(text.substring(0, end));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    @Override
    public void write(Standing standing) {
        String text = standing.text();
        Path fresh = directory.resolve(NAME + ".new");
        try {
            Files.writeString(fresh, text + "\nchecksum " + checksum(text) + "\n");
            sync(fresh, StandardOpenOption.WRITE);
            Files.move(
                    fresh,
                    directory.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException("record (" + directory + ") cannot be written", e);
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
