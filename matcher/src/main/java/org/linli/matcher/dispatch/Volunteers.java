package org.linli.matcher.dispatch;

import java.util.function.IntPredicate;
import org.linli.proto.Place;

/** Volunteers by slot, and the nearest of those who are available: the roster, or a still picture of it. */
interface Volunteers {
    BookVolunteer get(int slot);

    /** The nearest available ones by travel time who pass, nearest first. */
    int[] nearest(Place place, int count, double maxSeconds, IntPredicate passes);
}
