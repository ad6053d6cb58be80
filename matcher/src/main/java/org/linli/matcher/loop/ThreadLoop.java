package org.linli.matcher.loop;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.linli.matcher.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop in real time, on the thread of a Netty executor. Where that executor also drives the store's sockets, an
 * answer of the store reaches the registry without a change of thread.
 */
public final class ThreadLoop implements Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

    private final EventExecutor executor;

    /** Runs on an executor that somebody else owns; {@link #close} ends it all the same. */
    public ThreadLoop(EventExecutor executor) {
        this.executor = executor;
    }

    /** A loop on a new daemon thread of this name. Close it to end the thread. */
    public static ThreadLoop start(String name) {
        return new ThreadLoop(new DefaultEventLoop(new DefaultThreadFactory(name, true)));
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @Override
    public Cancellable schedule(long delayMs, Runnable task) {
        Future<?> future = executor.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return executor.inEventLoop();
    }

    /** Ends the thread; tasks that wait are dropped. Does not block. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the thread's end
    public void close() {
        executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable bug) {
            LOG.error("A task of the loop failed; the loop goes on", bug);
        }
    }
}
