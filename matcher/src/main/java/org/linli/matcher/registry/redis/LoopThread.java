package org.linli.matcher.registry.redis;

import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.KqueueProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.linli.matcher.loop.ThreadLoop;

/** One thread that drives sockets and is a loop as well. The client borrows it and does not end it. */
final class LoopThread implements EventLoopGroupProvider {
    private final EventLoopGroup group;
    private final ThreadLoop loop;

    LoopThread(String name) {
        group = newGroup(new DefaultThreadFactory(name, true));
        loop = new ThreadLoop(group.next());
    }

    /** On the transport that the client will choose as well. */
    @SuppressWarnings("deprecation") // the class by which the client knows this transport
    private static EventLoopGroup newGroup(ThreadFactory threads) {
        if (KqueueProvider.isAvailable()) {
            return KqueueProvider.getResources().newEventLoopGroup(1, threads);
        }
        if (EpollProvider.isAvailable()) {
            return EpollProvider.getResources().newEventLoopGroup(1, threads);
        }
        return new NioEventLoopGroup(1, threads);
    }

    EventLoopGroup group() {
        return group;
    }

    ThreadLoop loop() {
        return loop;
    }

    @Override
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return type.cast(group);
    }

    @Override
    public int threadPoolSize() {
        return 1;
    }

    @Override
    public Future<Boolean> release(EventExecutorGroup executors, long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
