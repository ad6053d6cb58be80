package org.linli.solver.score;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;

/** Finds the best place on a route for one more visit, by the exact change of score. For one thread; reusable. */
public final class InsertionFinder {
    private final RouteScorer scorer;
    private final RouteWalk before;
    private final RouteWalk after;
    private long arrivalMs;
    private long startMs;
    private long endMs;
    private int travelSeconds;
    private Spot legFrom = Spot.ofE7(0, 0);

    public InsertionFinder(RouteScorer scorer) {
        this.scorer = scorer;
        before = scorer.newWalk();
        after = scorer.newWalk();
    }

    /** The best insertion that breaks no hard rule; empty where there is none. */
    public Optional<Insertion> best(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        return scorer.pair(volunteer, visit).isAllowed()
                ? Optional.of(leastBad(volunteer, route, visit)).filter(Insertion::isFeasible)
                : Optional.empty();
    }

    /** The best insertion even where every one breaks hard rules: what an explanation needs. */
    public Insertion leastBad(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        Trial trial = trial(volunteer, route, visit);
        return insertion(volunteer, route, visit, trial.position());
    }

    /** The best place on the route and its change of score, without the parts: half the work, for comparing many. */
    public Trial trial(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit) {
        walk(before, volunteer, route);
        long hardBefore = points(before, Rule.Level.HARD);
        long mediumBefore = points(before, Rule.Level.MEDIUM);
        long softBefore = points(before, Rule.Level.SOFT);
        Trial best = null;
        for (int position = 0; position <= route.size(); position++) {
            walkWith(volunteer, route, visit, position);
            long hard = points(after, Rule.Level.HARD) - hardBefore;
            if (best == null || hard >= best.deltaHard()) {
                Trial trial = new Trial(
                        volunteer,
                        position,
                        startMs,
                        hard,
                        points(after, Rule.Level.MEDIUM) - mediumBefore,
                        points(after, Rule.Level.SOFT) - softBefore);
                best = best == null || trial.scoresAbove(best) ? trial : best;
            }
        }
        return Objects.requireNonNull(best);
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

    private long points(RouteWalk walk, Rule.Level level) {
        return walk.tally().points(level, scorer.weights());
    }

    private long delta(Rule.Level level) {
        return after.tally().points(level, scorer.weights()) - before.tally().points(level, scorer.weights());
    }

    /** Walks the route with the visit in it, and keeps what belongs to the visit itself. */
    private void walkWith(PlanVolunteer volunteer, List<PlanVisit> route, PlanVisit visit, int position) {
        after.start(volunteer);
        for (int i = 0; i < position; i++) {
            call(route, i);
        }
        after.call(visit, 0);
        arrivalMs = after.arrivalMs();
        startMs = after.startMs();
        endMs = after.endMs();
        travelSeconds = after.travelSeconds();
        legFrom = after.legFrom();
        after.tally().charge(Rule.SAME_ORDER, siblings(route, visit));
        for (int i = position; i < route.size(); i++) {
            call(route, i);
        }
        after.finish();
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
        walkWith(volunteer, route, visit, position);
        return new Insertion(
                volunteer,
                position,
                arrivalMs,
                startMs,
                endMs,
                travelSeconds,
                scorer.travel().meters(legFrom, visit.from()),
                delta(Rule.Level.HARD),
                delta(Rule.Level.MEDIUM),
                delta(Rule.Level.SOFT),
                after.tally().partsSince(before.tally(), scorer.weights()));
    }
}
