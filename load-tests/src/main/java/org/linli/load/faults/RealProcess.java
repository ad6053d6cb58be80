package org.linli.load.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A child process that can be stopped, continued, killed and asked to end. Blocks; for one thread. */
final class RealProcess {
    private static final long ENDS_WITHIN_S = 30;
    /** Below where Linux begins to give ports to outgoing connections (32768). */
    private static final int FIRST_PORT = 18_000;

    private static final int PORTS = 14_000;
    /** Several harnesses at once begin at different ports. */
    private static final int FROM = (int) (ProcessHandle.current().pid() * 101 % PORTS);

    private static final AtomicInteger NEXT_PORT = new AtomicInteger();

    private final Process process;
    private final Thread hook;

    private RealProcess(Process process) {
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static RealProcess start(List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new RealProcess(builder.start());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot start " + command.get(0), refused);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: without a word. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and SIGKILL where that does not help. */
    void end() {
        signal("CONT");
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    /** SIGSTOP: it stands still, its sockets open. */
    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot signal " + process.pid(), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd() {
        try {
            boolean ended = process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS);
            if (ended) {
                unhook();
            }
            return ended;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAnyway) {
            // The hooks run already, and this one finds nothing to do.
        }
    }

    /**
     * A port that nobody listens on, and that the system gives to no outgoing connection either: whoever is killed must
     * find it free when it comes back.
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
}
