package org.linli.matcher.registry.redis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;

/** Where a redis-server comes from: the one on the path, else the one that a library brings along. */
final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("\\bv=([0-9.]+)");

    private RedisBinary() {}

    /** Unpacks, where it must, into {@code directory}. */
    static Path find(Path directory) {
        return onPath().orElseGet(() -> shipped(directory));
    }

    static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, "redis-server");
            if (Files.isExecutable(candidate) && RedisCheck.isRecent(versionOf(candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static Path shipped(Path directory) {
        try {
            Files.createDirectories(directory);
            return ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .toPath();
        } catch (IOException | RuntimeException e) {
            throw new RedisCheck.Unfit("No redis-server for this machine: none of at least 6.2 is on the PATH, and the "
                    + "one that is shipped does not fit (" + e.getMessage()
                    + "). Maybe install redis-server, or name a running one with --redis.");
        }
    }

    private static String versionOf(Path binary) {
        try {
            Process process = new ProcessBuilder(binary.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(2, TimeUnit.SECONDS);
            Matcher matcher = VERSION.matcher(said);
            return matcher.find() ? matcher.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
