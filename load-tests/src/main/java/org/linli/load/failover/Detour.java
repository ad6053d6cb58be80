package org.linli.load.failover;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A way to a server that a node takes, on which waiting for replicas may be taken out. Threads of its own. */
final class Detour implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress server;
    private final boolean waits;

    Detour(InetSocketAddress server, boolean waits) throws IOException {
        this.server = server;
        this.waits = waits;
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    RedisURI uri() {
        return RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(door.getLocalPort())
                .build();
    }

    /** A piece of work that ends when a socket does. */
    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One side has gone; the other is closed with it.
                    }
                },
                "detour");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            begin(() -> lead(client));
        }
    }

    private void lead(Socket client) throws IOException {
        try (client;
                Socket behind = new Socket()) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            behind.connect(server, 1_000);
            begin(() -> {
                try (client;
                        behind) {
                    behind.getInputStream().transferTo(client.getOutputStream());
                }
            });
            pass(client.getInputStream(), behind.getOutputStream());
        }
    }

    private void pass(InputStream in, OutputStream out) throws IOException {
        if (waits) {
            in.transferTo(out);
        } else {
            Rewriting.run(in, out);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
