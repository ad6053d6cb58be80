package org.linli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line that says on what something was measured. */
final class Machine {
    private Machine() {}

    static String line(Instant now) {
        return "%s, %d cores, %s of memory, %s, JDK %s"
                .formatted(
                        now.truncatedTo(ChronoUnit.MINUTES),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String memory() {
        try {
            String total = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
            return Math.round(Long.parseLong(total) / 1024.0 / 1024) + " GiB";
        } catch (IOException | NumberFormatException notLinux) {
            return "unknown size";
        }
    }
}
