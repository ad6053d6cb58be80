package org.linli.matcher.registry.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a backup consists of: how many bytes of which files count, and their checksum. It is written last and replaced at
 * one stroke, so a backup that was cut off leaves the former one whole.
 */
record BackupList(String region, long generation, long sequence, long atMs, List<Item> items) {
    static final String FILE = "BACKUP";
    private static final String FIRST_LINE = "linli backup 1";

    /** The first bytes of a file, by its path under the backup's directory, with their CRC-32C. */
    record Item(String path, long bytes, long checksum) {}

    BackupList {
        items = List.copyOf(items);
    }

    /** The list in a directory; empty where no backup was ever finished. */
    static Optional<BackupList> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file) ? Optional.of(parse(file, Files.readString(file))) : Optional.empty();
    }

    private static BackupList parse(Path file, String text) {
        List<String> lines = text.lines().toList();
        int last = lines.size() - 1;
        String body = String.join("\n", lines.subList(0, Math.max(0, last))) + "\n";
        boolean whole = last >= 3
                && lines.get(0).equals(FIRST_LINE)
                && lines.get(last).equals("end " + Long.toHexString(checksum(body)));
        if (!whole) {
            throw new BackupDamaged(file, 0, "this is no list of a backup, or it was changed");
        }
        String[] mark = lines.get(2).split(" ");
        List<Item> items = new ArrayList<>();
        for (String line : lines.subList(3, last)) {
            String[] words = line.split(" ", 4);
            items.add(new Item(words[3], Long.parseLong(words[1]), Long.parseLong(words[2], 16)));
        }
        return new BackupList(
                lines.get(1).substring("region ".length()),
                Long.parseLong(mark[1]),
                Long.parseLong(mark[2]),
                Long.parseLong(mark[3]),
                items);
    }

    /** Puts it in the place of the former one and waits for the disk. */
    void write(Path directory) throws IOException {
        StringBuilder body = new StringBuilder(
                FIRST_LINE + "\nregion " + region + "\nlast " + generation + " " + sequence + " " + atMs + "\n");
        for (Item item : items) {
            body.append("file " + item.bytes() + " " + Long.toHexString(item.checksum()) + " " + item.path() + "\n");
        }
        Path fresh = directory.resolve(FILE + ".new");
        Files.writeString(fresh, body + "end " + Long.toHexString(checksum(body.toString())) + "\n");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Item> find(String path) {
        return items.stream().filter(item -> item.path().equals(path)).findFirst();
    }

    private static long checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
