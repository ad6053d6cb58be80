package org.linli.solver.score;

import org.linli.solver.facts.PlanVisit;

/**
 * How the starts of one order's visits hang together: from one seat to the next lies at least {@code gapMinMs} and at
 * most {@code gapMaxMs}; both 0 means together. Whoever could start earlier waits.
 *
 * <p>Starts are the least fixed point of this waiting. A seat's floor is taken from its siblings' <em>own</em> starts,
 * those that they would have if they waited for no sibling: since no two gaps add up to more than the gap between
 * their ends, one step is enough inside an order, and two siblings never hold each other up. Between orders the
 * waiting goes on along the routes, and where it comes back to where it began the plan cannot be gone at all.
 */
public final class SiblingRule {
    /**
     * After so many rounds of waiting without an end orders wait for each other in a circle. A chain this long, in
     * which one order waits for the next, is not worth finding.
     */
    public static final int ROUNDS = 32;

    private SiblingRule() {}

    /** The earliest start of a visit that a sibling's own start allows. */
    public static long floorMs(PlanVisit visit, PlanVisit sibling, long siblingOwnMs) {
        int seats = visit.seat() - sibling.seat();
        return siblingOwnMs + (seats > 0 ? seats * visit.gapMinMs() : seats * visit.gapMaxMs());
    }

    /** Seconds by which two siblings start too close or too far apart. */
    public static long gapSeconds(PlanVisit earlier, long earlierStartMs, PlanVisit later, long laterStartMs) {
        int seats = later.seat() - earlier.seat();
        long gap = laterStartMs - earlierStartMs;
        return RouteWalk.secondsBetween(gap, seats * earlier.gapMinMs())
                + RouteWalk.secondsBetween(seats * earlier.gapMaxMs(), gap);
    }
}
