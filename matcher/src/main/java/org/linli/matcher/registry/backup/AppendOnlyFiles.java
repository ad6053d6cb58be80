package org.linli.matcher.registry.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files in which a Redis of version 7 keeps its data: a base, and all commands since in one file or several. Files are
 * appended to or replaced by others, never changed, so the first bytes of each are a state that the server once had.
 */
record AppendOnlyFiles(Path directory, List<Part> parts) {
    static final String FOLDER = "appendonlydir";
    static final String MANIFEST = "appendonly.aof.manifest";
    private static final Pattern NAME = Pattern.compile("appendonly\\.aof\\.(\\d{1,12})\\.(base|incr)\\.(aof|rdb)");

    /** @param base whether it begins with a whole state */
    record Part(String name, long number, boolean base) {
        static Part of(Path where, String name) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                throw new BackupDamaged(where, 0, "\"" + name + "\" is no file of a store");
            }
            return new Part(name, Long.parseLong(parts.group(1)), parts.group(2).equals("base"));
        }

        boolean holdsCommands() {
            return !name.endsWith(".rdb");
        }

        private String line() {
            return "file " + name + " seq " + number + " type " + (base ? 'b' : 'i') + "\n";
        }
    }

    AppendOnlyFiles {
        parts = List.copyOf(parts);
    }

    /** Reads the manifest in a server's directory. Throws {@link BackupDamaged} where there is none. */
    static AppendOnlyFiles in(Path redisDirectory) throws IOException {
        Path directory = redisDirectory.resolve(FOLDER);
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.isReadable(manifest)) {
            throw new BackupDamaged("redis (" + redisDirectory + ") has no " + FOLDER + "/" + MANIFEST
                    + " that can be read. Maybe name the data directory of a node, or use Redis 7 there.");
        }
        List<Part> parts = new ArrayList<>();
        for (String line : Files.readAllLines(manifest)) {
            String[] words = line.split(" ");
            if (words.length < 6 || !words[0].equals("file")) {
                throw new BackupDamaged(manifest, 0, "the line \"" + line + "\" names no file");
            }
            // 'h' are files that a rewrite has replaced and nobody has deleted yet.
            if (!words[5].equals("h")) {
                parts.add(Part.of(manifest, words[1]));
            }
        }
        return new AppendOnlyFiles(directory, parts);
    }

    Path file(Part part) {
        return directory.resolve(part.name());
    }

    static String manifest(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.line()));
        return text.toString();
    }
}
