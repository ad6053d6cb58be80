package org.linli.matcher.registry.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The first bytes of a file: copied, and summed up. Blocks. */
final class Prefix {
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final long bytes;

    Prefix(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** The CRC-32C of these bytes. Throws {@link BackupDamaged} where the file is shorter. */
    long checksum() throws IOException {
        return copy(OutputStream.nullOutputStream(), 0);
    }

    /** Copies what the target lacks, waits for the disk, and gives the CRC-32C of all. */
    long copyTo(Path target, Optional<BackupList.Item> former) throws IOException {
        long there = former.map(BackupList.Item::bytes).orElse(0L);
        if (there > bytes
                || (there > 0
                        && new Prefix(file, there).checksum() != former.get().checksum())) {
            throw new BackupDamaged("backup (" + target + ") holds other data than " + file
                    + ". Maybe name an empty directory with --to.");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(there);
            channel.position(there);
            long checksum = copy(Channels.newOutputStream(channel), there);
            channel.force(true);
            return checksum;
        }
    }

    private long copy(OutputStream out, long skipped) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] block = new byte[BLOCK];
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (done < bytes) {
                int read = in.read(block, 0, (int) Math.min(BLOCK, bytes - done));
                if (read < 0) {
                    throw new BackupDamaged(file, done, "the file is cut short; " + bytes + " bytes belong there");
                }
                crc.update(block, 0, read);
                int known = (int) Math.max(0, Math.min(read, skipped - done));
                out.write(block, known, read - known);
                done += read;
            }
        }
        return crc.getValue();
    }
}
