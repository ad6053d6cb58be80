package org.linli.matcher.dispatch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The book's orders that wait for their turn, the most urgent first. Used on one loop. */
final class Backlog {
    private final WorkQueue queue = new WorkQueue();
    private Consumer<Boolean> listener = behind -> {};
    private boolean isBehind;

    /** Told whether more waits than one turn can do. */
    void toldTo(Consumer<Boolean> other) {
        listener = other;
    }

    /** Puts the visit's order in, where the visit is open; one that is in already stays where it is. */
    void add(BookVisit visit) {
        if (visit.isOpen()) {
            queue.add(visit.orderId(), visit.request().getPriorityValue(), visit.openedAtMs());
        }
    }

    /** Takes out the order whose turn it is. */
    @Nullable
    String poll() {
        return queue.poll();
    }

    /** Whether nothing waits for its turn. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    /** A turn is over: says so where it was the first to leave something, or the first to leave nothing. */
    void turned() {
        if (isBehind == queue.isEmpty()) {
            isBehind = !queue.isEmpty();
            listener.accept(isBehind);
        }
    }

    /** How many orders come before this one; negative where it does not wait here. */
    long ahead(String orderId) {
        return queue.ahead(orderId);
    }

    void clear() {
        queue.clear();
    }
}
