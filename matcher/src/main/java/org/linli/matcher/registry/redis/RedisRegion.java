package org.linli.matcher.registry.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.linli.matcher.loop.ThreadLoop;
import org.linli.matcher.registry.store.KeyStore;
import org.linli.matcher.registry.store.LeaseStore;
import org.linli.matcher.registry.store.RegionStore;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.TimerStore;
import org.linli.matcher.registry.store.TrimStore;

/**
 * The connections of one region and the loop on which all of its work is done: the very thread that drives the
 * sockets, so that neither a command nor its answer changes threads.
 */
public final class RedisRegion implements AutoCloseable {
    /** Commands waiting for an answer on one connection; a batch or two at a time never come near it. */
    private static final int QUEUE_LIMIT = 10_000;

    private final ClientResources resources;
    private final RedisClient client;
    private final ThreadLoop loop;
    private final RedisStore store;
    private final RedisTimers timers;
    private final RedisLeases leases;
    private final RedisKeys keys;
    private final RedisRegions regions;
    private final Optional<Primary> primary;

    private RedisRegion(String region, List<RedisURI> uris, LoopThread thread) {
        Layout layout = new Layout(region);
        loop = thread.loop();
        ClientResources.Builder building = ClientResources.builder()
                .eventLoopGroupProvider(thread)
                .eventExecutorGroup(thread.group())
                .reconnectDelay(Delay.constant(Duration.ofMillis(100)));
        primary = uris.size() > 1 ? Optional.of(new Primary(region, uris, thread.group())) : Optional.empty();
        primary.ifPresent(moving -> moving.steer(building));
        resources = building.build();
        client = RedisClient.create(resources, uris.get(0));
        client.setOptions(options());
        Lane reads = lane();
        Lane commits = lane();
        Lane bulk = lane();
        store = new RedisStore(layout, reads, commits, bulk);
        timers = new RedisTimers(layout, bulk);
        leases = new RedisLeases(layout, bulk);
        keys = new RedisKeys(layout, bulk);
        regions = new RedisRegions(layout, bulk);
    }

    /** Connects, blocking. Throws {@link io.lettuce.core.RedisConnectionException} where the server is not there. */
    public static RedisRegion connect(String region, RedisURI uri) {
        return connect(region, List.of(uri));
    }

    /**
     * Connects, blocking, to whichever of a supervised region's servers is its primary, and to the next one when another
     * takes over. Throws {@link IllegalStateException} where there is none.
     *
     * @param uris which have the same credentials; of one server alone it is not asked who supervises it
     */
    public static RedisRegion connect(String region, List<RedisURI> uris) {
        LoopThread thread = new LoopThread("registry-" + region);
        try {
            return new RedisRegion(region, uris, thread);
        } catch (RuntimeException e) {
            thread.loop().close();
            throw e;
        }
    }

    /** No command is ever sent twice by itself: whether to try again is for who asked. */
    private static ClientOptions options() {
        return ClientOptions.builder()
                .autoReconnect(true)
                .replayFilter(command -> true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE_LIMIT)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .protocolVersion(ProtocolVersion.RESP2)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .tcpNoDelay(true)
                        .keepAlive(true)
                        .build())
                .build();
    }

    private Lane lane() {
        return new Lane(loop, client.connect(ByteArrayCodec.INSTANCE));
    }

    public ThreadLoop loop() {
        return loop;
    }

    public Store store() {
        return store;
    }

    /**
     * The store for somebody who reads the log in long pages: what {@link Store#range} brings is parsed on the executor, on
     * which its stages then complete, so that no command waits behind it.
     */
    public Store storeParsingOn(Executor executor) {
        return store.parsingOn(executor);
    }

    public TimerStore timers() {
        return timers;
    }

    public LeaseStore leases() {
        return leases;
    }

    public KeyStore keys() {
        return keys;
    }

    public RegionStore regions() {
        return regions;
    }

    public TrimStore trims() {
        return regions;
    }

    /** Rewrites the server's append-only file when there is little to do. For a server that nobody else looks after. */
    public void rewriteWhenQuiet() {
        RedisAsyncCommands<String, String> redis = client.connect().async();
        Rewrites.Server server = new Rewrites.Server() {
            @Override
            public CompletionStage<String> info() {
                return redis.info();
            }

            @Override
            public CompletionStage<String> rewrite() {
                return redis.bgrewriteaof();
            }
        };
        loop.execute(new Rewrites(loop, server, Rewrites.FROM_BYTES)::start);
    }

    /** Closes the connections and ends the loop; blocks for at most two seconds. Never call it on the loop. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what the client's threads still do concerns nobody
    public void close() {
        primary.ifPresent(Primary::close);
        client.shutdown(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS);
        loop.close();
    }
}
