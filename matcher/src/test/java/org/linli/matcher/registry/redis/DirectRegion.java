package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.linli.matcher.Loop;

/** A region's scripts on one connection, driven by the test's thread: answers come in the order of the questions. */
final class DirectRegion implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Layout layout = new Layout(Fixtures.REGION);
    private final Lane lane;

    DirectRegion(RedisURI uri) {
        client = RedisClient.create(uri);
        connection = client.connect(ByteArrayCodec.INSTANCE);
        for (Script script : Script.values()) {
            connection.sync().scriptLoad(script.source());
        }
        lane = new Lane(new Inline(), connection);
    }

    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    RedisStore store() {
        return new RedisStore(layout, lane, lane, lane);
    }

    RedisTimers timers() {
        return new RedisTimers(layout, lane);
    }

    RedisLeases leases() {
        return new RedisLeases(layout, lane);
    }

    RedisRegions regions() {
        return new RedisRegions(layout, lane);
    }

    @Override
    public void close() {
        client.shutdown();
    }

    /** Runs what it is given at once, on whichever thread, and nothing later: the test has its own patience. */
    private static final class Inline implements Loop {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Cancellable schedule(long delayMs, Runnable task) {
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public boolean inLoop() {
            return true;
        }
    }
}
