package org.linli.matcher.registry.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the entries of a region's log among the commands of its server. Each commit's first write is its entry, so the
 * place in front of an entry is the state of the moment before.
 */
final class LogScan {
    private final String logKey;
    private final Reader reader;
    private long sequence;
    private boolean inTransaction;
    private long transactionFrom;
    private Optional<Spot> spot = Optional.empty();

    /**
     * A place in the files.
     *
     * @param part          number of the file among the parts
     * @param offset        in that file; what is before it counts
     * @param inTransaction whether a transaction is open there
     */
    record Spot(int part, long offset, boolean inTransaction) {}

    /** An entry of the log, by its place in it. */
    record Mark(long generation, long sequence, long atMs) {}

    /** Is told of each entry in order; false: this one is not wanted, nor anything behind it. */
    interface Reader {
        boolean take(Mark mark);
    }

    LogScan(String region, Reader reader) {
        this.logKey = "linli:{" + region + "}:log";
        this.reader = reader;
    }

    /**
     * Reads the files in order and gives the place behind what is wanted: in front of the first entry that was not, or
     * behind the last whole transaction. Throws {@link BackupDamaged} for what cannot be.
     *
     * @param lengths the bytes of each file that count
     */
    Spot run(List<Path> files, List<Long> lengths) throws IOException {
        Spot end = new Spot(0, 0, false);
        for (int i = 0; i < files.size() && spot.isEmpty(); i++) {
            end = scan(files.get(i), i, lengths.get(i), i == files.size() - 1);
        }
        return spot.orElse(end);
    }

    private Spot scan(Path file, int part, long length, boolean last) throws IOException {
        long whole = 0;
        try (CommandScan commands = new CommandScan(file, length)) {
            Optional<CommandScan.Command> next = commands.next();
            while (next.isPresent()) {
                take(file, part, next.get());
                if (spot.isPresent()) {
                    return spot.get();
                }
                whole = inTransaction ? transactionFrom : next.get().to();
                next = commands.next();
            }
            if (commands.torn() && !last) {
                throw new BackupDamaged(file, whole, "a command is cut short, though files follow");
            }
        }
        inTransaction = false;
        return new Spot(part, whole, false);
    }

    private void take(Path file, int part, CommandScan.Command command) {
        if (command.is("MULTI")) {
            inTransaction = true;
            transactionFrom = command.from();
        } else if (command.is("EXEC")) {
            inTransaction = false;
        } else if (command.is("XADD") && command.word(1).equals(logKey)) {
            Mark mark = mark(file, command);
            if (sequence > 0 && mark.sequence() != sequence + 1) {
                throw new BackupDamaged(
                        file,
                        command.from(),
                        "entry " + mark.sequence() + " stands where " + (sequence + 1) + " belongs");
            }
            sequence = mark.sequence();
            if (!reader.take(mark)) {
                spot = Optional.of(new Spot(part, command.from(), inTransaction));
            }
        }
    }

    private static Mark mark(Path file, CommandScan.Command command) {
        String[] id = command.word(2).split("-", 2);
        try {
            return new Mark(Long.parseLong(id[0]), Long.parseLong(id[1]), Long.parseLong(command.word(4)));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException strange) {
            throw new BackupDamaged(file, command.from(), "\"" + command.word(2) + "\" is no entry of the log");
        }
    }
}
