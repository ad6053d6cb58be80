package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A redis-server process that may be killed, stopped and started again on its data. */
final class RealServer implements AutoCloseable {
    private static final int FIRST_PORT = 18_000;
    private static final int PORTS = 14_000;
    /** Several test runs at once begin at different ports. */
    private static final int FROM = (int) (ProcessHandle.current().pid() * 101 % PORTS);

    private static final AtomicInteger NEXT_PORT = new AtomicInteger();

    private final Path directory;
    private final int port;
    private Process process;

    RealServer(Path directory) {
        this.directory = directory;
        this.port = freePort();
        start();
    }

    /**
     * A port that nobody listens on, below where Linux begins to give ports to outgoing connections (32768): whoever is
     * killed finds it free when it comes back.
     */
    private static int freePort() {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST_PORT + (FROM + NEXT_PORT.getAndIncrement()) % PORTS;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no port from " + FIRST_PORT + " on is free. Maybe end what listens there.");
    }

    void start() {
        try {
            Files.createDirectories(directory);
            process = new ProcessBuilder(List.of(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--dir",
                            directory.toString(),
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "always",
                            "--aof-load-truncated",
                            "no",
                            "--save",
                            "",
                            "--repl-diskless-sync-delay",
                            "0"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("said.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().until(this::answers);
    }

    private boolean answers() {
        try (ServerLine line = new ServerLine(uri())) {
            return line.ask("PING").equals("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    RedisURI uri() {
        return RedisURI.builder().withHost("127.0.0.1").withPort(port).build();
    }

    RedisServer server() {
        return new RedisServer(uri(), "520181");
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String ask(String... words) {
        try (ServerLine line = new ServerLine(uri())) {
            return line.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes, and waits for so many replicas on the same connection as a node does: whether they have it. */
    boolean acknowledged(String key, int replicas) {
        return acknowledgedWithin(5_000, key, replicas);
    }

    /** The same, where it is not to be expected. */
    boolean acknowledgedWithin(int millis, String key, int replicas) {
        try (ServerLine line = new ServerLine(uri())) {
            line.ask("SET", key, "1");
            String wait = Integer.toString(millis);
            return Integer.parseInt(line.ask(2_000 + millis, "WAIT", Integer.toString(replicas), wait)) >= replicas;
        } catch (IOException silent) {
            return false;
        }
    }

    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        kill();
    }
}
