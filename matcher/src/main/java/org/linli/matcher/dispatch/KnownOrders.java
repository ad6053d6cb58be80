package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Emergency;
import org.linli.proto.Order;
import org.linli.proto.ResidentFile;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * What the log has told of the orders that wait for somebody, of the residents they are for, and of the emergency that
 * may pause them. Used on one loop.
 */
final class KnownOrders {
    /** A tree, because ids begin with their time: what comes is put beside what came, and not all over a table. */
    private final Map<String, Order> orders = new TreeMap<>();

    private final Map<String, ResidentFile> residents = new HashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private Emergency emergency = Emergency.getDefaultInstance();

    void order(Order order) {
        if (order.getId().isEmpty()) {
            return;
        }
        if (isDispatched(order)) {
            orders.put(order.getId(), order);
        } else {
            orders.remove(order.getId());
        }
        touched.add(order.getId());
    }

    /** While a team is asked, nobody else is. */
    private static boolean isDispatched(Order order) {
        return !Teams.isAsked(order) && isRunning(order);
    }

    private static boolean isRunning(Order order) {
        return switch (order.getState()) {
            case ORDER_STATE_OPEN, ORDER_STATE_ASSIGNED, ORDER_STATE_UNDER_WAY, ORDER_STATE_DONE ->
                order.getVisitsList().stream().anyMatch(KnownOrders::isWaiting);
            default -> false;
        };
    }

    static boolean isWaiting(Visit visit) {
        return visit.getState() == VisitState.VISIT_STATE_OPEN
                || visit.getState() == VisitState.VISIT_STATE_OFFERED
                || visit.getState() == VisitState.VISIT_STATE_INVITED;
    }

    /** Whether this tells anything new of the resident. */
    boolean resident(String id, ResidentFile file) {
        return !file.equals(residents.put(id, file));
    }

    ResidentFile resident(String id) {
        return residents.getOrDefault(id, ResidentFile.getDefaultInstance());
    }

    /** What is paused, or no longer, follows from it for every order. */
    void emergency(Emergency other) {
        if (!other.equals(emergency)) {
            emergency = other;
            touchAll();
        }
    }

    /** Until when at the latest an emergency has the order wait; 0: none does. */
    long pausedUntilMs(String orderId) {
        Order order = orders.get(orderId);
        return order != null && Pauses.holds(emergency, order) ? emergency.getUntilMs() : 0;
    }

    /** The order, where it waits for somebody and no emergency pauses it. */
    @Nullable
    Order find(String orderId) {
        Order order = orders.get(orderId);
        return order == null || Pauses.holds(emergency, order) ? null : order;
    }

    /** The order is to be looked at again. */
    void touch(String orderId) {
        touched.add(orderId);
    }

    void touchAll() {
        touched.addAll(orders.keySet());
    }

    /** Those of which something was told since this was last asked, in the order of the telling. */
    List<String> takeTouched() {
        List<String> ids = new ArrayList<>(touched);
        touched.clear();
        return ids;
    }

    void clear() {
        orders.clear();
        residents.clear();
        touched.clear();
        emergency = Emergency.getDefaultInstance();
    }
}
