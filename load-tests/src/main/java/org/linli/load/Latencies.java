package org.linli.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Times from when something was due to when it was seen, in microseconds, and what went wrong, by its name. What is due
 * may become known by its id only after it was seen: an offer's frame can overtake the answer to its order. For one
 * thread.
 */
final class Latencies {
    private final Histogram micros = new Histogram(3);
    private final Map<String, Long> dueNanos = new HashMap<>();
    private final Map<String, Long> seenNanos = new HashMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();

    void record(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    void error(String name) {
        errors.merge(name, 1, Integer::sum);
    }

    /** Something with this id was due then. */
    void due(String id, long atNanos) {
        Long seen = seenNanos.remove(id);
        if (seen == null) {
            dueNanos.put(id, atNanos);
        } else {
            record(seen - atNanos);
        }
    }

    /** Something with this id was seen, for the first time or again. */
    void seen(String id, long atNanos) {
        Long due = dueNanos.remove(id);
        if (due == null) {
            seenNanos.putIfAbsent(id, atNanos);
        } else {
            record(atNanos - due);
        }
    }

    /** What was due and never seen. */
    int unseen() {
        return dueNanos.size();
    }

    /** Forgets every time so far, but not what is still due: the warm-up is over. */
    void begin() {
        micros.reset();
        dueNanos.clear();
        errors.clear();
    }

    Histogram micros() {
        return micros;
    }

    Map<String, Integer> errors() {
        return errors;
    }

    void keep(Path file) throws IOException {
        keep(micros, file);
    }

    /** Keeps a distribution of microseconds as HdrHistogram's own text, in milliseconds. */
    static void keep(Histogram micros, Path file) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            micros.outputPercentileDistribution(out, 1_000.0);
        }
    }
}
