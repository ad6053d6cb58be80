package org.linli.solver.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.TravelTimes;

/**
 * The exact score of a whole route: one volunteer and the visits in their order. The same arithmetic serves insertion,
 * recommendations, explanations and the solver. Immutable and thread-safe; light to make anew for another moment.
 */
public final class RouteScorer {
    private final RegionPolicy policy;
    private final TravelTimes travel;
    private final RuleWeights weights;
    private final long nowMs;
    private final int year;

    /** Scores as of a moment, in milliseconds since 1970. */
    public RouteScorer(RegionPolicy policy, TravelTimes travel, long nowMs) {
        this(policy, travel, new RuleWeights(policy.planning()), nowMs);
    }

    private RouteScorer(RegionPolicy policy, TravelTimes travel, RuleWeights weights, long nowMs) {
        this.policy = policy;
        this.travel = travel;
        this.weights = weights;
        this.nowMs = nowMs;
        year = Instant.ofEpochMilli(nowMs).atZone(policy.zone()).getYear();
    }

    /** The same scorer at another moment. */
    public RouteScorer at(long otherMs) {
        return new RouteScorer(policy, travel, weights, otherMs);
    }

    public long nowMs() {
        return nowMs;
    }

    public int year() {
        return year;
    }

    public RuleWeights weights() {
        return weights;
    }

    public TravelTimes travel() {
        return travel;
    }

    /** A walker of one's own, for one thread. */
    public RouteWalk newWalk() {
        return new RouteWalk(travel, nowMs, year, new Tally());
    }

    /** The score of the visits in their order; of no visits it is 0 on every level. */
    public RouteScore score(PlanVolunteer volunteer, List<PlanVisit> visits) {
        RouteWalk walk = newWalk();
        List<Call> calls = new ArrayList<>(visits.size());
        walk.start(volunteer);
        for (int i = 0; i < visits.size(); i++) {
            walk.call(visits.get(i), 0);
            calls.add(walk.lastCall(visits.get(i)));
            walk.tally().charge(Rule.SAME_ORDER, siblingsBefore(visits, i));
        }
        walk.finish();
        return score(walk.tally(), calls);
    }

    RouteScore score(Tally tally, List<Call> calls) {
        return new RouteScore(
                tally.points(Rule.Level.HARD, weights),
                tally.points(Rule.Level.MEDIUM, weights),
                tally.points(Rule.Level.SOFT, weights),
                calls,
                tally.parts(weights));
    }

    /**
     * A volunteer and a visit, whatever the time and wherever it stands on the route.
     *
     * @param isAllowed whether they break no hard rule
     * @param soft      points
     */
    public record Pair(boolean isAllowed, long soft) {}

    /** What the rules in which time and place have no part say of the two. */
    public Pair pair(PlanVolunteer volunteer, PlanVisit visit) {
        Tally tally = new Tally();
        Pairing.charge(volunteer, visit, year, tally);
        return new Pair(tally.points(Rule.Level.HARD, weights) >= 0, tally.points(Rule.Level.SOFT, weights));
    }

    /** How many visits of the same order stand before this one on the route. */
    public static int siblingsBefore(List<PlanVisit> visits, int index) {
        PlanVisit visit = visits.get(index);
        int siblings = 0;
        if (visit.hasSiblings()) {
            for (int i = 0; i < index; i++) {
                siblings += visits.get(i).orderId().equals(visit.orderId()) ? 1 : 0;
            }
        }
        return siblings;
    }
}
