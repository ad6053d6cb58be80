package org.linli.solver.score;

import org.linli.solver.facts.PlanVisit;

/**
 * How the starts of one order's visits hang together: from one seat to the next lies at least {@code gapMinMs} and at
 * most {@code gapMaxMs}; both 0 means together.
 */
public final class SiblingRule {
    /**
     * How often floors are raised before what is left counts as a gap that cannot be kept. Chains longer than this, in
     * which one order waits for the next, would keep volunteers waiting in a row and are not worth finding.
     */
    public static final int ROUNDS = 8;

    private SiblingRule() {}

    /** The earliest start of a visit that a sibling's start allows; never later than the visit can start at all. */
    public static long floorMs(PlanVisit visit, PlanVisit sibling, long siblingStartMs) {
        int seats = visit.seat() - sibling.seat();
        long floor = siblingStartMs + (seats > 0 ? seats * visit.gapMinMs() : seats * visit.gapMaxMs());
        return Math.min(floor, visit.lastStartMs());
    }

    /** Seconds by which two siblings start too close or too far apart. */
    public static long gapSeconds(PlanVisit earlier, long earlierStartMs, PlanVisit later, long laterStartMs) {
        int seats = later.seat() - earlier.seat();
        long gap = laterStartMs - earlierStartMs;
        return RouteWalk.secondsBetween(gap, seats * earlier.gapMinMs())
                + RouteWalk.secondsBetween(seats * earlier.gapMaxMs(), gap);
    }
}
