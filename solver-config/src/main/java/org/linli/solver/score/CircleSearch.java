package org.linli.solver.score;

import java.util.function.IntPredicate;

/** Follows who waits for whom, back along routes and over orders. For one thread. */
final class CircleSearch {
    /** What a search says. */
    enum Finding {
        NONE,
        /** The times lead back to where they began; some of them may be out of date. */
        PERHAPS,
        /** Whoever waits there must start later than it starts itself, whatever else the plan holds. */
        SURE
    }

    private final Seats seats;
    private final int[][] content;
    private final IntPredicate isHeld;

    /**
     * Reads the arrays as they are when it is asked.
     *
     * @param isHeld whether a visit's start was offered to whoever stands with it, who then waits for nobody
     */
    CircleSearch(Seats seats, int[][] content, IntPredicate isHeld) {
        this.seats = seats;
        this.content = content;
        this.isHeld = isHeld;
    }

    /**
     * Whether a visit that has just been made to wait waits, in the end, for a circle of visits. What lies between two
     * visits of a chain (ways, durations, gaps) does not depend on when it begins, so a circle that takes time can have no
     * end. The chain is followed with a mark that is set anew after 1, 2, 4, 8… steps (Brent, An improved Monte Carlo
     * factorization algorithm, 1980), for the circle need not lead through the first visit.
     */
    Finding find(int number) {
        if (isHeld.test(number)) {
            return Finding.NONE;
        }
        int waiting = number;
        int mark = number;
        int nextMark = 1;
        long lastsMs = 0;
        for (int steps = 1; steps <= 4 * seats.route.length; steps++) {
            int setter = seats.floorSetter(waiting);
            int before = setter == Seats.NONE ? Seats.NONE : presser(setter);
            if (before == Seats.NONE) {
                return Finding.NONE;
            }
            lastsMs += seats.gapMs(setter, waiting) + seats.ownMs[setter] - seats.startMs[before];
            waiting = before;
            if (waiting == mark) {
                return lastsMs > 0 ? Finding.SURE : Finding.PERHAPS;
            }
            if (steps == nextMark) {
                mark = waiting;
                nextMark *= 2;
                lastsMs = 0;
            }
        }
        return Finding.PERHAPS;
    }

    /** The waiting visit that all visits up to this one follow without a pause; {@link Seats#NONE} where none is. */
    private int presser(int number) {
        int[] visits = content[seats.route[number]];
        int at = visits.length - 1;
        while (visits[at] != number) {
            at--;
        }
        while (at > 0 && seats.pressed[visits[at]]) {
            at--;
            if (seats.waits(visits[at]) && !isHeld.test(visits[at])) {
                return visits[at];
            }
        }
        return Seats.NONE;
    }
}
