package org.linli.sim;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.linli.load.check.Happening;
import org.linli.load.check.History;

/**
 * Virtual time on one thread: tasks of processes that may be paused or dead, in one order that the seed alone decides.
 * Nothing happens and no time passes outside {@link #runUntil}.
 */
final class World {
    static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    /** Tasks that hand in the next without end are a bug; a run that is well has 1,300 in its busiest second. */
    private static final int TASKS_PER_SECOND = 4_000;

    final History history = new History();
    private final long seed;
    private long second;
    private int tasksOfSecond;
    private final CRC32C trace = new CRC32C();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::order));
    private final Mortal outside = new Mortal();
    private final Map<String, Long> counts = new TreeMap<>();
    private long nowNanos;
    private long order;
    private long events;
    private @Nullable SimLoop running;

    private record Task(
            long dueNanos,
            long order,
            Mortal process,
            @Nullable SimLoop loop,
            Runnable work) {}

    World(long seed) {
        this.seed = seed;
    }

    long nowNanos() {
        return nowNanos;
    }

    long nowMs() {
        return nowNanos / MILLI;
    }

    long events() {
        return events;
    }

    @Nullable
    SimLoop running() {
        return running;
    }

    /** A source of chance of its own, so that who asks how often changes nothing for the others. */
    SplittableRandom chance(String name) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }

    /** Something has happened that one wants to see in a campaign. */
    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    /** What the trace's hash is made of: everything that anybody could see. */
    void note(String what) {
        byte[] bytes = what.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        note(bytes);
    }

    void note(byte[] bytes) {
        trace.update(Long.toString(nowNanos).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        trace.update(bytes);
    }

    long traceHash() {
        return trace.getValue();
    }

    /** Runs the task of a process after a while; never, if the process is dead by then. */
    void after(long delayNanos, Mortal process, Runnable work) {
        at(nowNanos + Math.max(0, delayNanos), process, null, work);
    }

    void at(long dueNanos, Mortal process, @Nullable SimLoop loop, Runnable work) {
        tasks.add(new Task(Math.max(nowNanos, dueNanos), order++, process, loop, work));
    }

    /** The process stands still for so long, unless it is woken before. */
    void pause(Mortal process, long untilNanos) {
        process.pauseUntil(untilNanos);
        after(untilNanos - nowNanos, outside, () -> {
            if (process.pausedUntilNanos() <= nowNanos) {
                process.wake();
            }
        });
    }

    void runUntil(long endNanos) {
        for (Task next = tasks.peek(); next != null && next.dueNanos <= endNanos; next = tasks.peek()) {
            tasks.remove();
            if (comesToNoEnd(next.dueNanos / SECOND)) {
                history.add(new Happening.Broke(nowMs(), "more than " + TASKS_PER_SECOND + " tasks in a second"));
                tasks.clear();
                break;
            }
            nowNanos = next.dueNanos;
            run(next);
        }
        nowNanos = endNanos;
    }

    private boolean comesToNoEnd(long thisSecond) {
        tasksOfSecond = thisSecond == second ? tasksOfSecond + 1 : 1;
        second = thisSecond;
        return tasksOfSecond > TASKS_PER_SECOND;
    }

    private void run(Task task) {
        Mortal process = task.process;
        if (!process.isAlive()) {
            return;
        }
        if (process.pausedUntilNanos() > nowNanos) {
            process.park(() -> at(nowNanos, process, task.loop, task.work));
            return;
        }
        events++;
        running = task.loop;
        try {
            task.work.run();
        } catch (RuntimeException bug) {
            history.add(new Happening.Broke(nowMs(), bug + where(bug)));
        } finally {
            running = null;
        }
    }

    /** The innermost places of the house on the stack. */
    private static String where(RuntimeException bug) {
        return Stream.of(bug.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.linli."))
                .limit(4)
                .map(frame -> " < " + frame)
                .collect(Collectors.joining());
    }
}
