package org.linli.matcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

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

    /** Runs the task at once if the caller is on this loop, else as {@link #execute} does. Callable from any thread. */
    default void here(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Asks on this loop, and gives the answer or the failure as it comes. Callable from any thread. */
    default <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        here(() -> question.get().whenComplete((value, error) -> {
            if (error == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(error);
            }
        }));
        return answer;
    }

    /** A scheduled task that can be called off. */
    interface Cancellable {
        void cancel();
    }
}
