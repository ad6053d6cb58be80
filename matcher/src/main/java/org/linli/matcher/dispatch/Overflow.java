package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Order;
import org.linli.proto.Place;
import org.linli.proto.Visit;

/**
 * Orders for which the book has no room yet, found by urgency and by place. Hundreds of thousands may wait here after an
 * overload, so that of each there is a name, a rank and a point, and nothing that a planner works out. Used on one loop.
 */
final class Overflow {
    private final WorkQueue queue = new WorkQueue();
    /** The numbers of those that nobody has looked at: somebody may be free near an order that waits behind many. */
    private final BitSet fresh = new BitSet();

    private int looked;
    private Grid places;
    private Runnable watcher = () -> {};

    Overflow(RegionPolicy.Area area) {
        places = new Grid(area);
    }

    /** Told whenever an order has come. */
    void watchedBy(Runnable other) {
        watcher = other;
    }

    /** Puts the order in, as it is now. */
    void put(Order order, Visit waiting) {
        remove(order.getId());
        int priority = order.getRequest().getPriorityValue();
        int number = queue.add(order.getId(), priority, VisitFacts.openedAtMs(order, waiting));
        places.put(number, VisitFacts.place(order.getRequest()), 1);
        fresh.set(number);
        watcher.run();
    }

    void remove(String orderId) {
        int number = queue.remove(orderId);
        if (number >= 0) {
            places.remove(number);
            fresh.clear(number);
        }
    }

    /** The most urgent one, which stays in. */
    @Nullable
    String first() {
        return queue.peek();
    }

    /** One that has come and was not looked at since, which stays in. */
    @Nullable
    String pollFresh() {
        int next = fresh.nextSetBit(looked);
        next = next < 0 ? fresh.nextSetBit(0) : next;
        if (next < 0) {
            return null;
        }
        fresh.clear(next);
        looked = next + 1;
        return queue.name(next);
    }

    boolean contains(String orderId) {
        return queue.contains(orderId);
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    /** The orders nearest to the place within the metres, nearest first. */
    List<String> near(Place place, int count, double meters) {
        List<String> near = new ArrayList<>();
        if (!isEmpty()) {
            for (int number : places.nearest(place, count, meters, any -> true)) {
                near.add(queue.name(number));
            }
        }
        return near;
    }

    /** How many orders come before this one; negative where it is not here. */
    long ahead(String orderId) {
        return queue.ahead(orderId);
    }

    int size() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Empty from now on, over another rectangle. */
    void clear(RegionPolicy.Area area) {
        queue.clear();
        fresh.clear();
        places = new Grid(area);
    }
}
