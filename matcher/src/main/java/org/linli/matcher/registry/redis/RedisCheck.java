package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.supervise.RedisInfo;

/** Whether a Redis keeps what it acknowledges. Blocks; for the start of a node. */
public final class RedisCheck {
    private RedisCheck() {}

    /** Something is wrong with the Redis that was given; the message is one line for whoever runs the node. */
    public static class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unfit(String message) {
            super(message, null, false, false);
        }
    }

    /** It does not answer. */
    public static final class Away extends Unfit {
        private static final long serialVersionUID = 1L;

        public Away(String message) {
            super(message);
        }
    }

    /** Throws {@link Unfit} at the first setting that would lose an acknowledged write. */
    public static void run(RedisURI uri) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            check(connection.sync());
        } catch (RedisException e) {
            throw new Away("redis (" + uri.getHost() + ":" + uri.getPort() + ") cannot be used: " + rootMessage(e)
                    + ". Maybe start it, or correct the address and password in --redis.");
        } finally {
            client.shutdown();
        }
    }

    private static void check(RedisCommands<String, String> redis) {
        version(redis.info("server"));
        require(redis, "appendonly", "yes", "without it nothing is on disk");
        require(redis, "appendfsync", "always", "anything less loses acknowledged orders at power loss");
        require(redis, "maxmemory-policy", "noeviction", "anything else drops data when memory is short");
        require(
                redis,
                "aof-load-truncated",
                "no",
                "a Redis that mends its file by itself after a power loss may lose acknowledged orders at the start"
                        + " after that; with no it waits for redis-check-aof --fix");
    }

    static void version(String info) {
        String version = RedisInfo.fields(info).getOrDefault("redis_version", "unknown");
        if (!isRecent(version)) {
            throw new Unfit("redis_version (" + version + ") must be at least 6.2. Maybe install redis-server 7.");
        }
    }

    /** Whether a version such as 7.0.15 is at least 6.2. */
    static boolean isRecent(String version) {
        String[] parts = version.split("\\.", 3);
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 6 || (major == 6 && parts.length > 1 && Integer.parseInt(parts[1]) >= 2);
        } catch (NumberFormatException notAVersion) {
            return false;
        }
    }

    private static void require(RedisCommands<String, String> redis, String name, String wanted, String why) {
        Map<String, String> found = redis.configGet(name);
        String value = found.getOrDefault(name, "unknown");
        if (!value.equals(wanted)) {
            throw new Unfit("redis' " + name + " (" + value + ") must be " + wanted + ": " + why
                    + ". Maybe run redis-cli CONFIG SET " + name + " " + wanted + ", and put \"" + name + " " + wanted
                    + "\" in redis.conf, so that it stays.");
        }
    }

    private static String rootMessage(Throwable error) {
        return String.valueOf(StageFailure.root(error).getMessage());
    }
}
