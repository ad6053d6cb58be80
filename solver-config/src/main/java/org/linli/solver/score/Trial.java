package org.linli.solver.score;

import java.util.Comparator;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The best place of one more visit on a route, as far as it must be known to compare it with others. Immutable.
 *
 * @param position the visit's index on the route, from 0
 * @param startMs  when the visit starts there
 */
public record Trial(
        PlanVolunteer volunteer, int position, long startMs, long deltaHard, long deltaMedium, long deltaSoft) {

    /** Best first, in the same total order as {@link Insertion#BEST_FIRST}. */
    public static final Comparator<Trial> BEST_FIRST = Comparator.comparingLong(Trial::deltaHard)
            .thenComparingLong(Trial::deltaMedium)
            .thenComparingLong(Trial::deltaSoft)
            .reversed()
            .thenComparingLong(Trial::startMs)
            .thenComparing(trial -> trial.volunteer().id());

    public boolean isFeasible() {
        return deltaHard >= 0;
    }

    boolean scoresAbove(Trial other) {
        if (deltaHard != other.deltaHard) {
            return deltaHard > other.deltaHard;
        }
        return deltaMedium != other.deltaMedium ? deltaMedium > other.deltaMedium : deltaSoft > other.deltaSoft;
    }
}
