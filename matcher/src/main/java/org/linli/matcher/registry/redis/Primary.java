package org.linli.matcher.registry.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.linli.matcher.registry.supervise.PrimaryWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads all connections of a region to its primary, and away from a former one at once, even from one that is stopped. */
final class Primary implements AutoCloseable {
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Primary.class);

    private final ChannelGroup channels;
    private final PrimaryWatch watch;

    /** Waits for the first primary. */
    Primary(String region, List<RedisURI> uris, EventLoopGroup group) {
        channels = new DefaultChannelGroup(group.next());
        watch = new PrimaryWatch(region, uris, this::leave);
        watch.await(FIRST_WITHIN);
    }

    /** The client notices each closed connection itself. */
    private void leave() {
        channels.close().addListener(closed -> LOG.debug("left the former primary"));
    }

    /** What is in flight on a closed connection is of unknown outcome; the client connects again by itself. */
    void steer(ClientResources.Builder resources) {
        resources.socketAddressResolver(new SocketAddressResolver() {
            @Override
            public SocketAddress resolve(RedisURI uri) {
                return watch.primary();
            }
        });
        resources.nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channels.add(channel);
            }
        });
    }

    @Override
    public void close() {
        watch.close();
    }
}
