package org.linli.solver.facts;

/**
 * What the planner may not move: an accepted visit, an activity, a shift elsewhere. Half-open in time.
 *
 * @param startMs when it starts
 * @param endMs   when it ends
 * @param from    where it starts
 * @param to      where it ends, and the route goes on
 */
public record Commitment(long startMs, long endMs, Spot from, Spot to) {
    public Commitment {
        if (endMs < startMs) {
            throw new IllegalArgumentException(
                    "commitment.endMs (" + endMs + ") must not be before its startMs (" + startMs + ")");
        }
    }
}
