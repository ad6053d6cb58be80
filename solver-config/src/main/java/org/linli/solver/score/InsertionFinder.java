package org.linli.solver.score;

import java.util.List;
import java.util.Optional;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** Finds the best place on a route for one more visit, by the exact change of score. For one thread; reusable. */
public final class InsertionFinder {
    private final RouteScorer scorer;
    private final RouteWalk before;
    private final RouteWalk after;

    public InsertionFinder(RouteScorer scorer) {
        this.scorer = scorer;
        before = scorer.newWalk();
        after = scorer.newWalk();
    }

    /** The best insertion that breaks no hard rule; empty where there is none. */
    public Optional<Insertion> best(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        return scorer.mayServe(volunteer, visit)
                ? Optional.of(leastBad(volunteer, route, visit)).filter(Insertion::isFeasible)
                : Optional.empty();
    }

    /** The best insertion even where every one breaks hard rules: what an explanation needs. */
    public Insertion leastBad(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        walk(before, volunteer, route);
        int bestPosition = 0;
        long[] best = deltas(volunteer, route, visit, 0);
        for (int position = 1; position <= route.size(); position++) {
            long[] deltas = deltas(volunteer, route, visit, position);
            if (compare(deltas, best) > 0) {
                best = deltas;
                bestPosition = position;
            }
        }
        return insertion(volunteer, route, visit, bestPosition);
    }

    /** The insertion at one place of the route, from 0 to the route's size. */
    public Insertion at(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, int position) {
        walk(before, volunteer, route);
        return insertion(volunteer, route, visit, position);
    }

    private void walk(RouteWalk walk, PlanVolunteer volunteer, List<PlanVisit> route) {
        walk.start(volunteer);
        for (int i = 0; i < route.size(); i++) {
            walk.call(route.get(i), 0);
            walk.tally().charge(Rule.SAME_ORDER, RouteScorer.siblingsBefore(route, i));
        }
        walk.finish();
    }

    private long[] deltas(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, int position) {
        walkWith(volunteer, route, visit, position);
        return new long[] {delta(Rule.Level.HARD), delta(Rule.Level.MEDIUM), delta(Rule.Level.SOFT)};
    }

    private long delta(Rule.Level level) {
        return after.tally().points(level, scorer.weights()) - before.tally().points(level, scorer.weights());
    }

    private static int compare(long[] one, long[] other) {
        for (int level = 0; level < one.length; level++) {
            if (one[level] != other[level]) {
                return Long.compare(one[level], other[level]);
            }
        }
        return 0;
    }

    /** Walks the route with the visit in it; returns the visit's call. */
    private Call walkWith(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, int position) {
        after.start(volunteer);
        for (int i = 0; i < position; i++) {
            call(route, i);
        }
        after.call(visit, 0);
        Call call = after.lastCall(visit);
        after.tally().charge(Rule.SAME_ORDER, siblings(route, visit));
        for (int i = position; i < route.size(); i++) {
            call(route, i);
        }
        after.finish();
        return call;
    }

    private void call(List<PlanVisit> route, int index) {
        after.call(route.get(index), 0);
        after.tally().charge(Rule.SAME_ORDER, RouteScorer.siblingsBefore(route, index));
    }

    private static int siblings(List<PlanVisit> route, PlanVisit visit) {
        int siblings = 0;
        if (visit.hasSiblings()) {
            for (PlanVisit other : route) {
                siblings += other.orderId().equals(visit.orderId()) ? 1 : 0;
            }
        }
        return siblings;
    }

    private Insertion insertion(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, int position) {
        Call call = walkWith(volunteer, route, visit, position);
        return new Insertion(
                volunteer,
                position,
                call.arrivalMs(),
                call.startMs(),
                call.endMs(),
                call.travelSeconds(),
                scorer.travel()
                        .meters(
                                position == 0
                                        ? volunteer.spot()
                                        : route.get(position - 1).to(),
                                visit.from()),
                delta(Rule.Level.HARD),
                delta(Rule.Level.MEDIUM),
                delta(Rule.Level.SOFT),
                after.tally().partsSince(before.tally(), scorer.weights()));
    }
}
