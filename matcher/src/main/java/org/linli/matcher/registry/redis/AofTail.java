package org.linli.matcher.registry.redis;

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
    /** Larger than what any string or file of Redis holds. */
    private static final long MOST_BYTES = 1L << 40;
    /** Longer than the names that are looked for. */
    private static final int LONGEST_NAME = 16;

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
        try (InputStream in = Files.newInputStream(file)) {
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
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int filled;
        /** Where the buffer begins in the file. */
        private long from;

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
            int kind = read();
            if (kind == '#') {
                note();
                settle();
                return;
            }
            expect('*', kind);
            long words = number();
            String first = "";
            for (long i = 0; i < words; i++) {
                expect('$', read());
                long length = number();
                if (i == 0 && length <= LONGEST_NAME) {
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
                whole = from + next;
            }
        }

        private static void expect(int kind, int found) {
            if (found != kind) {
                throw new NumberFormatException(Character.toString(found & 0xff));
            }
        }

        /** The rest of a line that only says when its neighbours were written. */
        private void note() throws IOException {
            int character = read();
            while (character != '\n') {
                character = read();
            }
        }

        /** The rest of a line. */
        private long number() throws IOException {
            long value = 0;
            for (int character = read(); character != '\n'; character = read()) {
                boolean isDigit = character >= '0' && character <= '9';
                if (character != '\r' && !(isDigit && value < MOST_BYTES)) {
                    throw new NumberFormatException(Character.toString(character & 0xff));
                }
                value = isDigit ? value * 10 + character - '0' : value;
            }
            return value;
        }

        private int read() throws IOException {
            if (next == filled) {
                fill();
            }
            return buffer[next++];
        }

        private void fill() throws IOException {
            from += filled;
            next = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                throw new EOFException();
            }
        }

        private String text(int length) throws IOException {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) read();
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        }

        private void skip(long length) throws IOException {
            long left = length;
            while (left > filled - next) {
                left -= filled - next;
                next = filled;
                fill();
            }
            next += (int) left;
        }
    }
}
