package org.linli.sim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A thread for code that blocks, in virtual time: at any moment either it runs or the world does, so that the order of
 * events stays the seed's. All methods but {@link #await} are the world's.
 */
final class BlockingThread implements AutoCloseable {
    private final Semaphore mine = new Semaphore(0);
    private final Semaphore worlds = new Semaphore(0);
    private @Nullable Runnable task;
    private Runnable done = () -> {};
    private @Nullable Throwable failure;
    private boolean waits;
    private boolean ended;
    private boolean killed;
    private boolean started;

    /** Thrown where a process dies in the middle of its work. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /**
     * Runs a task until it blocks or ends.
     *
     * @param whenDone run when the task has ended, by itself
     */
    void run(Runnable next, Runnable whenDone) {
        task = next;
        done = whenDone;
        if (!started) {
            started = true;
            Thread thread = new Thread(this::work, "sim-blocking");
            thread.setDaemon(true);
            thread.start();
        }
        handOver();
    }

    private void handOver() {
        goOn();
        if (ended && !killed) {
            ended = false;
            done.run();
        }
    }

    private void work() {
        mine.acquireUninterruptibly();
        for (Runnable next = task; next != null; next = task) {
            task = null;
            try {
                next.run();
            } catch (RuntimeException | Killed ending) {
                failure = ending;
            }
            ended = true;
            worlds.release();
            mine.acquireUninterruptibly();
        }
        worlds.release();
    }

    /** What ended the last task, if it failed. */
    @Nullable
    Throwable failure() {
        Throwable last = failure;
        failure = null;
        return last;
    }

    /** On this thread alone: lets the world go on until the stage is complete. */
    <T> T await(CompletableFuture<T> stage) {
        if (!stage.isDone()) {
            waits = true;
            CompletionStage<T> awaited = stage;
            awaited.whenComplete((value, error) -> {
                if (!killed) {
                    waits = false;
                    handOver();
                }
            });
            worlds.release();
            mine.acquireUninterruptibly();
            if (killed) {
                throw new Killed();
            }
        }
        return stage.join();
    }

    /** Ends the thread, in the middle of its task if it has one. */
    @Override
    public void close() {
        if (!started || killed) {
            return;
        }
        killed = true;
        if (waits) {
            goOn();
        }
        goOn();
    }

    private void goOn() {
        mine.release();
        worlds.acquireUninterruptibly();
    }
}
