package org.linli.matcher.registry.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who was forgotten, in a file beside the master key: an old copy of the store has their keys again, and by this file
 * they are forgotten again. One id a line; ids say nothing of a person. Blocks. Safe to call from any thread.
 */
public final class ForgottenPeople {
    private final Path file;

    public ForgottenPeople(Path file) {
        this.file = file;
    }

    /** Remembers that a person is forgotten, and returns once that is on disk. */
    public synchronized void add(String personId) {
        if (personId.isBlank() || personId.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("person (" + personId + ") must be an id of one line");
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap((personId + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of forgotten people (" + file + ") cannot be written", e);
        }
    }

    /** All that were ever added. */
    public synchronized Set<String> all() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(id -> !id.isBlank())
                            .collect(Collectors.toSet())
                    : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of forgotten people (" + file + ") cannot be read", e);
        }
    }
}
