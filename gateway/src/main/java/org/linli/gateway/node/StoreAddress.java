package org.linli.gateway.node;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.linli.matcher.registry.redis.EmbeddedRedis;
import org.linli.matcher.registry.redis.RedisCheck;

/** What {@code --redis} names: one store, or the servers of a supervised region with commas between. */
final class StoreAddress {
    /** How the address of a node's own Redis begins. */
    private static final String OF_A_NODE = "file:";

    private StoreAddress() {}

    static List<String> split(String redis) {
        return Arrays.stream(redis.split(",")).map(String::trim).toList();
    }

    static List<RedisURI> parse(String redis) {
        return split(redis).stream().map(StoreAddress::one).toList();
    }

    private static RedisURI one(String redis) {
        return redis.startsWith(OF_A_NODE)
                ? EmbeddedRedis.addressIn(Path.of(redis.substring(OF_A_NODE.length())))
                : RedisURI.create(redis);
    }

    /** Throws {@link RedisCheck.Unfit}; of several, some may be away, for which the supervisor is there. */
    static void check(List<RedisURI> uris) {
        if (uris.size() == 1) {
            RedisCheck.run(uris.get(0));
            return;
        }
        int away = 0;
        for (RedisURI uri : uris) {
            try {
                RedisCheck.run(uri);
            } catch (RedisCheck.Away gone) {
                away++;
                if (away == uris.size()) {
                    throw gone;
                }
            }
        }
    }
}
