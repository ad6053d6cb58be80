package org.linli.matcher.dispatch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The orders that wait for their turn, the most urgent first, and behind them those for which the book has no room yet.
 * Used on one loop.
 */
final class Backlog {
    private final WorkQueue queue = new WorkQueue();
    private final WorkQueue overflow = new WorkQueue();
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

    /** The visit's order waits until there is room. */
    void defer(BookVisit visit) {
        overflow.add(visit.orderId(), visit.request().getPriorityValue(), visit.openedAtMs());
    }

    /** Takes out the order whose turn it is. */
    @Nullable
    String poll() {
        return queue.poll();
    }

    /** Takes out the first of those that wait for room. */
    @Nullable
    String pollDeferred() {
        return overflow.poll();
    }

    /** Whether nothing waits for its turn; something may still wait for room. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size() + overflow.size();
    }

    /** A turn is over: says so where it was the first to leave something, or the first to leave nothing. */
    void turned() {
        if (isBehind == queue.isEmpty()) {
            isBehind = !queue.isEmpty();
            listener.accept(isBehind);
        }
    }

    /** Whether the order waits for its turn or for room in the book. */
    Standing standing(String orderId) {
        long inOverflow = overflow.ahead(orderId);
        if (inOverflow >= 0) {
            return new Standing(ReasonCode.BOOK_FULL, inOverflow);
        }
        long inQueue = queue.ahead(orderId);
        return inQueue >= 0 ? new Standing(ReasonCode.NOT_PLANNED_YET, inQueue) : Standing.NONE;
    }

    void clear() {
        queue.clear();
        overflow.clear();
    }
}
