package org.linli.gateway.node;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.linli.gateway.Linli;

/** A node in a process of its own, on free loopback ports: to be asked, stopped and killed. */
final class NodeProcess implements AutoCloseable {
    private static final int FIRST_PORT = 18_000;
    private static final int PORTS = 14_000;
    /** Several test runs at once begin at different ports. */
    private static final int FROM = (int) (ProcessHandle.current().pid() * 101 % PORTS);

    private static final AtomicInteger NEXT_PORT = new AtomicInteger();

    static final Duration WITHIN = Duration.ofSeconds(120);

    private final Path data;
    private final Process process;
    private final int port;
    private final int managementPort;

    private NodeProcess(Path data, Process process, int port, int managementPort) {
        this.data = data;
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts a node that gives tokens to anybody, and waits until it is ready. */
    static NodeProcess start(Path data, String... options) {
        int port = freePort();
        int managementPort = freePort();
        List<String> serve = new ArrayList<>(List.of("--dev-tokens", "--rate=0", "--data=" + data, "--port=" + port));
        serve.add("--management-port=" + managementPort);
        serve.addAll(List.of(options));
        List<String> command = JavaCommand.ofClass(Linli.class, List.of("-Xmx1g"), serve);
        NodeProcess node = new NodeProcess(data, run(data, command), port, managementPort);
        await().atMost(WITHIN).until(node::isReady);
        return node;
    }

    private static Process run(Path data, List<String> command) {
        try {
            Files.createDirectories(data);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("said.log").toFile()))
                    .start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * A port that nobody listens on, below where Linux begins to give ports to outgoing connections (32768): whoever is
     * killed finds it free when it comes back.
     */
    static int freePort() {
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

    int port() {
        return port;
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("the node ended with " + process.exitValue() + ": " + said());
        }
        try {
            return get(managementPort, "/health/ready").contains("\"status\":\"UP\"");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    String said() {
        try {
            return Files.readString(data.resolve("said.log"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    double figure(String name) {
        return figure(managementPort, name);
    }

    /** The figure of that name, with its labels, on a node's metrics page; 0 where it is not there yet. */
    static double figure(int managementPort, String name) {
        return get(managementPort, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static String get(int port, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** As the kernel does when memory is short: without a word. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As the system does at shutdown (SIGTERM). Gives the exit code. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    private int exitCode() {
        try {
            if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the node does not end: " + said());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** Whether the Redis that the node started still runs. */
    boolean hasRedis() {
        Path pid = data.resolve("redis").resolve("redis.pid");
        try {
            return Files.exists(pid)
                    && ProcessHandle.of(Long.parseLong(Files.readString(pid).trim()))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Leaves nothing running, though it may have been killed before. */
    @Override
    public void close() {
        kill();
        if (hasRedis()) {
            Node.start(Street.settings(data, "full")).close();
        }
    }
}
