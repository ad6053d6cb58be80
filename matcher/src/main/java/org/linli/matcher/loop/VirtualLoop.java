package org.linli.matcher.loop;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.linli.matcher.Loop;

/**
 * A loop in virtual time on the caller's thread: nothing runs and no time passes but within {@link #advance} and
 * {@link #runReady}. Tasks due at the same time run in the order in which they were handed in. Not safe for several
 * threads.
 */
public final class VirtualLoop implements Loop {
    /** A task that hands in tasks for the same moment for ever is a bug, and is stopped here. */
    private static final int TASKS_PER_MOMENT = 1_000_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::order));
    private long nowNanos;
    private long order;
    private boolean running;

    @Override
    public void execute(Runnable task) {
        tasks.add(new Task(nowNanos, order++, task));
    }

    @Override
    public Cancellable schedule(long delayMs, Runnable task) {
        Task scheduled = new Task(nowNanos + Math.max(0, delayMs) * 1_000_000, order++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    /** Milliseconds since the loop was made. */
    public long nowMs() {
        return nowNanos / 1_000_000;
    }

    @Override
    public boolean inLoop() {
        return running;
    }

    /** Runs what is due now, and what that hands in for now. */
    public void runReady() {
        advance(0);
    }

    /** Lets time pass, running each task at its time. */
    public void advance(long ms) {
        long endNanos = nowNanos + ms * 1_000_000;
        int atThisMoment = 0;
        for (Task next = tasks.peek(); next != null && next.dueNanos <= endNanos; next = tasks.peek()) {
            tasks.remove();
            atThisMoment = next.dueNanos > nowNanos ? 0 : atThisMoment + 1;
            if (atThisMoment > TASKS_PER_MOMENT) {
                throw new IllegalStateException("More than " + TASKS_PER_MOMENT + " tasks at one moment: time stands");
            }
            nowNanos = Math.max(nowNanos, next.dueNanos);
            run(next.task);
        }
        nowNanos = endNanos;
    }

    private void run(Runnable task) {
        running = true;
        try {
            task.run();
        } finally {
            running = false;
        }
    }

    private record Task(long dueNanos, long order, Runnable task) {}
}
