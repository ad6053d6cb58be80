package org.linli.solver.score;

import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** Walks one route, on which siblings wait as long as their floors say, and keeps its times and points. For one thread. */
final class RouteTimes {
    private final List<? extends Itinerary> routes;
    private final RuleWeights weights;
    private final RouteWalk walk;
    private final VisitNumbers numbers;
    private final Seats seats;
    private final int[][] content;
    private final PairPoints pairs;
    private final RouteSums sums;

    /** In which walk a visit of the group was met last. */
    private final int[] metIn;

    private int walks;

    RouteTimes(
            RouteScorer scorer,
            List<? extends Itinerary> routes,
            VisitNumbers numbers,
            Seats seats,
            int[][] content,
            RouteSums sums) {
        this.routes = routes;
        this.numbers = numbers;
        this.seats = seats;
        this.content = content;
        this.sums = sums;
        weights = scorer.weights();
        walk = scorer.newWalk();
        pairs = new PairPoints(weights, scorer.year(), (long) routes.size() * numbers.count());
        metIn = new int[seats.groups()];
    }

    /** The soft points of a volunteer and a visit wherever it stands on the route. */
    long pairSoft(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return pairs.soft(pairs.find(route, volunteer, numbers.of(visit), visit));
    }

    /** The hard ones; below 0 where a rule keeps the volunteer from the visit. */
    long pairHard(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return pairs.hard(pairs.find(route, volunteer, numbers.of(visit), visit));
    }

    void scoreBench(int route) {
        walk.tally().clear();
        List<PlanVisit> visits = routes.get(route).visits();
        for (int i = 0; i < visits.size(); i++) {
            walk.tally().charge(Rule.DISRUPTION, visits.get(i).isOffered() ? 1 : 0);
        }
        sums.keepBench(route, walk.tally().points(Rule.Level.SOFT, weights));
    }

    /** The bench has no times. */
    void score(int route) {
        PlanVolunteer volunteer = routes.get(route).volunteer();
        if (volunteer == null) {
            return;
        }
        long pairHard = 0;
        long pairMedium = 0;
        long pairSoft = 0;
        walk.start(volunteer);
        walks++;
        int[] visits = content[route];
        for (int i = 0; i < visits.length; i++) {
            int number = visits[i];
            PlanVisit visit = numbers.visit(number);
            int group = seats.group(number);
            walk.time(visit, group == Seats.NONE ? 0 : seats.floorMs[number]);
            int pair = pairs.find(route, volunteer, number, visit);
            pairHard += pairs.hard(pair);
            pairMedium += pairs.medium(pair);
            pairSoft += pairs.soft(pair);
            keepTimes(number, !visit.isHeldBy(volunteer));
            if (group != Seats.NONE) {
                meet(visits, i, group);
            }
        }
        walk.finish();
        Tally tally = walk.tally();
        sums.keep(
                route,
                pairHard + tally.points(Rule.Level.HARD, weights),
                pairMedium + tally.points(Rule.Level.MEDIUM, weights),
                pairSoft + tally.points(Rule.Level.SOFT, weights));
        sums.keepLateness(route, walk.worstLatenessSeconds(), tally.amount(Rule.LATENESS));
    }

    private void meet(int[] visits, int index, int group) {
        if (metIn[group] == walks) {
            walk.tally().charge(Rule.SAME_ORDER, siblingsBefore(visits, index, group));
        }
        metIn[group] = walks;
    }

    private int siblingsBefore(int[] visits, int index, int group) {
        int siblings = 0;
        for (int i = 0; i < index; i++) {
            siblings += seats.group(visits[i]) == group ? 1 : 0;
        }
        return siblings;
    }

    private void keepTimes(int number, boolean free) {
        seats.start(number, walk.startMs());
        seats.ownFound(number, walk.ownMs());
        seats.press(number, free && walk.arrivalMs() == walk.ownMs() && !walk.hasCommitments());
    }
}
