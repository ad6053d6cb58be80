package org.linli.load.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What stands between a Redis and its disk and clock: a small library of ours ({@code shim.c}), compiled where it is
 * used and loaded by {@code LD_PRELOAD}. Its orders are numbers in a mapped file, taken at once.
 */
final class Shim {
    /** The words of {@code shim.c}'s control file, in its order. */
    private enum Control {
        FSYNC_DELAY_US,
        FSYNC_ERROR,
        WRITE_ERROR,
        CLOCK_OFFSET_MS,
        FAULTS_SEEN
    }

    private static final int EIO = 5;
    private static final int ENOSPC = 28;

    private final Path library;
    private final Path directory;
    private final MappedByteBuffer control;
    private long furthestMs;

    private Shim(Path library, Path directory, MappedByteBuffer control) {
        this.library = library;
        this.directory = directory;
        this.control = control;
    }

    /** Throws {@link IllegalStateException} with what to install where there is no C compiler. */
    static Shim in(Path scratch) {
        try {
            Path directory = Files.createDirectories(scratch.resolve("shim"));
            Path library = compile(directory);
            Path orders = directory.resolve("control");
            Files.write(orders, new byte[Control.values().length * Long.BYTES]);
            try (FileChannel channel = FileChannel.open(orders, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MappedByteBuffer control = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
                control.order(ByteOrder.nativeOrder());
                return new Shim(library, directory, control);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the shim cannot be made in " + scratch, broken);
        }
    }

    private static Path compile(Path directory) throws IOException {
        Path source = directory.resolve("shim.c");
        try (InputStream in = Shim.class.getResourceAsStream("shim.c")) {
            if (in == null) {
                throw new IllegalStateException("shim.c is missing from the class path");
            }
            Files.write(source, in.readAllBytes());
        }
        Path library = directory.resolve("shim.so");
        try {
            Process cc = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("cc.log").toFile())
                    .start();
            if (!cc.waitFor(60, TimeUnit.SECONDS) || cc.exitValue() != 0) {
                throw new IllegalStateException("cc refuses shim.c: " + Files.readString(directory.resolve("cc.log")));
            }
        } catch (IOException absent) {
            throw new IllegalStateException(
                    "cc (" + absent.getMessage()
                            + ") is needed for the disk's faults. Maybe: apt-get install gcc libc6-dev",
                    absent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while compiling the shim", stop);
        }
        return library;
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toAbsolutePath().toString(),
                "LINLI_SHIM",
                directory.toAbsolutePath().toString());
    }

    void delayFsync(long micros) {
        set(Control.FSYNC_DELAY_US, micros);
    }

    void failFsync() {
        set(Control.FSYNC_ERROR, EIO);
    }

    void fillDisk() {
        set(Control.WRITE_ERROR, ENOSPC);
    }

    void jumpClock(long byMs) {
        set(Control.CLOCK_OFFSET_MS, get(Control.CLOCK_OFFSET_MS) + byMs);
        furthestMs = Math.max(furthestMs, get(Control.CLOCK_OFFSET_MS));
    }

    /** The clock goes to the furthest that it ever was, so that the region's time, which never goes back, goes on. */
    void catchUp() {
        set(Control.CLOCK_OFFSET_MS, furthestMs);
    }

    /** The disk is well again. The clock stays where it is. */
    void heal() {
        set(Control.FSYNC_DELAY_US, 0);
        set(Control.FSYNC_ERROR, 0);
        set(Control.WRITE_ERROR, 0);
    }

    /** How often a fault of the disk was met. */
    long faultsSeen() {
        return get(Control.FAULTS_SEEN);
    }

    private void set(Control which, long value) {
        control.putLong(which.ordinal() * Long.BYTES, value);
    }

    private long get(Control which) {
        return control.getLong(which.ordinal() * Long.BYTES);
    }

    /**
     * Leaves of each file what a power loss leaves: all that has been fsynced, and of the rest as much as chance will.
     * Nobody may have the files open. Gives how many bytes went.
     */
    long losePower(Path data, SplittableRandom chance) {
        try (Stream<Path> files = Files.walk(data)) {
            long lost = 0;
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("appendonlydir"))
                    .toList()) {
                lost += cut(file, chance);
            }
            return lost;
        } catch (IOException broken) {
            throw new UncheckedIOException("no power loss in " + data, broken);
        }
    }

    private long cut(Path file, SplittableRandom chance) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long safe = Math.min(size, synced(file).orElse(0L));
            long kept = chance.nextBoolean() ? safe : safe + chance.nextLong(size - safe + 1);
            channel.truncate(kept);
            return size - kept;
        }
    }

    private Optional<Long> synced(Path file) throws IOException {
        Path note = directory.resolve("synced-" + Files.getAttribute(file, "unix:ino"));
        return Files.exists(note)
                ? Optional.of(ByteBuffer.wrap(Files.readAllBytes(note))
                        .order(ByteOrder.nativeOrder())
                        .getLong())
                : Optional.empty();
    }
}
