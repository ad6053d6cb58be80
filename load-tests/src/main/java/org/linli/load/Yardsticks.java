package org.linli.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the machine itself can do, measured in the same minute as the load: the floor under every durable answer is one
 * append with fsync, the floor under every push one message over loopback and back. Microseconds.
 */
record Yardsticks(Histogram fsyncMicros, Histogram loopbackMicros) {
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ENTRY_BYTES = 1_024;
    private static final int MESSAGE_BYTES = 256;

    static Yardsticks measure(Path directory) throws IOException {
        return new Yardsticks(fsync(directory, PROBE_NANOS, 0), loopback());
    }

    /** The same append with fsync, 20 times a second beside a load for so long. Call {@code get} when it is over. */
    static CompletableFuture<Histogram> besides(Path directory, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return fsync(directory, TimeUnit.SECONDS.toNanos(seconds), PAUSE_NANOS);
            } catch (IOException broken) {
                throw new UncheckedIOException("cannot probe the disk in " + directory, broken);
            }
        });
    }

    private static Histogram fsync(Path directory, long forNanos, long pauseNanos) throws IOException {
        Histogram histogram = new Histogram(3);
        Path file = Files.createTempFile(directory, "fsync-", ".probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long until = System.nanoTime() + forNanos;
            while (System.nanoTime() < until) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(ENTRY_BYTES));
                channel.force(false);
                histogram.recordValue((System.nanoTime() - start) / 1_000);
                LockSupport.parkNanos(pauseNanos);
            }
        } finally {
            Files.delete(file);
        }
        return histogram;
    }

    private static Histogram loopback() throws IOException {
        Histogram histogram = new Histogram(3);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket far = server.accept()) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread echo = new Thread(() -> echo(far), "echo");
            echo.setDaemon(true);
            echo.start();
            byte[] message = new byte[MESSAGE_BYTES];
            long until = System.nanoTime() + PROBE_NANOS;
            while (System.nanoTime() < until) {
                long start = System.nanoTime();
                near.getOutputStream().write(message);
                near.getInputStream().readNBytes(message, 0, MESSAGE_BYTES);
                histogram.recordValue((System.nanoTime() - start) / 1_000);
            }
        }
        return histogram;
    }

    private static void echo(Socket socket) {
        byte[] message = new byte[MESSAGE_BYTES];
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.readNBytes(message, 0, MESSAGE_BYTES) == MESSAGE_BYTES) {
                out.write(message);
            }
        } catch (IOException closed) {
            // The probe is over.
        }
    }
}
