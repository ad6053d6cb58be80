package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return new Timetables(scorer, routes).settle();
    }

    private List<Trip> settle() {
        List<Trip> trips = trips();
        for (int round = 1; round < SiblingRule.ROUNDS; round++) {
            Map<PlanVisit, Long> raised = floors(trips);
            if (raised.equals(floors)) {
                break;
            }
            floors = raised;
            trips = trips();
        }
        return trips;
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
            served.add(new Served(volunteer, visit, walk.startMs(), walk.endMs(), walk.travelSeconds(), scorer));
        }
        return served;
    }

    private static Map<PlanVisit, Long> floors(List<Trip> trips) {
        Map<PlanVisit, Long> floors = new HashMap<>();
        for (Trip trip : trips) {
            for (Served served : trip.served()) {
                raiseSiblings(served, trips, floors);
            }
        }
        return floors;
    }

    private static void raiseSiblings(Served served, List<Trip> trips, Map<PlanVisit, Long> floors) {
        if (!served.visit().hasSiblings()) {
            return;
        }
        for (Trip trip : trips) {
            for (Served sibling : trip.served()) {
                if (sibling.visit() != served.visit()
                        && sibling.visit().orderId().equals(served.visit().orderId())) {
                    long floor = SiblingRule.floorMs(sibling.visit(), served.visit(), served.startMs());
                    floors.merge(sibling.visit(), floor, Math::max);
                }
            }
        }
    }
}
