package org.linli.matcher.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Orders that wait to be planned, each once: emergencies first, then who waits longest. As many as are open may wait
 * here, because each is but a name, and a small number while it waits. Used on one loop.
 */
final class WorkQueue {
    /** So few are not worth clearing away. */
    private static final int ROOM = 1_024;

    /** Those that were taken out of their turn stay in until it comes, or until they are the most. */
    private final PriorityQueue<Work> queue = new PriorityQueue<>();

    /** A tree, because ids begin with their time: what comes is put beside what came, and not all over a table. */
    private final NavigableMap<String, Work> waiting = new TreeMap<>();

    private final List<@Nullable Work> byNumber = new ArrayList<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();

    /** Puts the order in; one that is in already stays where it is. Returns its number. */
    int add(String orderId, int priority, long openedAtMs) {
        Work known = waiting.get(orderId);
        if (known != null) {
            return known.number;
        }
        Work work = new Work(orderId, newNumber(), priority, openedAtMs);
        byNumber.set(work.number, work);
        waiting.put(orderId, work);
        queue.add(work);
        return work.number;
    }

    private int newNumber() {
        Integer free = freeNumbers.poll();
        if (free == null) {
            byNumber.add(null);
            return byNumber.size() - 1;
        }
        return free;
    }

    /** The next one, which stays in. */
    @Nullable
    String peek() {
        Work next = queue.peek();
        while (next != null && !waits(next)) {
            queue.poll();
            next = queue.peek();
        }
        return next == null ? null : next.orderId;
    }

    /** Takes the next one out. */
    @Nullable
    String poll() {
        String next = peek();
        if (next != null) {
            queue.poll();
            remove(next);
        }
        return next;
    }

    /** Takes the order out; returns the number that it had, negative where it was not in. */
    int remove(String orderId) {
        Work work = waiting.remove(orderId);
        if (work == null) {
            return -1;
        }
        byNumber.set(work.number, null);
        freeNumbers.add(work.number);
        if (queue.size() > 2 * (size() + ROOM)) {
            queue.removeIf(other -> !waits(other));
        }
        return work.number;
    }

    private boolean waits(Work work) {
        return byNumber.get(work.number) == work;
    }

    /** The order that waits under the number. */
    String name(int number) {
        Work work = byNumber.get(number);
        if (work == null) {
            throw new IllegalArgumentException("No order waits under the number (" + number + ").");
        }
        return work.orderId;
    }

    boolean contains(String orderId) {
        return waiting.containsKey(orderId);
    }

    /** How many come before the order; negative where it does not wait. Looks at all that wait. */
    long ahead(String orderId) {
        Work work = waiting.get(orderId);
        return work == null
                ? -1
                : queue.stream()
                        .filter(other -> waits(other) && other.compareTo(work) < 0)
                        .count();
    }

    void clear() {
        queue.clear();
        waiting.clear();
        byNumber.clear();
        freeNumbers.clear();
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private record Work(String orderId, int number, int priority, long openedAtMs) implements Comparable<Work> {
        @Override
        public int compareTo(Work other) {
            int byPriority = Integer.compare(other.priority, priority);
            if (byPriority != 0) {
                return byPriority;
            }
            int byAge = Long.compare(openedAtMs, other.openedAtMs);
            return byAge != 0 ? byAge : orderId.compareTo(other.orderId);
        }
    }
}
