package org.linli.matcher.dispatch;

import java.util.List;
import org.linli.matcher.match.Matching;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.InsertionFinder;
import org.linli.solver.score.RouteScorer;
import org.linli.solver.score.Rule;
import org.linli.solver.score.Trial;

/**
 * What the exact matching weighs: the exact score of one visit beside a volunteer's commitments, as a cost. As of one
 * moment; for one thread.
 */
final class PairCosts {
    /** Of a pair that breaks a hard rule. */
    static final long NEVER = Long.MAX_VALUE;
    /** One point for serving outweighs the soft points of any chain of pairs: some hundred of some 10,000 each. */
    private static final long SERVING = 10_000_000;

    private static final long MINUTE_MS = 60_000;

    private final InsertionFinder finder;
    private final RouteScorer scorer;
    private final long withdrawing;

    PairCosts(Rules rules, long nowMs) {
        scorer = rules.scorer().at(nowMs);
        finder = new InsertionFinder(scorer);
        withdrawing =
                (long) rules.offering().withdrawGainSeconds() * rules.planning().travelPerSecond();
    }

    /** Of the only visit of the volunteer; an offer that is out goes elsewhere only for what the policy asks. */
    long of(PlanVolunteer volunteer, PlanVisit visit) {
        Trial trial = finder.trial(volunteer, List.of(), visit);
        if (!trial.isFeasible()) {
            return NEVER;
        }
        boolean moves = visit.isOffered() && !visit.isHeldBy(volunteer);
        return bounded((moves ? withdrawing : 0) - trial.deltaSoft());
    }

    /** Of serving the visit by nobody. */
    long unserved(PlanVisit visit) {
        long waitedMinutes = Math.max(0, scorer.nowMs() - visit.openedAtMs()) / MINUTE_MS;
        long points = visit.servePoints() + scorer.weights().points(Rule.WAITED, waitedMinutes);
        return bounded(Math.max(1, points) * SERVING);
    }

    private static long bounded(long cost) {
        return Math.max(-Matching.MAX_COST, Math.min(Matching.MAX_COST, cost));
    }
}
