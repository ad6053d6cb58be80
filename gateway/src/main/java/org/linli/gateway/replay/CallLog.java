package org.linli.gateway.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.linli.gateway.demo.Csv;

/**
 * Reads a demand log: UTF-8 CSV with a heading line that names the columns {@code lat}, {@code lng}, {@code category},
 * {@code time} ({@code 2015-12-10 17:40:00} or ISO 8601 without zone) and {@code township}, in any order, others ignored.
 */
final class CallLog {
    private static final List<String> COLUMNS = List.of("lat", "lng", "category", "time", "township");
    /** A year of a large city's calls; more would not fit in memory beside everything else. */
    private static final int MOST_CALLS = 2_000_000;

    private CallLog() {}

    /** All calls in the order of their times. Throws {@link IllegalArgumentException} that names line and column. */
    static List<Call> read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                Stream<String> stream = lines.lines()) {
            return parse(stream.limit(MOST_CALLS + 1L).toList());
        }
    }

    static List<Call> parse(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the log is empty. It must begin with a line that names its columns");
        }
        int[] columns = columns(lines.get(0));
        List<Call> calls = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                calls.add(call(Csv.fields(lines.get(i)), columns, i + 1));
            }
        }
        calls.sort(Comparator.comparing(Call::time));
        return calls;
    }

    private static int[] columns(String heading) {
        String clean = heading.startsWith("\uFEFF") ? heading.substring(1) : heading;
        List<String> names = Csv.fields(clean.toLowerCase(Locale.ROOT)).stream()
                .map(String::strip)
                .toList();
        return COLUMNS.stream().mapToInt(column -> column(names, column)).toArray();
    }

    private static int column(List<String> names, String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("line 1 (" + String.join(",", names) + ") names no column " + column
                    + ". It must name " + String.join(",", COLUMNS));
        }
        return index;
    }

    private static Call call(List<String> fields, int[] columns, int line) {
        return new Call(
                number(fields, columns[0], line, "lat"),
                number(fields, columns[1], line, "lng"),
                field(fields, columns[2], line, "category").strip(),
                time(fields, columns[3], line),
                field(fields, columns[4], line, "township").strip());
    }

    private static double number(List<String> fields, int column, int line, String name) {
        String text = field(fields, column, line, name);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal that names line and column.
        }
        throw new IllegalArgumentException("line " + line + ": " + name + " (" + text + ") must be degrees");
    }

    private static LocalDateTime time(List<String> fields, int column, int line) {
        String text = field(fields, column, line, "time");
        try {
            return LocalDateTime.parse(text.strip().replace(' ', 'T'));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    "line " + line + ": time (" + text + ") must be like 2015-12-10 17:40:00", notATime);
        }
    }

    private static String field(List<String> fields, int column, int line, String name) {
        if (column >= fields.size()) {
            throw new IllegalArgumentException(
                    "line " + line + ": has " + fields.size() + " fields; " + name + " is missing");
        }
        return fields.get(column);
    }
}
