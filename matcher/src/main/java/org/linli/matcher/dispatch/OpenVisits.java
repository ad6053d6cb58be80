package org.linli.matcher.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Place;

/**
 * The visits that wait for somebody, and in indexes those of them that the planner could not place, or only later than
 * they are wanted, so that a volunteer who becomes free finds those near without a look at all. Used on one loop.
 */
final class OpenVisits {
    private final Map<String, BookVisit> byId = new LinkedHashMap<>();
    private final Map<String, List<String>> byOrder = new HashMap<>();
    private final List<String> slots = new ArrayList<>();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private Grid unserved;
    private Grid postponed;
    private int unservedCount;
    private int postponedCount;
    private Consumer<String> watcher = id -> {};

    OpenVisits(Rules rules) {
        unserved = new Grid(rules.policy().area());
        postponed = new Grid(rules.policy().area());
    }

    @Nullable
    BookVisit find(String id) {
        return byId.get(id);
    }

    Collection<BookVisit> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /** The waiting visits of an order in the order of their numbers. */
    List<BookVisit> ofOrder(String orderId) {
        List<BookVisit> visits = new ArrayList<>();
        for (String id : byOrder.getOrDefault(orderId, List.of())) {
            BookVisit visit = byId.get(id);
            if (visit != null) {
                visits.add(visit);
            }
        }
        return visits;
    }

    /** The slot that the visit has, or one that is its own from now on: several new ones may be made before any is put. */
    int slotOf(String id) {
        BookVisit visit = byId.get(id);
        if (visit != null) {
            return visit.slot();
        }
        Integer free = freeSlots.poll();
        if (free == null) {
            slots.add(id);
            return slots.size() - 1;
        }
        slots.set(free, id);
        return free;
    }

    /** Told of the id of every visit that comes, changes or goes. */
    void watchedBy(Consumer<String> other) {
        watcher = other;
    }

    void put(BookVisit visit) {
        watcher.accept(visit.id());
        if (byId.put(visit.id(), visit) == null) {
            byOrder.merge(visit.orderId(), List.of(visit.id()), OpenVisits::joined);
        }
    }

    private static List<String> joined(List<String> ids, List<String> more) {
        return Stream.concat(ids.stream(), more.stream()).toList();
    }

    /** The others; null, which leaves a map, where there are none. */
    private static @Nullable List<String> without(List<String> ids, String id) {
        List<String> others = ids.stream().filter(other -> !other.equals(id)).toList();
        return others.isEmpty() ? null : others;
    }

    void remove(BookVisit visit) {
        if (byId.remove(visit.id()) != null) {
            watcher.accept(visit.id());
            served(visit);
            slots.set(visit.slot(), "");
            freeSlots.add(visit.slot());
            byOrder.computeIfPresent(visit.orderId(), (order, ids) -> without(ids, visit.id()));
        }
    }

    /** Nobody could take it. */
    void unserved(BookVisit visit) {
        served(visit);
        unservedCount++;
        unserved.put(visit.slot(), visit.place(), 1);
    }

    /** It is wanted now, and planned for later because those who could come are busy. */
    void postponed(BookVisit visit) {
        postponedCount += postponed.contains(visit.slot()) ? 0 : 1;
        postponed.put(visit.slot(), visit.place(), 1);
    }

    /** Somebody takes it, or it no longer waits. */
    void served(BookVisit visit) {
        unservedCount -= unserved.contains(visit.slot()) ? 1 : 0;
        unserved.remove(visit.slot());
        postponedCount -= postponed.contains(visit.slot()) ? 1 : 0;
        postponed.remove(visit.slot());
    }

    boolean isUnserved(BookVisit visit) {
        return unserved.contains(visit.slot());
    }

    int unservedCount() {
        return unservedCount;
    }

    /** The nearest unserved visits within the metres. */
    List<BookVisit> unservedNear(Place place, int count, double meters) {
        return unservedCount == 0 ? List.of() : near(unserved, place, count, meters);
    }

    /** The nearest postponed visits within the metres. */
    List<BookVisit> postponedNear(Place place, int count, double meters) {
        return postponedCount == 0 ? List.of() : near(postponed, place, count, meters);
    }

    private List<BookVisit> near(Grid grid, Place place, int count, double meters) {
        List<BookVisit> near = new ArrayList<>();
        for (int slot : grid.nearest(place, count, meters, any -> true)) {
            BookVisit visit = byId.get(slots.get(slot));
            if (visit != null) {
                near.add(visit);
            }
        }
        return near;
    }

    void rules(Rules rules) {
        List<BookVisit> waiting =
                byId.values().stream().filter(this::isUnserved).toList();
        List<BookVisit> late = byId.values().stream()
                .filter(visit -> postponed.contains(visit.slot()))
                .toList();
        unserved = new Grid(rules.policy().area());
        postponed = new Grid(rules.policy().area());
        unservedCount = 0;
        postponedCount = 0;
        waiting.forEach(this::unserved);
        late.forEach(this::postponed);
    }

    void clear() {
        new ArrayList<>(byId.values()).forEach(this::remove);
    }
}
