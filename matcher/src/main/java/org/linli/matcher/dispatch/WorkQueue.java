package org.linli.matcher.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Orders that wait to be planned, each once: emergencies first, then who waits longest. As many as are open may wait
 * here, because each is but a name. Used on one loop.
 */
final class WorkQueue {
    private final PriorityQueue<Work> queue = new PriorityQueue<>();
    private final Map<String, Work> waiting = new HashMap<>();

    /** Puts the order in; one that is in already stays where it is. */
    void add(String orderId, int priority, long openedAtMs) {
        if (!waiting.containsKey(orderId)) {
            Work work = new Work(orderId, priority, openedAtMs);
            waiting.put(orderId, work);
            queue.add(work);
        }
    }

    /** Takes the next one out. */
    @Nullable
    String poll() {
        Work next = queue.poll();
        if (next == null) {
            return null;
        }
        waiting.remove(next.orderId);
        return next.orderId;
    }

    /** How many come before the order; negative where it does not wait. Looks at all that wait. */
    long ahead(String orderId) {
        Work work = waiting.get(orderId);
        return work == null
                ? -1
                : queue.stream().filter(other -> other.compareTo(work) < 0).count();
    }

    void clear() {
        queue.clear();
        waiting.clear();
    }

    int size() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    private record Work(String orderId, int priority, long openedAtMs) implements Comparable<Work> {
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
