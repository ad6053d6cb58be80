package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.plan.Trip.Served;
import org.linli.solver.score.RouteScorer;
import org.linli.solver.score.RouteWalk;
import org.linli.solver.score.SiblingRule;

/**
 * Times a whole plan from nothing, the plain way: all routes, round by round, until the siblings of each order agree.
 * The reference for {@link org.linli.solver.score.PlanTotal}, which does the same for what has changed alone.
 */
final class Timetables {
    private final RouteScorer scorer;
    private final List<Route> routes;
    private Map<PlanVisit, Long> floors = Map.of();

    private Timetables(RouteScorer scorer, List<Route> routes) {
        this.scorer = scorer;
        this.routes = routes;
    }

    /** The trips of all routes that have a volunteer and visits. */
    static List<Trip> of(List<Route> routes, RouteScorer scorer) {
        return new Timetables(scorer, routes).settle().orElse(List.of());
    }

    /** Whether orders wait for each other in a circle. */
    static boolean isCircular(List<Route> routes, RouteScorer scorer) {
        return new Timetables(scorer, routes).settle().isEmpty();
    }

    /** Empty where there is no end, for then no time of the plan would be true. */
    private Optional<List<Trip>> settle() {
        for (int round = 1; round < SiblingRule.ROUNDS; round++) {
            List<Trip> trips = trips();
            Map<PlanVisit, Long> raised = floors(trips);
            if (raised.equals(floors)) {
                return Optional.of(trips);
            }
            floors = raised;
        }
        return Optional.empty();
    }

    private List<Trip> trips() {
        List<Trip> trips = new ArrayList<>();
        for (Route route : routes) {
            PlanVolunteer volunteer = route.volunteer();
            if (volunteer != null && !route.visits().isEmpty()) {
                trips.add(Trip.of(volunteer, served(volunteer, route), scorer));
            }
        }
        return trips;
    }

    private List<Served> served(PlanVolunteer volunteer, Route route) {
        List<Served> served = new ArrayList<>();
        RouteWalk walk = scorer.newWalk();
        walk.start(volunteer);
        for (PlanVisit visit : route.visits()) {
            walk.call(visit, floors.getOrDefault(visit, 0L));
            served.add(new Served(
                    volunteer, visit, walk.ownMs(), walk.startMs(), walk.endMs(), walk.travelSeconds(), scorer));
        }
        return served;
    }

    private static Map<PlanVisit, Long> floors(List<Trip> trips) {
        Map<String, List<Served>> byOrder = new HashMap<>();
        for (Trip trip : trips) {
            for (Served served : trip.served()) {
                if (served.visit().hasSiblings()) {
                    byOrder.computeIfAbsent(served.visit().orderId(), order -> new ArrayList<>())
                            .add(served);
                }
            }
        }
        Map<PlanVisit, Long> floors = new HashMap<>();
        byOrder.values().forEach(siblings -> siblings.forEach(one -> raise(one, siblings, floors)));
        return floors;
    }

    /** Siblings with one person do not make each other wait: that is charged elsewhere. */
    private static void raise(Served waiting, List<Served> siblings, Map<PlanVisit, Long> floors) {
        for (Served sibling : siblings) {
            if (sibling.volunteer() != waiting.volunteer()) {
                long floor = SiblingRule.floorMs(waiting.visit(), sibling.visit(), sibling.ownMs());
                floors.merge(waiting.visit(), floor, Math::max);
            }
        }
    }
}
