package org.linli.matcher.registry.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file of Redis commands (arrays of bulk strings, as in the protocol) one after another. Blocks. */
final class CommandScan implements AutoCloseable {
    /** Redis takes no longer string. */
    private static final int ARGUMENT_LIMIT = 512 << 20;
    /** A commit of 1,000 changes has 2,010. */
    private static final int ARGUMENTS_LIMIT = 1 << 20;

    private static final int LINE_LIMIT = 32;

    private final Path file;
    private final DataInputStream in;
    private final long end;
    private long offset;
    private boolean torn;

    /** A command and where it stands in its file; the end is exclusive. */
    record Command(long from, long to, List<byte[]> words) {
        String word(int index) {
            return index < words.size() ? new String(words.get(index), StandardCharsets.UTF_8) : "";
        }

        boolean is(String name) {
            return word(0).equalsIgnoreCase(name);
        }
    }

    /** @param length the bytes of the file that count */
    CommandScan(Path file, long length) throws IOException {
        this(file, Files.newInputStream(file), length);
    }

    CommandScan(Path file, InputStream bytes, long length) {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(bytes, 1 << 16));
        this.end = length;
    }

    /** Whether the file ends within a command, as it does where it is being written. */
    boolean torn() {
        return torn;
    }

    /** The next whole command; empty at the end. Throws {@link BackupDamaged} where something else stands. */
    Optional<Command> next() throws IOException {
        long from = offset;
        try {
            skipRemarks();
            from = offset;
            return offset >= end ? Optional.empty() : Optional.of(command(from));
        } catch (EOFException cut) {
            torn = true;
            offset = from;
            return Optional.empty();
        }
    }

    private Command command(long from) throws IOException {
        int count = number('*', ARGUMENTS_LIMIT);
        List<byte[]> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return new Command(from, offset, words);
    }

    private byte[] word() throws IOException {
        int length = number('$', ARGUMENT_LIMIT);
        if (offset + length + 2 > end) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        offset += length;
        require(read() == '\r' && read() == '\n', "a string does not end where it should");
        return bytes;
    }

    /** A line such as {@code #TS:1790000000}, which a server may be set to write. */
    private void skipRemarks() throws IOException {
        in.mark(1);
        while (offset < end && in.read() == '#') {
            offset++;
            while (read() != '\n') {}
            in.mark(1);
        }
        in.reset();
    }

    private int number(char kind, int limit) throws IOException {
        require(read() == kind, "a command should stand here");
        int value = 0;
        int digits = 0;
        for (int next = read(); next != '\r'; next = read()) {
            require(next >= '0' && next <= '9' && ++digits < LINE_LIMIT, "a length should stand here");
            value = Math.multiplyExact(value, 10) + next - '0';
            require(value <= limit, "a length (" + value + ") is impossible");
        }
        require(read() == '\n' && digits > 0, "a length should stand here");
        return value;
    }

    private int read() throws IOException {
        if (offset >= end) {
            throw new EOFException();
        }
        offset++;
        return in.readUnsignedByte();
    }

    private void require(boolean right, String what) {
        if (!right) {
            throw new BackupDamaged(file, offset, what);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
