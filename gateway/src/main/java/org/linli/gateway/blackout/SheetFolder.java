package org.linli.gateway.blackout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The directory where the sheets lie, a file for each community and hour, readable by the node's user alone. Blocks; for
 * one thread.
 */
final class SheetFolder {
    /** A sheet of yesterday helps nobody, and holds people's addresses. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyyMMdd-HH", Locale.ROOT);
    private static final Pattern OWN = Pattern.compile("sheet-.+-\\d{8}-\\d{2}\\.html|\\.sheet-.*\\.tmp");
    /** So that the longest name fits into the 255 bytes of a file's. */
    private static final int MOST_NAME = 48;

    private final Path directory;

    SheetFolder(Path directory) {
        this.directory = directory;
    }

    /** Puts the file in the place of the same hour's, whole or not at all, and on the disk before it returns. */
    void write(String community, ZonedDateTime madeAt, String html) throws IOException {
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, ".sheet-", ".tmp", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setLastModifiedTime(part, FileTime.from(madeAt.toInstant()));
            Path file = directory.resolve("sheet-%s-%s.html".formatted(name(community), HOUR.format(madeAt)));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Deletes the sheets that are too old, and what a node that died left half written; nothing else. */
    void sweep(long nowMs) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean own = OWN.matcher(file.getFileName().toString()).matches();
                if (own && Files.getLastModifiedTime(file).toMillis() < nowMs - KEPT.toMillis()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A community's name as a file's; two that look alike then differ by a number. */
    private static String name(String community) {
        String plain = community.replaceAll("[^\\p{L}\\p{N}]", "_");
        String cut = plain.substring(0, Math.min(MOST_NAME, plain.length()));
        return cut.equals(community) ? cut : cut + '-' + Integer.toHexString(community.hashCode());
    }
}
