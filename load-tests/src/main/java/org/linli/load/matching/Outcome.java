package org.linli.load.matching;

/**
 * What a way of matching came to.
 *
 * @param cost         metres of travel plus the cost of each unserved order
 * @param travelMeters of those that are served
 */
record Outcome(long cost, long travelMeters, int unserved) {
    /** Sums up who goes where; a negative volunteer means nobody. */
    static Outcome of(Instance instance, int[] volunteerOf) {
        long travel = 0;
        long penalty = 0;
        int unserved = 0;
        for (int order = 0; order < volunteerOf.length; order++) {
            if (volunteerOf[order] < 0) {
                unserved++;
                penalty += instance.unservedCost()[order];
            } else {
                travel += instance.cost(order, volunteerOf[order]);
            }
        }
        return new Outcome(travel + penalty, travel, unserved);
    }
}
