package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a region's primary is, by asking all of its servers again and again: the one that follows nobody and whose data
 * have a supervisor and the highest generation, never one below the highest that was ever seen here. That two may claim it
 * for a moment does no harm: the replicas confirm only one of them. On a thread of its own.
 */
public final class PrimaryWatch implements AutoCloseable {
    private static final long EVERY_MS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(PrimaryWatch.class);

    private final List<RedisServer> servers;
    private final Runnable moved;
    private final Thread thread;
    private long highest;
    private volatile @Nullable InetSocketAddress primary;
    private volatile boolean closed;

    /**
     * Begins to watch.
     *
     * @param moved told, on the watch's thread, each time when another server has become the primary
     */
    public PrimaryWatch(String region, List<RedisURI> uris, Runnable moved) {
        this.servers = uris.stream().map(uri -> new RedisServer(uri, region)).toList();
        this.moved = moved;
        this.thread = new Thread(this::run, "linli-primary-" + region);
        thread.setDaemon(true);
        thread.start();
    }

    /** The present primary's address, or the last one's. Throws {@link IllegalStateException} before there was one. */
    public InetSocketAddress primary() {
        InetSocketAddress known = primary;
        if (known == null) {
            throw new IllegalStateException("None of the servers " + names()
                    + " is the region's primary. Maybe start linli supervise for them, and look at what it says.");
        }
        return known;
    }

    private List<String> names() {
        return servers.stream().map(RedisServer::address).toList();
    }

    /** Waits for the first primary. Throws {@link IllegalStateException} where none appears in time. */
    public void await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (primary == null && System.nanoTime() < end) {
            pause();
        }
        primary();
    }

    private void run() {
        while (!closed) {
            find().ifPresent(this::take);
            pause();
        }
        servers.forEach(RedisServer::close);
    }

    private void take(InetSocketAddress found) {
        if (!found.equals(primary)) {
            LOG.info("The region's primary is {}, generation {}", found, highest);
            primary = found;
            moved.run();
        }
    }

    private Optional<InetSocketAddress> find() {
        Optional<RedisServer> best = Optional.empty();
        for (RedisServer server : servers) {
            try {
                ServerState state = server.look();
                boolean claims = state.master() && !state.supervisor().isEmpty();
                boolean newer = state.generation() > highest;
                // At the same generation who is known stays: the other is one that was only just told to stand.
                if (claims && (newer || (state.generation() == highest && server.is(primary)))) {
                    best = Optional.of(server);
                    highest = state.generation();
                }
            } catch (IOException silent) {
                LOG.debug("{} does not answer: {}", server.address(), silent.getMessage());
            }
        }
        return best.map(RedisServer::socketAddress);
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
