package org.linli.solver.score;

import java.util.Comparator;
import java.util.List;
import org.linli.solver.facts.PlanVolunteer;

/**
 * One more visit at a place of a route, and the exact change that it makes.
 *
 * @param position      the visit's index on the route, from 0
 * @param arrivalMs     when the volunteer can be there
 * @param startMs       when the visit starts
 * @param endMs         when it ends
 * @param travelSeconds on the way to it
 * @param travelMeters  on the way to it
 * @param deltaHard     below 0 where it breaks a hard rule
 * @param parts         the rules that make the change; their points add up to the deltas
 */
public record Insertion(
        PlanVolunteer volunteer,
        int position,
        long arrivalMs,
        long startMs,
        long endMs,
        int travelSeconds,
        int travelMeters,
        long deltaHard,
        long deltaMedium,
        long deltaSoft,
        List<RulePart> parts) {

    /** Best first: the higher score, then the earlier start, then the volunteer's id, so that the order is total. */
    public static final Comparator<Insertion> BEST_FIRST = Comparator.comparingLong(Insertion::deltaHard)
            .thenComparingLong(Insertion::deltaMedium)
            .thenComparingLong(Insertion::deltaSoft)
            .reversed()
            .thenComparingLong(Insertion::startMs)
            .thenComparing(insertion -> insertion.volunteer().id());

    public Insertion {
        parts = List.copyOf(parts);
    }

    public boolean isFeasible() {
        return deltaHard >= 0;
    }
}
