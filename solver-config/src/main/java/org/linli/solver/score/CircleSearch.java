package org.linli.solver.score;

/** Follows who waits for whom, back along routes and over orders. For one thread. */
final class CircleSearch {
    private final Seats seats;
    private final int[][] content;

    /** Reads the arrays as they are when it is asked. */
    CircleSearch(Seats seats, int[][] content) {
        this.seats = seats;
        this.content = content;
    }

    /** Whether a visit that has just been made to wait waits, in the end, for itself. */
    boolean isOn(int number) {
        int waiting = number;
        for (int steps = 0; steps < seats.route.length; steps++) {
            int setter = seats.floorSetter(waiting);
            waiting = setter == Seats.NONE ? Seats.NONE : presser(setter);
            if (waiting == Seats.NONE) {
                return false;
            }
            if (waiting == number) {
                return true;
            }
        }
        return true;
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
            if (seats.waits(visits[at])) {
                return visits[at];
            }
        }
        return Seats.NONE;
    }
}
