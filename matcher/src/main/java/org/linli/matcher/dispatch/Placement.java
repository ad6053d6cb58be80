package org.linli.matcher.dispatch;

/**
 * Where the book has put a visit that waits. Immutable.
 *
 * @param volunteer     the volunteer's slot in the book
 * @param startMs       when the visit is to start
 * @param endMs         when it is to end
 * @param travelSeconds the way to it
 * @param origin        how it came about: insert, match, improve or solver
 * @param choice        among how many it was chosen, and by how much
 * @param reserved      whether the offer is on its way to the store; else it is only planned
 */
record Placement(
        int volunteer, long startMs, long endMs, int travelSeconds, String origin, Choice choice, boolean reserved) {
    static final String INSERT = "insert";
    static final String MATCH = "match";
    static final String IMPROVE = "improve";
    static final String SOLVER = "solver";

    Placement reserve() {
        return new Placement(volunteer, startMs, endMs, travelSeconds, origin, choice, true);
    }

    Placement at(long otherStartMs, long otherEndMs, int otherTravelSeconds) {
        return new Placement(volunteer, otherStartMs, otherEndMs, otherTravelSeconds, origin, choice, reserved);
    }
}
