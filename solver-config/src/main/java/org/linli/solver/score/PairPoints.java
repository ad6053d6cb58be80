package org.linli.solver.score;

import java.util.Arrays;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The points of a volunteer and a visit wherever it stands on the route, remembered: a direct-mapped table of fixed
 * size, so that memory stays bounded however large the plan. Mutable, for one thread.
 */
final class PairPoints {
    /** 65,536 pairs of 32 bytes: all that a search of some thousand visits looks at again and again. */
    private static final int SLOTS = 1 << 16;

    private static final int LEVELS = Rule.Level.values().length;

    private final RuleWeights weights;
    private final int year;
    private final Tally tally = new Tally();
    private final int mask;
    private final long[] keys;
    private final long[] points;

    PairPoints(RuleWeights weights, int year, long pairs) {
        this.weights = weights;
        this.year = year;
        int slots = (int) Math.min(SLOTS, Long.highestOneBit(Math.max(16, pairs)) * 2);
        mask = slots - 1;
        keys = new long[slots];
        points = new long[slots * LEVELS];
        Arrays.fill(keys, -1);
    }

    /** Where in {@link #points} the pair's three levels begin. */
    int find(int route, PlanVolunteer volunteer, int number, PlanVisit visit) {
        long key = (long) route << 32 | number;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        if (keys[slot] != key) {
            keys[slot] = key;
            reckon(slot * LEVELS, volunteer, visit);
        }
        return slot * LEVELS;
    }

    private void reckon(int at, PlanVolunteer volunteer, PlanVisit visit) {
        tally.clear();
        Pairing.charge(volunteer, visit, year, tally);
        points[at] = tally.points(Rule.Level.HARD, weights);
        points[at + 1] = tally.points(Rule.Level.MEDIUM, weights);
        points[at + 2] = tally.points(Rule.Level.SOFT, weights);
    }

    long hard(int found) {
        return points[found];
    }

    long medium(int found) {
        return points[found + 1];
    }

    long soft(int found) {
        return points[found + 2];
    }
}
