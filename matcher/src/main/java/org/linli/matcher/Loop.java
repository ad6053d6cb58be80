package org.linli.matcher;

import java.util.concurrent.Executor;

/**
 * One thread's worth of work, with its clock: the only source of time and order that batcher, dispatcher, pusher and
 * timers have. In production it is an event loop; in a simulation virtual time on the caller's thread. Nothing that
 * runs on it may block.
 */
public interface Loop extends Executor {
    /** Runs the task on this loop, after those that were handed in before it. Callable from any thread. */
    @Override
    void execute(Runnable task);

    /** Runs the task once, not before {@code delayMs} have passed. Callable from any thread. */
    Cancellable schedule(long delayMs, Runnable task);

    /** A monotonic clock; only differences mean something. */
    long nanoTime();

    /** Whether the caller is on this loop's thread. */
    boolean inLoop();

    /** A scheduled task that can be called off. */
    interface Cancellable {
        void cancel();
    }
}
