package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The exact score of a whole plan, kept up to date: after some routes were touched, those are walked again, and then
 * only the routes where somebody has to wait for a sibling for longer or less long than before ({@link SiblingTimes}).
 * Where the touched routes have gone back to what they were, the figures of before are put back without walking. A plan
 * in which orders wait for each other in a circle is charged for the circle alone, for none of its times would be true.
 * Mutable, for one thread.
 */
public final class PlanTotal {
    private final List<? extends Itinerary> routes;
    private final RouteScorer scorer;
    private final RuleWeights weights;
    private final VisitNumbers numbers;
    private final Seats seats;
    private final RouteSums sums;
    private final RouteTimes times;
    private final SiblingTimes siblings;
    private final Marks touched;

    /** The visits' numbers of each route as they were last taken in. */
    private final int[][] content;

    /** The routes that the last settling found changed, and what they held before. */
    private final int[] direct;

    private final int[][] contentBefore;
    private int directCount;

    private boolean circle;
    private boolean circleBefore;

    /** Takes routes as they are now; a route's index in the list is its name from here on. */
    public PlanTotal(RouteScorer scorer, List<? extends Itinerary> routes, Collection<PlanVisit> visits) {
        this.routes = routes;
        this.scorer = scorer;
        weights = scorer.weights();
        numbers = new VisitNumbers(visits);
        seats = new Seats(numbers);
        int count = routes.size();
        touched = new Marks(count);
        content = new int[count][];
        contentBefore = new int[count][];
        direct = new int[count];
        Arrays.fill(content, new int[0]);
        sums = new RouteSums(count);
        times = new RouteTimes(scorer, routes, numbers, seats, content, sums);
        siblings = new SiblingTimes(routes, numbers, seats, content, times);
        for (int route = 0; route < count; route++) {
            touch(route);
        }
        settle();
        directCount = 0;
    }

    /** Says that a route has other visits, or another order of them, than at the last settling. */
    public void touch(int route) {
        touched.add(route);
    }

    /** Brings the score up to date. */
    public void settle() {
        if (touched.count() == 0) {
            return;
        }
        if (!stillStands()) {
            rollBack();
        }
        sums.begin();
        seats.begin();
        circleBefore = circle;
        takeIn();
        circle = siblings.endInACircle(circle);
        sums.addHard(seats.settleGaps(weights));
        touched.clear();
    }

    /** Whether the routes are as the last settling left them, because its move was kept. */
    private boolean stillStands() {
        for (int i = 0; i < directCount; i++) {
            if (!isBench(direct[i]) && differs(direct[i])) {
                return false;
            }
        }
        return true;
    }

    private void rollBack() {
        for (int i = 0; i < directCount; i++) {
            content[direct[i]] = contentBefore[i];
            touched.add(direct[i]);
        }
        sums.rollBack();
        seats.rollBack();
        circle = circleBefore;
    }

    private boolean isBench(int route) {
        return routes.get(route).volunteer() == null;
    }

    private boolean differs(int route) {
        List<PlanVisit> visits = routes.get(route).visits();
        int[] known = content[route];
        if (known.length != visits.size()) {
            return true;
        }
        for (int i = 0; i < known.length; i++) {
            if (numbers.visit(known[i]) != visits.get(i)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the touched routes; those that have changed become direct. */
    private void takeIn() {
        directCount = 0;
        for (int i = 0; i < touched.count(); i++) {
            int route = touched.get(i);
            if (isBench(route)) {
                times.scoreBench(route);
                remember(route);
            } else if (differs(route)) {
                for (int number : content[route]) {
                    seats.leave(number);
                }
                siblings.change(route);
                remember(route);
            }
        }
        for (int i = 0; i < directCount; i++) {
            if (!isBench(direct[i])) {
                enter(direct[i]);
            }
        }
    }

    private void remember(int route) {
        direct[directCount] = route;
        contentBefore[directCount++] = content[route];
    }

    private void enter(int route) {
        List<PlanVisit> visits = routes.get(route).visits();
        int[] taken = new int[visits.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers.of(visits.get(i));
            seats.enter(taken[i], route);
        }
        content[route] = taken;
    }

    public long hard() {
        return circle ? weights.points(Rule.CIRCLE, 1) : sums.hard();
    }

    public long medium() {
        return circle ? 0 : sums.medium();
    }

    public long soft() {
        return circle ? sums.benchSoft() : sums.soft() + worstLateness();
    }

    private long worstLateness() {
        return weights.weight(Rule.WORST_LATENESS) == 0 ? 0 : weights.points(Rule.WORST_LATENESS, sums.mostLate());
    }

    /** What changes of routes gain at best by less lateness, against this total as it was last settled. */
    public LatenessBound latenessBound() {
        return new LatenessBound(routes, scorer, seats, numbers, content, sums.late, sums.worst);
    }

    /** The starts of a route's visits, as siblings of other routes let them; milliseconds since 1970. */
    public List<Long> startsMs(int route) {
        List<Long> starts = new ArrayList<>();
        if (!isBench(route)) {
            for (int number : content[route]) {
                starts.add(seats.startMs[number]);
            }
        }
        return starts;
    }

    /** The index of the route that a visit stood on at the last settling; below 0 for the bench. */
    public int routeOf(PlanVisit visit) {
        return seats.route[numbers.of(visit)];
    }

    /** The soft points of a volunteer and a visit wherever it stands on the route. */
    public long pairSoft(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return times.pairSoft(route, volunteer, visit);
    }

    /** Whether a hard rule keeps a volunteer from a visit wherever it stands on the route. */
    public boolean forbids(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return times.pairHard(route, volunteer, visit) < 0;
    }

    /** The start of the visit at an index of a route, as it was at the last settling; milliseconds since 1970. */
    public long startMs(int route, int index) {
        return seats.startMs[content[route][index]];
    }

    /** The start of a visit that stood on a route at the last settling; milliseconds since 1970. */
    public long startMs(PlanVisit visit) {
        return seats.startMs[numbers.of(visit)];
    }
}
