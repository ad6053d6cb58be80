package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The files of a node's own Redis. Configuration and password can be read by their owner alone. */
record RedisFiles(Path directory) {
    private static final String HOST = "127.0.0.1";

    static RedisFiles in(Path directory) {
        try {
            Files.createDirectories(directory);
            return new RedisFiles(directory.toRealPath());
        } catch (IOException e) {
            throw new RedisCheck.Unfit("data (" + directory + ") cannot be made: " + e.getMessage()
                    + ". Maybe name another directory with --data.");
        }
    }

    /** Those of another node; empty where it has made none. */
    static Optional<RedisFiles> of(Path directory) {
        RedisFiles files = new RedisFiles(directory);
        return Files.isReadable(files.port()) && Files.isReadable(files.password())
                ? Optional.of(files)
                : Optional.empty();
    }

    Path configuration() {
        return directory.resolve("redis.conf");
    }

    Path pid() {
        return directory.resolve("redis.pid");
    }

    Path log() {
        return directory.resolve("redis.log");
    }

    Path lock() {
        return directory.resolve("node.lock");
    }

    Path binaries() {
        return directory.resolve("bin");
    }

    private Path port() {
        return directory.resolve("redis.port");
    }

    private Path password() {
        return directory.resolve("redis.password");
    }

    /** Writes the configuration, with the password of the first start. */
    void configure(int port) {
        String secret = read(password()).orElseGet(RedisFiles::newSecret);
        writePrivate(password(), secret);
        writePrivate(port(), Integer.toString(port));
        writePrivate(configuration(), String.join("\n", settings(port, secret)) + "\n");
        delete(pid());
    }

    /**
     * The last resort: {@link Rewrites} has it done sooner where the store is quiet or much of the file outdated. A rewrite
     * writes all of the store at once, and takes the processor and the disk from every order meanwhile.
     */
    private static final String REWRITE_FROM = "8gb";

    private static final int REWRITE_GROWN_PERCENT = 300;

    private List<String> settings(int port, String secret) {
        return List.of(
                "bind " + HOST,
                "port " + port,
                "protected-mode yes",
                "requirepass " + secret,
                "daemonize yes",
                "pidfile " + quoted(pid()),
                "logfile " + quoted(log()),
                "dir " + quoted(directory),
                "databases 1",
                "appendonly yes",
                "appendfsync always",
                "no-appendfsync-on-rewrite no",
                "auto-aof-rewrite-min-size " + REWRITE_FROM,
                "auto-aof-rewrite-percentage " + REWRITE_GROWN_PERCENT,
                "aof-load-truncated " + (isMended() ? "no" : "yes"),
                "save \"\"",
                "maxmemory-policy noeviction",
                "tcp-keepalive 60");
    }

    /**
     * Whether {@link AofTail} has been over what Redis loads, if it loads anything: Redis itself would cut a torn script
     * in its middle. The one file that Redis 6.2 keeps is left to it.
     */
    private boolean isMended() {
        return !Files.exists(directory.resolve("appendonly.aof"));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String newSecret() {
        byte[] chance = new byte[32];
        new SecureRandom().nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }

    RedisURI uri() {
        int port = read(port()).map(Integer::parseInt).orElseThrow();
        return RedisURI.builder()
                .withHost(HOST)
                .withPort(port)
                .withPassword(read(password()).orElseThrow().toCharArray())
                .withTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The process number that the server wrote, and the port that it was given. */
    Optional<Long> startedPid() {
        return read(port()).isPresent()
                ? read(pid()).filter(text -> !text.isEmpty()).map(Long::parseLong)
                : Optional.empty();
    }

    String logTail() {
        List<String> lines = read(log()).orElse("(nothing)").lines().toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).trim()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writePrivate(Path file, String text) {
        try {
            if (!Files.exists(file)) {
                createPrivate(file);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
