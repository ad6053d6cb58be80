package org.linli.matcher.registry.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of an append-only file after a power loss. What a script writes stands in it between MULTI and EXEC, and Redis
 * (7.0, and later ones) that finds it cut off there takes away the last, incomplete command alone: the MULTI stays open
 * in the file, swallows what is written next, and at the start after that half a commit takes effect and a whole one does
 * not. So the file is cut back to before the MULTI ahead of the start. Nothing that is cut was ever acknowledged: an
 * acknowledged commit has been fsynced with its EXEC.
 *
 * <p>Reads the whole file once, a small part of what loading it costs. No server may be running on it. Blocks.
 */
public final class AofTail {
    private static final Logger LOG = LoggerFactory.getLogger(AofTail.class);
    private static final int BUFFER_BYTES = 1 << 20;
    /** Longer than any number, and than a line with a time. */
    private static final int MOST_IN_LINE = 64;

    private AofTail() {}

    /** Cuts the newest file of Redis' working directory back to its last whole command or script. Gives how many bytes went. */
    public static long mend(Path directory) {
        try {
            Optional<Path> newest = newest(directory.resolve("appendonlydir"));
            return newest.isPresent() ? mendFile(newest.get()) : 0;
        } catch (IOException broken) {
            throw new UncheckedIOException("The append-only file in " + directory + " cannot be read", broken);
        }
    }

    private static Optional<Path> newest(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .max(Comparator.comparingLong(AofTail::number));
        }
    }

    /** Of {@code appendonly.aof.12.incr.aof}: 12. */
    private static long number(Path file) {
        String[] parts = file.getFileName().toString().split("\\.");
        try {
            return Long.parseLong(parts[Math.max(0, parts.length - 3)]);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    private static long mendFile(Path file) throws IOException {
        long whole;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            whole = new Reading(in).toTheEnd();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long torn = channel.size() - whole;
            if (torn > 0) {
                LOG.warn("The last {} bytes of {} are of a commit that was never answered; they go", torn, file);
                channel.truncate(whole);
                channel.force(true);
            }
            return torn;
        }
    }

    /** One walk along a file. What is no command of the protocol is left to Redis, which refuses it. */
    private static final class Reading {
        private final InputStream in;
        private long at;
        private long whole;
        private boolean inTransaction;

        Reading(InputStream in) {
            this.in = in;
        }

        /** The length up to which the file is whole. */
        long toTheEnd() throws IOException {
            try {
                while (true) {
                    command();
                }
            } catch (EOFException end) {
                return whole;
            } catch (NumberFormatException damaged) {
                return Long.MAX_VALUE;
            }
        }

        private void command() throws IOException {
            String head = line();
            if (head.startsWith("#")) {
                settle();
                return;
            }
            long words = number(head, '*');
            String first = "";
            for (long i = 0; i < words; i++) {
                long length = number(line(), '$');
                if (i == 0 && length <= MOST_IN_LINE) {
                    first = text((int) length);
                } else {
                    skip(length);
                }
                skip(2);
            }
            inTransaction = first.equalsIgnoreCase("MULTI") || (inTransaction && !first.equalsIgnoreCase("EXEC"));
            settle();
        }

        private void settle() {
            if (!inTransaction) {
                whole = at;
            }
        }

        private static long number(String line, char kind) {
            if (line.isEmpty() || line.charAt(0) != kind) {
                throw new NumberFormatException(line);
            }
            return Long.parseLong(line.substring(1));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) {
                line.append((char) next);
                if (line.length() > MOST_IN_LINE) {
                    throw new NumberFormatException(line.toString());
                }
            }
            return line.toString().stripTrailing();
        }

        private int read() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            at++;
            return next;
        }

        private String text(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            at += bytes.length;
            if (bytes.length < length) {
                throw new EOFException();
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        }

        private void skip(long length) throws IOException {
            in.skipNBytes(length);
            at += length;
        }
    }
}
