package org.linli.load.online;

import java.util.List;

/**
 * Two arrivals that belong together for good.
 *
 * @param decidedAfter how many arrivals were known when the pair was chosen
 * @param worth        in {@link Arrival#UNITS}
 */
record Pair(Arrival worker, Arrival task, int decidedAfter, long worth) {
    static Pair of(Arrival one, Arrival other, int decidedAfter) {
        long worth = one.worthWith(other);
        return one.worker() ? new Pair(one, other, decidedAfter, worth) : new Pair(other, one, decidedAfter, worth);
    }

    static long total(List<Pair> pairs) {
        return pairs.stream().mapToLong(Pair::worth).sum();
    }
}
