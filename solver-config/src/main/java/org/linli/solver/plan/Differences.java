package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneRoute;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Itinerary;
import org.linli.solver.score.PlanTotal;

/**
 * What a better plan changes, cut into the smallest sets of whole routes that can each be applied alone: routes belong
 * together where a visit goes from one to the other, or where both serve the same order.
 */
final class Differences {
    private final VisitPlan before;
    private final VisitPlan after;
    private final int[] parent;

    private Differences(VisitPlan before, VisitPlan after) {
        this.before = before;
        this.after = after;
        parent = new int[before.routes().size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    /** The differences that gain something, with their gains, in the order of their first routes. */
    static List<ZoneDifference> between(VisitPlan before, VisitPlan after) {
        return new Differences(before, after).list();
    }

    private List<ZoneDifference> list() {
        joinByVisits();
        joinByOrders();
        Map<Integer, List<Integer>> sets = new TreeMap<>();
        for (int route = 0; route < before.routes().size() - 1; route++) {
            sets.computeIfAbsent(root(route), r -> new ArrayList<>()).add(route);
        }
        List<ZoneDifference> differences = new ArrayList<>();
        for (List<Integer> set : sets.values()) {
            ZoneDifference difference = difference(set);
            if (difference != null) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private void joinByVisits() {
        Map<PlanVisit, Integer> routeBefore = new IdentityHashMap<>();
        eachVisit(before, routeBefore::put);
        eachVisit(after, (visit, route) -> join(route, routeBefore.getOrDefault(visit, route)));
    }

    private void joinByOrders() {
        Map<String, Integer> routeOfOrder = new HashMap<>();
        for (VisitPlan plan : List.of(before, after)) {
            eachVisit(plan, (visit, route) -> {
                if (visit.hasSiblings()) {
                    join(route, routeOfOrder.computeIfAbsent(visit.orderId(), order -> route));
                }
            });
        }
    }

    private interface VisitOnRoute {
        void accept(PlanVisit visit, int route);
    }

    private static void eachVisit(VisitPlan plan, VisitOnRoute action) {
        for (Route route : plan.routes()) {
            if (!route.isBench()) {
                route.visits().forEach(visit -> action.accept(visit, route.index()));
            }
        }
    }

    private void join(int one, int other) {
        parent[root(one)] = root(other);
    }

    private int root(int route) {
        int root = route;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private @Nullable ZoneDifference difference(List<Integer> set) {
        List<Integer> changed = set.stream()
                .filter(route -> !visits(before, route).equals(visits(after, route)))
                .toList();
        if (changed.isEmpty()) {
            return null;
        }
        PlanTotal then = total(before, after, set);
        PlanTotal now = total(after, before, set);
        if (!gains(then, now)) {
            return null;
        }
        ZoneDifference.Builder difference = ZoneDifference.newBuilder()
                .setHard(now.hard() - then.hard())
                .setMedium(now.medium() - then.medium())
                .setSoft(now.soft() - then.soft());
        changed.forEach(route -> difference.addRoutes(route(route)));
        return difference.build();
    }

    private static boolean gains(PlanTotal then, PlanTotal now) {
        if (now.hard() != then.hard()) {
            return now.hard() > then.hard();
        }
        return now.medium() == then.medium() ? now.soft() > then.soft() : now.medium() > then.medium();
    }

    private static List<PlanVisit> visits(VisitPlan plan, int route) {
        return plan.routes().get(route).visits();
    }

    private record Line(@Nullable PlanVolunteer volunteer, List<PlanVisit> visits) implements Itinerary {}

    /** The score of a set of routes, with a bench for the visits that the other plan serves on them. */
    private static PlanTotal total(VisitPlan plan, VisitPlan other, List<Integer> set) {
        Map<PlanVisit, Boolean> waiting = new IdentityHashMap<>();
        Map<PlanVisit, Boolean> all = new IdentityHashMap<>();
        for (int route : set) {
            visits(other, route).forEach(visit -> waiting.put(visit, true));
        }
        all.putAll(waiting);
        List<Itinerary> lines = new ArrayList<>();
        for (int route : set) {
            visits(plan, route).forEach(waiting::remove);
            visits(plan, route).forEach(visit -> all.put(visit, true));
            lines.add(plan.routes().get(route));
        }
        lines.add(new Line(null, List.copyOf(waiting.keySet())));
        return new PlanTotal(plan.scorer(), lines, all.keySet());
    }

    private ZoneRoute route(int index) {
        Route route = after.routes().get(index);
        ZoneRoute.Builder changed = ZoneRoute.newBuilder();
        PlanVolunteer volunteer = route.volunteer();
        if (volunteer != null) {
            changed.setVolunteerId(volunteer.id()).setBaseVersion(volunteer.routeVersion());
        }
        route.visits().forEach(visit -> changed.addVisits(visit.id()));
        return changed.build();
    }
}
