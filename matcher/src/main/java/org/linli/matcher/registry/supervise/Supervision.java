package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor of one region on a thread of its own, until it is closed. Opening and closing block. */
public final class Supervision implements AutoCloseable {
    /** Ten looks fit into the time after which somebody is given up. */
    private static final long EVERY_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final List<RedisServer> servers;
    private final BookFile book;
    private final Supervisor supervisor;
    private final Thread thread;
    private volatile boolean closed;
    private volatile int acknowledging;

    private Supervision(List<RedisServer> servers, BookFile book, Supervisor supervisor) {
        this.servers = servers;
        this.book = book;
        this.supervisor = supervisor;
        this.thread = new Thread(this::run, "linli-supervisor");
    }

    /**
     * Begins, by the record where there is one. Throws {@link IllegalStateException} in one line where it cannot.
     *
     * @param uris   the region's servers, which have the same password
     * @param record the directory of the record, on a disk that keeps what is fsynced
     */
    public static Supervision open(String region, List<RedisURI> uris, Path record) {
        List<RedisServer> servers =
                uris.stream().map(uri -> new RedisServer(uri, region)).toList();
        BookFile book = BookFile.open(record);
        try {
            Standing standing = book.read().orElseGet(() -> {
                Standing first = Founding.run(servers, UUID.randomUUID().toString(), System.currentTimeMillis() / 1000);
                book.write(first);
                return first;
            });
            Supervision supervision =
                    new Supervision(servers, book, new Supervisor(servers, book, standing, System::nanoTime));
            supervision.thread.start();
            return supervision;
        } catch (RuntimeException e) {
            book.close();
            throw e;
        }
    }

    private void run() {
        try {
            while (!closed) {
                supervisor.step();
                acknowledging = supervisor.standing().acknowledging();
                Thread.sleep(EVERY_MS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.error("The supervisor stops: {}", broken.getMessage(), broken);
        }
    }

    /** Whether it is at work; it stops by itself where its record or the data are not its own. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** How many replicas have each thing that is acknowledged, as the record says since the last look. */
    public int acknowledging() {
        return acknowledging;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        servers.forEach(RedisServer::close);
        book.close();
    }
}
