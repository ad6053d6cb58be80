package org.linli.matcher.registry.supervise;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a region's primary is, by asking all of its servers again and again, as {@link PrimaryChoice} says. That two may
 * claim it for a moment does no harm: the replicas confirm only one of them. On a thread of its own.
 */
public final class PrimaryWatch implements AutoCloseable {
    private static final long EVERY_MS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(PrimaryWatch.class);

    private final List<RedisServer> servers;
    private final Runnable moved;
    private final Thread thread;
    private final PrimaryChoice choice = new PrimaryChoice();
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
            LOG.info("The region's primary is {}, generation {}", found, choice.generation());
            primary = found;
            moved.run();
        }
    }

    private Optional<InetSocketAddress> find() {
        Map<String, ServerState> seen = new LinkedHashMap<>();
        for (RedisServer server : servers) {
            try {
                seen.put(server.address(), server.look());
            } catch (IOException silent) {
                LOG.debug("{} does not answer: {}", server.address(), silent.getMessage());
            }
        }
        return choice.look(seen).flatMap(this::socketAddress);
    }

    private Optional<InetSocketAddress> socketAddress(String address) {
        return servers.stream()
                .filter(server -> server.address().equals(address))
                .map(RedisServer::socketAddress)
                .findFirst();
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
