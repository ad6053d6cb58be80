package org.linli.load.failover;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server process to be stopped, killed and started again on its data. Blocks. */
final class ServerProcess implements AutoCloseable {
    private static final int ATTEMPTS = 500;
    private static final long PAUSE_MS = 20;

    private final Path directory;
    private final int port;
    private Process process;
    private boolean stopped;

    ServerProcess(Path directory) throws IOException {
        this.directory = directory;
        this.port = freePort();
        this.process = launch();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        Files.createDirectories(directory);
        Process started = new ProcessBuilder(List.of(
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
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("said.log").toFile()))
                .start();
        for (int i = 0; i < ATTEMPTS && !listens(); i++) {
            pause(PAUSE_MS);
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    RedisURI uri() {
        return RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(Duration.ofSeconds(1))
                .build();
    }

    int port() {
        return port;
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        signal("STOP");
        stopped = true;
    }

    /** Breaks the link to its replica, as a network does: what it writes from now on is not on its way. */
    void breakLink() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address(), 10_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("CLIENT KILL TYPE replica\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != ':') {
                throw new IOException("The link to the replica could not be broken.");
            }
        }
    }

    /** Undoes whatever was done to it. */
    void heal() throws IOException {
        if (stopped) {
            signal("CONT");
            stopped = false;
        }
        if (!process.isAlive()) {
            process = launch();
        }
    }

    private void signal(String name) {
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

    static void pause(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
