package org.linli.solver.facts;

import org.linli.proto.TravelMode;

/** How long it takes from place to place. Called millions of times a second: must not block, and be thread-safe. */
public interface TravelTimes {
    /** Whole seconds, rounded up; 0 from a place to itself. */
    int seconds(Spot from, Spot to, TravelMode mode);

    /** Metres on the way. */
    int meters(Spot from, Spot to);

    /** The same answers for one thread that asks for the same ways again and again. */
    default TravelTimes remembered() {
        return this;
    }
}
