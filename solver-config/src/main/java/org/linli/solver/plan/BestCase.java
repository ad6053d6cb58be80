package org.linli.solver.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.score.LatenessBound;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;
import org.linli.solver.score.RouteWalk;
import org.linli.solver.score.Rule;

/**
 * What a move gains at best, without settling anything: ways, people and load are reckoned exactly, lateness as
 * {@link LatenessBound} does. Most moves of a cool search need not be looked at any further. A move that serves more or
 * fewer visits, or touches a route with commitments, is never judged so. For one thread.
 */
final class BestCase {
    private static final long MINUTE_MS = 60_000;

    private final PlanTotal total;
    private final RouteScorer scorer;
    private final LatenessBound lateness;
    private final long travelPoints;
    private final boolean weighsLoad;

    BestCase(VisitPlan plan) {
        total = plan.total();
        scorer = plan.scorer();
        lateness = total.latenessBound();
        travelPoints = scorer.weights().weight(Rule.TRAVEL);
        weighsLoad = scorer.weights().weight(Rule.LOAD) != 0 || scorer.weights().weight(Rule.WILLING) != 0;
    }

    /** Whether the move gives somebody a visit that a hard rule keeps from them, wherever it stands. */
    boolean forbids(RouteMove move) {
        for (int i = 0; i < move.splices().size(); i++) {
            Splice splice = move.splices().get(i);
            PlanVolunteer volunteer = splice.route().volunteer();
            if (volunteer != null && forbids(splice.route().index(), volunteer, splice.in())) {
                return true;
            }
        }
        return false;
    }

    private boolean forbids(int route, PlanVolunteer volunteer, List<PlanVisit> visits) {
        for (int i = 0; i < visits.size(); i++) {
            if (total.forbids(route, volunteer, visits.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Makes the move, telling nobody; whether it may gain at least so many soft points, of which some may be lost. */
    boolean makesUp(RouteMove move, double least) {
        long gain = 0;
        boolean known = true;
        lateness.clear();
        for (int i = 0; i < move.splices().size(); i++) {
            Splice splice = move.splices().get(i);
            PlanVolunteer volunteer = splice.route().volunteer();
            if (volunteer == null || !volunteer.commitments().isEmpty()) {
                known = false;
            } else if (known) {
                gain += gain(splice, volunteer);
                lateness.add(splice.route().index());
            }
            splice.make();
        }
        return !known || gain + lateness.points() >= least;
    }

    private long gain(Splice splice, PlanVolunteer volunteer) {
        List<PlanVisit> visits = splice.route().visits();
        int until = splice.from() + splice.out().size();
        Spot before = splice.from() == 0
                ? volunteer.spot()
                : visits.get(splice.from() - 1).to();
        Spot after =
                until == visits.size() ? volunteer.endSpot() : visits.get(until).from();
        long seconds = way(volunteer, before, splice.in(), after) - way(volunteer, before, splice.out(), after);
        long pairs = pairs(splice.route(), volunteer, splice.in()) - pairs(splice.route(), volunteer, splice.out());
        return seconds * travelPoints + pairs + (weighsLoad ? load(splice, volunteer, visits) : 0);
    }

    private long way(PlanVolunteer volunteer, Spot from, List<PlanVisit> visits, @Nullable Spot until) {
        long seconds = 0;
        Spot at = from;
        for (int i = 0; i < visits.size(); i++) {
            seconds += scorer.travel().seconds(at, visits.get(i).from(), volunteer.travelMode());
            at = visits.get(i).to();
        }
        return until == null ? seconds : seconds + scorer.travel().seconds(at, until, volunteer.travelMode());
    }

    private long pairs(Route route, PlanVolunteer volunteer, List<PlanVisit> visits) {
        long points = 0;
        for (int i = 0; i < visits.size(); i++) {
            points += total.pairSoft(route.index(), volunteer, visits.get(i));
        }
        return points;
    }

    private long load(Splice splice, PlanVolunteer volunteer, List<PlanVisit> visits) {
        long before = minutes(visits);
        long after = before - minutes(splice.out()) + minutes(splice.in());
        return RouteWalk.loadPoints(volunteer, after, scorer.nowMs(), scorer.weights())
                - RouteWalk.loadPoints(volunteer, before, scorer.nowMs(), scorer.weights());
    }

    private static long minutes(List<PlanVisit> visits) {
        long minutes = 0;
        for (int i = 0; i < visits.size(); i++) {
            minutes += visits.get(i).durationMs() / MINUTE_MS;
        }
        return minutes;
    }
}
