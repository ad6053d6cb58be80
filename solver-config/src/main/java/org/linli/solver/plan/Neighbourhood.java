package org.linli.solver.plan;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.linli.proto.TravelMode;
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

    /** More visits than this around one are never ruined together. */
    private static final int AROUND = 128;
    /** Where all volunteers start from one place. */
    private static final int BESIDE_PERCENT = 60;

    /** Of so many a place beside one is drawn. */
    private static final int ALIKE = 40;
    /** Four seconds between two windows count like one on the way: those far apart in time seldom change places. */
    private static final int WINDOWS_APART = 4;

    private final RouteScorer scorer;
    private final List<Route> routes;
    private final List<PlanVisit> visits;
    private final Map<PlanVisit, Near> nearest = new IdentityHashMap<>();
    private final Map<PlanVisit, PlanVisit[]> around = new IdentityHashMap<>();
    private final Map<PlanVisit, PlanVisit[]> alike = new IdentityHashMap<>();
    private final double slope;
    private final int besidePercent;

    Neighbourhood(RouteScorer scorer, List<Route> routes, List<PlanVisit> visits) {
        this.scorer = scorer;
        this.routes = List.copyOf(routes);
        this.visits = List.copyOf(visits);
        long places = routes.stream()
                .flatMap(route -> Stream.ofNullable(route.volunteer()))
                .map(PlanVolunteer::spot)
                .distinct()
                .count();
        slope = places > 1 ? 2 : 1;
        besidePercent = (int) (BESIDE_PERCENT * (1 - places / (double) Math.max(1, routes.size() - 1)));
    }

    /**
     * How often a place is drawn beside a visit nearby, else on the route of somebody nearby: the fewer places the
     * volunteers start from, the less it says who is near.
     */
    int besidePercent() {
        return besidePercent;
    }

    /** How much likelier the nearer of the nearest are worth a try: the power of an even draw. */
    double slope() {
        return slope;
    }

    /** The visits nearest in place and time, itself first. */
    PlanVisit[] around(PlanVisit visit) {
        return around.computeIfAbsent(visit, this::findAround);
    }

    private PlanVisit[] findAround(PlanVisit visit) {
        int count = visits.size();
        long[] byDistance = new long[count];
        for (int i = 0; i < count; i++) {
            PlanVisit other = visits.get(i);
            long seconds = visit == other ? -1 : apartSeconds(visit, other);
            byDistance[i] = seconds << 24 | i;
        }
        Arrays.sort(byDistance);
        PlanVisit[] found = new PlanVisit[Math.min(count, AROUND)];
        for (int i = 0; i < found.length; i++) {
            found[i] = visits.get((int) (byDistance[i] & 0xFFFFFF));
        }
        return found;
    }

    private long apartSeconds(PlanVisit one, PlanVisit other) {
        long way = scorer.travel().seconds(one.from(), other.from(), TravelMode.TRAVEL_MODE_EBIKE);
        return way + Math.abs(one.windowStartMs() - other.windowStartMs()) / 1000 / WINDOWS_APART;
    }

    /** Visits of other orders, nearest in place and time first, that somebody near both may serve. */
    PlanVisit[] alike(PlanVisit visit) {
        return alike.computeIfAbsent(visit, this::findAlike);
    }

    private PlanVisit[] findAlike(PlanVisit visit) {
        return Arrays.stream(around(visit))
                .filter(other -> other != visit && shareSomebody(visit, other))
                .limit(ALIKE)
                .toArray(PlanVisit[]::new);
    }

    /** Whether somebody is among the nearest of both. */
    private boolean shareSomebody(PlanVisit one, PlanVisit other) {
        int[] nearOther = nearest(other).routes;
        for (int route : nearest(one).routes) {
            for (int also : nearOther) {
                if (route == also) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Routes near a visit, the nearest first, whose volunteers may serve it; never the bench.
     *
     * @param routes their indexes
     * @param soft   for each the soft points of the volunteer and the visit wherever it stands on the route
     */
    @SuppressWarnings("ArrayRecordComponent") // read in the search's innermost loop; nobody compares two of them
    record Near(int[] routes, long[] soft) {}

    /** The routes near the visit; {@link #NEAREST} at most. */
    Near nearest(PlanVisit visit) {
        return nearest.computeIfAbsent(visit, this::find);
    }

    private Near find(PlanVisit visit) {
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

    private Near firstWhoMayServe(PlanVisit visit, long[] bySeconds, int count) {
        int[] found = new int[Math.min(NEAREST, count)];
        long[] soft = new long[found.length];
        int size = 0;
        for (int i = 0; i < count && size < found.length; i++) {
            int index = (int) bySeconds[i];
            PlanVolunteer volunteer = routes.get(index).volunteer();
            if (volunteer == null) {
                continue;
            }
            RouteScorer.Pair pair = scorer.pair(volunteer, visit);
            if (pair.isAllowed()) {
                found[size] = index;
                soft[size++] = pair.soft();
            }
        }
        return new Near(Arrays.copyOf(found, size), Arrays.copyOf(soft, size));
    }
}
