package org.linli.load.online;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a stream in either published form. gMission (a header of four numbers): {@code time w x y radius capacity duration
 * ratio} and {@code time t x y duration payment}. TOBM (a header of two): {@code time w x y duration radius} and
 * {@code time t x y duration}, each pair worth one.
 */
final class ArrivalFile {
    /** Some 50 times the largest published stream. */
    private static final int MOST_LINES = 1_000_000;

    private ArrivalFile() {}

    static List<Arrival> read(Path file) throws IOException {
        List<String> lines = lines(file);
        boolean paid = fields(lines.get(0)).length == 4;
        List<Arrival> arrivals = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            arrivals.add(parse(arrivals.size(), fields(line), paid));
        }
        return arrivals;
    }

    static List<String> lines(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines()
                    .filter(line -> !line.isBlank())
                    .limit(MOST_LINES)
                    .toList();
            if (lines.size() < 2) {
                throw new IOException(
                        file + " holds " + lines.size() + " lines. Maybe it is not a stream of arrivals.");
            }
            return lines;
        }
    }

    private static Arrival parse(int index, String[] f, boolean paid) {
        boolean worker = f[1].equals("w");
        double radius = worker ? number(f[paid ? 4 : 5]) : 0;
        double duration = number(f[worker && paid ? 6 : 4]);
        double worth = paid ? number(f[worker ? 7 : 5]) : 1;
        return new Arrival(index, worker, number(f[0]), number(f[2]), number(f[3]), radius, duration, worth);
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+");
    }

    private static double number(String field) {
        return Double.parseDouble(field);
    }
}
