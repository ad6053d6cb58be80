package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The exact score of a whole plan, kept up to date: after some routes were touched, only those and the routes that hang
 * together with them through orders of several people are walked again. Mutable, for one thread.
 *
 * <p>Starts that siblings share are a least fixed point: floors begin at 0 and rise in rounds until nothing changes, at
 * most {@link SiblingRule#ROUNDS} times. Rounds are taken by all routes at once, so the result does not depend on the
 * order of changes.
 */
public final class PlanTotal {
    private final List<? extends Itinerary> routes;
    private final RuleWeights weights;
    private final RouteWalk walk;
    private final Siblings siblings;
    private final long[] hard;
    private final long[] medium;
    private final long[] soft;
    private final boolean[] touched;
    private final int[] touchedRoutes;
    private int touchedCount;
    private long totalHard;
    private long totalMedium;
    private long totalSoft;

    /** Takes routes as they are now; a route's index in the list is its name from here on. */
    public PlanTotal(RouteScorer scorer, List<? extends Itinerary> routes, Collection<PlanVisit> visits) {
        this.routes = routes;
        weights = scorer.weights();
        walk = scorer.newWalk();
        siblings = new Siblings(visits);
        hard = new long[routes.size()];
        medium = new long[routes.size()];
        soft = new long[routes.size()];
        touched = new boolean[routes.size()];
        touchedRoutes = new int[routes.size()];
        for (int route = 0; route < routes.size(); route++) {
            touch(route);
        }
        settle();
    }

    /** Says that a route has other visits, or another order of them, than at the last settling. */
    public void touch(int route) {
        if (!touched[route]) {
            touched[route] = true;
            touchedRoutes[touchedCount++] = route;
        }
    }

    /** Brings the score up to date. */
    public void settle() {
        if (touchedCount == 0) {
            return;
        }
        if (siblings.isEmpty()) {
            settleEach();
        } else {
            settleWithSiblings();
        }
        touchedCount = 0;
    }

    private void settleEach() {
        for (int i = 0; i < touchedCount; i++) {
            touched[touchedRoutes[i]] = false;
            score(touchedRoutes[i]);
        }
    }

    private void settleWithSiblings() {
        Set<SiblingGroup> groups = siblings.move(touchedRoutes, touchedCount, routes);
        if (groups.isEmpty()) {
            settleEach();
            return;
        }
        Set<Integer> together = siblings.connected(groups);
        for (int i = 0; i < touchedCount; i++) {
            touched[touchedRoutes[i]] = false;
            together.add(touchedRoutes[i]);
        }
        forgetFloors(together);
        settleInRounds(together);
        groups.forEach(this::chargeGaps);
    }

    private void forgetFloors(Set<Integer> together) {
        for (int route : together) {
            siblings.on(route).forEach(seat -> seat.floorMs = 0);
        }
    }

    private void settleInRounds(Set<Integer> together) {
        Collection<Integer> changed = together;
        for (int round = 1; !changed.isEmpty(); round++) {
            changed.forEach(this::score);
            changed = round < SiblingRule.ROUNDS ? raiseFloors(together) : List.of();
        }
    }

    /** Raises floors to what the starts of the round ask for; returns the routes that this may change. */
    private Collection<Integer> raiseFloors(Set<Integer> together) {
        Set<Integer> changed = new LinkedHashSet<>();
        for (int route : together) {
            for (SiblingGroup.Seat seat : siblings.on(route)) {
                long floor = seat.group.floorFor(seat);
                if (floor != seat.floorMs) {
                    seat.floorMs = floor;
                    changed.add(route);
                }
            }
        }
        return changed;
    }

    private void chargeGaps(SiblingGroup group) {
        long seconds = group.measureGaps();
        totalHard += weights.points(Rule.GAP, seconds) - weights.points(Rule.GAP, group.gapSeconds);
        group.gapSeconds = seconds;
    }

    private void score(int route) {
        Itinerary itinerary = routes.get(route);
        PlanVolunteer volunteer = itinerary.volunteer();
        if (volunteer == null) {
            scoreBench(itinerary.visits());
        } else {
            scoreRoute(volunteer, itinerary.visits());
        }
        keep(route, -1);
        hard[route] = walk.tally().points(Rule.Level.HARD, weights);
        medium[route] = walk.tally().points(Rule.Level.MEDIUM, weights);
        soft[route] = walk.tally().points(Rule.Level.SOFT, weights);
        keep(route, 1);
    }

    private void keep(int route, int times) {
        totalHard += times * hard[route];
        totalMedium += times * medium[route];
        totalSoft += times * soft[route];
    }

    private void scoreBench(List<PlanVisit> visits) {
        walk.tally().clear();
        for (int i = 0; i < visits.size(); i++) {
            walk.tally().charge(Rule.DISRUPTION, visits.get(i).isOffered() ? 1 : 0);
        }
    }

    private void scoreRoute(PlanVolunteer volunteer, List<PlanVisit> visits) {
        walk.start(volunteer);
        for (int i = 0; i < visits.size(); i++) {
            PlanVisit visit = visits.get(i);
            SiblingGroup.Seat seat = siblings.seat(visit);
            walk.call(visit, seat == null ? 0 : seat.floorMs);
            if (seat != null) {
                seat.startMs = walk.startMs();
            }
            walk.tally().charge(Rule.SAME_ORDER, RouteScorer.siblingsBefore(visits, i));
        }
        walk.finish();
    }

    public long hard() {
        return totalHard;
    }

    public long medium() {
        return totalMedium;
    }

    public long soft() {
        return totalSoft;
    }

    /** The starts of a route's visits, as siblings of other routes let them; milliseconds since 1970. */
    public List<Long> startsMs(int route) {
        PlanVolunteer volunteer = routes.get(route).volunteer();
        if (volunteer == null) {
            return List.of();
        }
        List<Long> starts = new ArrayList<>();
        walk.start(volunteer);
        for (PlanVisit visit : routes.get(route).visits()) {
            SiblingGroup.Seat seat = siblings.seat(visit);
            walk.call(visit, seat == null ? 0 : seat.floorMs);
            starts.add(walk.startMs());
        }
        return starts;
    }
}
