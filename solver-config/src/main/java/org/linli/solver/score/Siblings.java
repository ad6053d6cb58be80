package org.linli.solver.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;

/**
 * Which routes hang together through orders with several people. Keeps, for each visit with siblings in the plan, its
 * route. Mutable, for one thread.
 */
final class Siblings {
    private final Map<PlanVisit, SiblingGroup.Seat> seats = new IdentityHashMap<>();
    private final Map<Integer, List<SiblingGroup.Seat>> seatsByRoute = new HashMap<>();

    Siblings(Collection<PlanVisit> visits) {
        Map<String, List<PlanVisit>> byOrder = new LinkedHashMap<>();
        for (PlanVisit visit : visits) {
            if (visit.hasSiblings()) {
                byOrder.computeIfAbsent(visit.orderId(), order -> new ArrayList<>())
                        .add(visit);
            }
        }
        byOrder.values().stream().filter(group -> group.size() > 1).forEach(this::addGroup);
    }

    private void addGroup(List<PlanVisit> visits) {
        for (SiblingGroup.Seat seat : new SiblingGroup(visits).seats) {
            seats.put(seat.visit, seat);
        }
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    SiblingGroup.@Nullable Seat seat(PlanVisit visit) {
        return visit.hasSiblings() ? seats.get(visit) : null;
    }

    List<SiblingGroup.Seat> on(int route) {
        return seatsByRoute.getOrDefault(route, List.of());
    }

    /** Takes in what now stands on some routes; returns the groups that were or are on one of them. */
    Set<SiblingGroup> move(int[] routes, int count, List<? extends Itinerary> all) {
        Set<SiblingGroup> touched = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            leave(routes[i], touched);
        }
        for (int i = 0; i < count; i++) {
            enter(routes[i], all.get(routes[i]), touched);
        }
        return touched;
    }

    private void leave(int route, Set<SiblingGroup> touched) {
        List<SiblingGroup.Seat> left = seatsByRoute.remove(route);
        if (left == null) {
            return;
        }
        for (SiblingGroup.Seat seat : left) {
            seat.route = SiblingGroup.NO_ROUTE;
            touched.add(seat.group);
        }
    }

    private void enter(int route, Itinerary itinerary, Set<SiblingGroup> touched) {
        if (itinerary.volunteer() == null) {
            return;
        }
        for (PlanVisit visit : itinerary.visits()) {
            SiblingGroup.Seat seat = seat(visit);
            if (seat != null) {
                seat.route = route;
                seatsByRoute.computeIfAbsent(route, r -> new ArrayList<>()).add(seat);
                touched.add(seat.group);
            }
        }
    }

    /** The routes that must be timed together with those of the groups, each once. */
    Set<Integer> connected(Collection<SiblingGroup> groups) {
        Set<Integer> routes = new LinkedHashSet<>();
        Set<SiblingGroup> seen = new LinkedHashSet<>(groups);
        Deque<SiblingGroup> waiting = new ArrayDeque<>(groups);
        while (!waiting.isEmpty()) {
            for (SiblingGroup.Seat seat : waiting.remove().seats) {
                if (seat.route != SiblingGroup.NO_ROUTE && routes.add(seat.route)) {
                    on(seat.route).stream().map(s -> s.group).filter(seen::add).forEach(waiting::add);
                }
            }
        }
        groups.clear();
        groups.addAll(seen);
        return routes;
    }
}
