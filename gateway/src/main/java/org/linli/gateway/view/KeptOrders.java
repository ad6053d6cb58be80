package org.linli.gateway.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Entity;
import org.linli.proto.Order;

/**
 * The region's orders by age and by the people they concern: of too many the oldest that is over goes first, or where none
 * is, the oldest. One thread writes, any thread reads.
 */
final class KeptOrders {
    private final int most;
    private final NavigableMap<String, Seen<Order>> orders = new ConcurrentSkipListMap<>();
    private final Map<String, Set<String>> byResident = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byVolunteer = new ConcurrentHashMap<>();
    /** Those that are over, for the writer alone, which must not look for one among 200,000 open ones. */
    private final NavigableSet<String> over = new TreeSet<>();

    private int count;

    /** @param most how many are kept */
    KeptOrders(int most) {
        this.most = most;
    }

    @Nullable
    Seen<Order> get(String id) {
        return orders.get(id);
    }

    /** Newest first; those older than the order of this id, or all where it is empty. */
    Collection<Seen<Order>> before(String orderId) {
        return orderId.isEmpty()
                ? orders.descendingMap().values()
                : orders.headMap(orderId, false).descendingMap().values();
    }

    List<Seen<Order>> ofResident(String residentId) {
        return found(byResident.getOrDefault(residentId, Set.of()));
    }

    List<Seen<Order>> withVolunteer(String volunteerId) {
        return found(byVolunteer.getOrDefault(volunteerId, Set.of()));
    }

    private List<Seen<Order>> found(Set<String> ids) {
        List<Seen<Order>> found = new ArrayList<>(ids.size());
        ids.forEach(id -> {
            Seen<Order> order = orders.get(id);
            if (order != null) {
                found.add(order);
            }
        });
        return found;
    }

    void take(String id, long version, Entity entity) {
        Seen<Order> before = orders.get(id);
        if (!entity.hasOrder()) {
            drop(id);
        } else if (before == null || before.version() < version) {
            Order order = entity.getOrder();
            orders.put(id, new Seen<>(order, version));
            link(byResident, order.getResidentId(), id);
            volunteersOf(order).forEach(volunteer -> link(byVolunteer, volunteer, id));
            count += before == null ? 1 : 0;
            sort(id, Orders.isOver(order));
            dropOldest();
        }
    }

    private void sort(String id, boolean isOver) {
        if (isOver) {
            over.add(id);
        } else {
            over.remove(id);
        }
    }

    private void dropOldest() {
        if (count > most) {
            drop(over.isEmpty() ? orders.firstKey() : over.first());
        }
    }

    private void drop(String id) {
        Seen<Order> gone = orders.remove(id);
        if (gone != null) {
            count--;
            over.remove(id);
            unlink(byResident, gone.value().getResidentId(), id);
            volunteersOf(gone.value()).forEach(volunteer -> unlink(byVolunteer, volunteer, id));
        }
    }

    private static List<String> volunteersOf(Order order) {
        List<String> volunteers = new ArrayList<>();
        order.getVisitsList().forEach(visit -> {
            volunteers.add(visit.getVolunteerId());
            visit.getOffersList().forEach(offer -> volunteers.add(offer.getVolunteerId()));
        });
        return volunteers;
    }

    private static void link(Map<String, Set<String>> index, String person, String orderId) {
        if (!person.isEmpty()) {
            index.computeIfAbsent(person, unknown -> ConcurrentHashMap.newKeySet(2))
                    .add(orderId);
        }
    }

    private static void unlink(Map<String, Set<String>> index, String person, String orderId) {
        index.computeIfPresent(person, (id, ids) -> {
            ids.remove(orderId);
            return ids.isEmpty() ? null : ids;
        });
    }

    void clear() {
        orders.clear();
        byResident.clear();
        byVolunteer.clear();
        over.clear();
        count = 0;
    }
}
