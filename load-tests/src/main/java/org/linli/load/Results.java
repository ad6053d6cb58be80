package org.linli.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Prints a benchmark's table with what it was measured on, and adds it to a file where one is named. */
final class Results {
    private Results() {}

    static void add(Figures figures, Histogram micros, String name, String targetP50, String targetP99) {
        figures.add(name + ", p50 ms", millis(micros, 50), targetP50);
        figures.add(name + ", p99 ms", millis(micros, 99), targetP99);
        figures.add(name + ", max ms", micros.getMaxValue() / 1e3, "");
    }

    static void add(Figures figures, Yardsticks floor) {
        figures.add("floor: append + fsync, p50 ms", millis(floor.fsyncMicros(), 50), "");
        figures.add("floor: append + fsync, p99 ms", millis(floor.fsyncMicros(), 99), "");
        figures.add("floor: loopback there and back, p50 ms", millis(floor.loopbackMicros(), 50), "");
        figures.add("floor: loopback there and back, p99 ms", millis(floor.loopbackMicros(), 99), "");
    }

    static void besides(Figures figures, Histogram fsyncMicros) {
        figures.add("append + fsync beside the load, p50 ms", millis(fsyncMicros, 50), "");
        figures.add("append + fsync beside the load, p99 ms", millis(fsyncMicros, 99), "");
        figures.add("append + fsync beside the load, max ms", fsyncMicros.getMaxValue() / 1e3, "");
    }

    static void print(PrintStream out, String title, String command, Figures figures, @Nullable Path append)
            throws IOException {
        String text = "\n## " + title + "\n\n`" + command + "`  \n" + Machine.line(Instant.now())
                + "; node, Redis and load on the one machine\n\n" + figures.table();
        out.println(text);
        if (append != null) {
            Files.writeString(append, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
