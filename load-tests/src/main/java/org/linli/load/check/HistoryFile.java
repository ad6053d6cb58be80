package org.linli.load.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Reply;
import org.linli.proto.ServerFrame;

/**
 * A history as a file: a line a record, fields between tabs, messages of Protocol Buffers and bytes in base64. The first
 * field is the record's kind. Lines that begin with {@code #} are for people.
 *
 * <pre>
 * invoked       atMs intent key bodyHash Command
 * replied       atMs intent key bodyHash ANSWERED|UNAVAILABLE|UNKNOWN|BROKEN Reply
 * connected     atMs connection subject roles communities topics resumeFrom     (words between commas)
 * framed        atMs connection ServerFrame taken(true|false)
 * disconnected  atMs connection
 * claimed       atMs node epoch sequence
 * proposed      atMs node epoch bookSequence
 * fault         atMs text
 * broke         atMs text
 * restored      atMs generation sequence
 * calm          atMs regionMs
 * logged        Entry
 * stored        key version sequence Entity
 * trimmed       sequence archivedSequence beforeMs keys                         (words between commas)
 * kept          digest bodyHash Reply
 * armed         kind subject dueMs
 * pooled        account amount
 * ended         atMs regionMs
 * </pre>
 */
public final class HistoryFile {
    private HistoryFile() {}

    public static void write(Path file, List<Happening> history) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Happening happening : history) {
                out.write(line(happening));
                out.newLine();
            }
        }
    }

    /** Throws {@link IllegalArgumentException} that names the line that cannot be read. */
    public static List<Happening> read(Path file) throws IOException {
        List<Happening> history = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isEmpty() && !line.startsWith("#")) {
                    history.add(happening(line, number));
                }
            }
        }
        return history;
    }

    static String line(Happening happening) {
        if (happening instanceof Happening.Invoked it) {
            return fields(
                    "invoked",
                    it.atMs(),
                    it.intent(),
                    it.key(),
                    it.bodyHash(),
                    it.command().toByteString());
        } else if (happening instanceof Happening.Replied it) {
            return fields(
                    "replied",
                    it.atMs(),
                    it.intent(),
                    it.key(),
                    it.bodyHash(),
                    it.end(),
                    it.reply().toByteString());
        } else if (happening instanceof Happening.Connected it) {
            return fields(
                    "connected",
                    it.atMs(),
                    it.connection(),
                    it.subject(),
                    words(it.roles()),
                    words(it.communities()),
                    words(it.topics()),
                    it.resumeFrom());
        } else if (happening instanceof Happening.Framed it) {
            return fields("framed", it.atMs(), it.connection(), it.frame().toByteString(), it.taken());
        } else if (happening instanceof Happening.Disconnected it) {
            return fields("disconnected", it.atMs(), it.connection());
        } else if (happening instanceof Happening.Claimed it) {
            return fields("claimed", it.atMs(), it.node(), it.epoch(), it.sequence());
        } else if (happening instanceof Happening.Proposed it) {
            return fields("proposed", it.atMs(), it.node(), it.epoch(), it.bookSequence());
        }
        return lineOfTheRest(happening);
    }

    private static String lineOfTheRest(Happening happening) {
        if (happening instanceof Happening.Fault it) {
            return fields("fault", it.atMs(), it.what());
        } else if (happening instanceof Happening.Broke it) {
            return fields("broke", it.atMs(), it.what());
        } else if (happening instanceof Happening.Restored it) {
            return fields("restored", it.atMs(), it.generation(), it.sequence());
        } else if (happening instanceof Happening.Calm it) {
            return fields("calm", it.atMs(), it.regionMs());
        } else if (happening instanceof Happening.Logged it) {
            return fields("logged", it.entry().toByteString());
        } else if (happening instanceof Happening.Stored it) {
            return fields(
                    "stored", it.key(), it.version(), it.sequence(), it.entity().toByteString());
        } else if (happening instanceof Happening.Trimmed it) {
            return fields("trimmed", it.sequence(), it.archivedSequence(), it.beforeMs(), words(it.keys()));
        } else if (happening instanceof Happening.Kept it) {
            return fields("kept", it.request(), it.bodyHash(), it.reply().toByteString());
        } else if (happening instanceof Happening.Armed it) {
            return fields("armed", it.kind(), it.subject(), it.dueMs());
        } else if (happening instanceof Happening.Pooled it) {
            return fields("pooled", it.account(), it.amount());
        }
        Happening.Ended it = (Happening.Ended) happening;
        return fields("ended", it.atMs(), it.regionMs());
    }

    private static String fields(Object... values) {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(line.isEmpty() ? "" : "\t");
            if (value instanceof ByteString bytes) {
                line.append(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            } else {
                line.append(value.toString().replace('\t', ' ').replace('\n', ' '));
            }
        }
        return line.toString();
    }

    private static String words(Set<String> words) {
        return String.join(",", new TreeSet<>(words));
    }

    private static Happening happening(String line, int number) {
        try {
            return new Line(line.split("\t", -1)).happening();
        } catch (RuntimeException | InvalidProtocolBufferException wrong) {
            throw new IllegalArgumentException(
                    "line " + number + " cannot be read (" + wrong.getMessage() + "). Maybe it was cut off.", wrong);
        }
    }

    /** The fields of one line. */
    private record Line(String[] fields) {
        Happening happening() throws InvalidProtocolBufferException {
            return switch (fields[0]) {
                case "invoked" ->
                    new Happening.Invoked(number(1), number(2), fields[3], bytes(4), Command.parseFrom(bytes(5)));
                case "replied" ->
                    new Happening.Replied(
                            number(1),
                            number(2),
                            fields[3],
                            bytes(4),
                            Happening.End.valueOf(fields[5]),
                            Reply.parseFrom(bytes(6)));
                case "connected" ->
                    new Happening.Connected(number(1), number(2), fields[3], words(4), words(5), words(6), fields[7]);
                case "framed" ->
                    new Happening.Framed(
                            number(1), number(2), ServerFrame.parseFrom(bytes(3)), Boolean.parseBoolean(fields[4]));
                case "disconnected" -> new Happening.Disconnected(number(1), number(2));
                case "claimed" -> new Happening.Claimed(number(1), fields[2], number(3), number(4));
                case "proposed" -> new Happening.Proposed(number(1), fields[2], number(3), number(4));
                default -> theRest();
            };
        }

        private Happening theRest() throws InvalidProtocolBufferException {
            return switch (fields[0]) {
                case "fault" -> new Happening.Fault(number(1), fields[2]);
                case "broke" -> new Happening.Broke(number(1), fields[2]);
                case "restored" -> new Happening.Restored(number(1), number(2), number(3));
                case "calm" -> new Happening.Calm(number(1), number(2));
                case "logged" -> new Happening.Logged(Entry.parseFrom(bytes(1)));
                case "stored" -> new Happening.Stored(fields[1], number(2), number(3), Entity.parseFrom(bytes(4)));
                case "trimmed" -> new Happening.Trimmed(number(1), number(2), number(3), words(4));
                case "kept" -> new Happening.Kept(bytes(1), bytes(2), Reply.parseFrom(bytes(3)));
                case "armed" -> new Happening.Armed((int) number(1), fields[2], number(3));
                case "pooled" -> new Happening.Pooled(fields[1], number(2));
                case "ended" -> new Happening.Ended(number(1), number(2));
                default -> throw new IllegalArgumentException("kind (" + fields[0] + ") is not known");
            };
        }

        private long number(int index) {
            return Long.parseLong(fields[index]);
        }

        private ByteString bytes(int index) {
            return ByteString.copyFrom(Base64.getDecoder().decode(fields[index]));
        }

        private Set<String> words(int index) {
            return fields[index].isEmpty() ? Set.of() : Set.of(fields[index].split(","));
        }
    }
}
