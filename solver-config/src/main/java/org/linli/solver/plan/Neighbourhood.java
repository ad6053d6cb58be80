package org.linli.solver.plan;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.RouteScorer;

/**
 * For each visit the routes of the nearest volunteers who may serve it, worked out when first asked for. Volunteers who
 * are on their way anyway count by where they are now. For one thread.
 */
final class Neighbourhood {
    /** Beyond these, a volunteer is hardly ever the best one; more only thins out the search. */
    static final int NEAREST = 32;

    private final RouteScorer scorer;
    private final List<Route> routes;
    private final Map<PlanVisit, int[]> nearest = new IdentityHashMap<>();

    Neighbourhood(RouteScorer scorer, List<Route> routes) {
        this.scorer = scorer;
        this.routes = List.copyOf(routes);
    }

    /** Indexes of routes, nearest first; never the bench's. */
    int[] nearest(PlanVisit visit) {
        return nearest.computeIfAbsent(visit, this::find);
    }

    private int[] find(PlanVisit visit) {
        long[] bySeconds = new long[routes.size()];
        int count = 0;
        for (Route route : routes) {
            PlanVolunteer volunteer = route.volunteer();
            if (volunteer != null) {
                bySeconds[count++] = (long) seconds(volunteer, visit) << 32 | route.index();
            }
        }
        Arrays.sort(bySeconds, 0, count);
        return firstWhoMayServe(visit, bySeconds, count);
    }

    private int seconds(PlanVolunteer volunteer, PlanVisit visit) {
        return scorer.travel().seconds(volunteer.spot(), visit.from(), volunteer.travelMode());
    }

    private int[] firstWhoMayServe(PlanVisit visit, long[] bySeconds, int count) {
        int[] found = new int[Math.min(NEAREST, count)];
        int size = 0;
        for (int i = 0; i < count && size < found.length; i++) {
            int index = (int) bySeconds[i];
            PlanVolunteer volunteer = routes.get(index).volunteer();
            if (volunteer != null && scorer.mayServe(volunteer, visit)) {
                found[size++] = index;
            }
        }
        return Arrays.copyOf(found, size);
    }
}
