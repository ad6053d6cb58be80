package org.linli.load.online;

import java.util.stream.IntStream;
import org.linli.matcher.match.Certificate;
import org.linli.matcher.match.Matching;

/** A stream's arrivals in production's exact matching: tasks are its visits, workers its volunteers. */
final class Market {
    private final Stream stream;
    private final Matching matching = new Matching();

    Market(Stream stream) {
        this.stream = stream;
    }

    /** The most that anybody could have gained who knew the whole stream, proved by prices, in {@link Arrival#UNITS}. */
    static long offlineOptimum(Stream stream) {
        Market market = new Market(stream);
        IntStream.range(0, stream.size()).forEach(market::add);
        if (!Certificate.of(market.matching).isProof()) {
            throw new IllegalStateException("The offline matching is not proved optimal.");
        }
        return -market.matching.totalCost();
    }

    Matching matching() {
        return matching;
    }

    /** Takes in an arrival; its pairs with those that are here compete from now on. */
    void add(int place) {
        boolean worker = stream.at(place).worker();
        int[] here = IntStream.of(stream.partners()[place])
                .filter(other -> worker ? matching.hasVisit(other) : matching.hasVolunteer(other))
                .toArray();
        long[] costs = IntStream.of(here)
                .mapToLong(other -> -stream.worth(place, other))
                .toArray();
        if (worker) {
            matching.addVolunteer(place, costs, here);
        } else {
            matching.addVisit(place, 0, costs, here);
        }
    }

    void remove(int place) {
        if (stream.at(place).worker()) {
            matching.removeVolunteer(place);
        } else {
            matching.removeVisit(place);
        }
    }

    /** Who the arrival is paired with now, or {@link Matching#NOBODY}. */
    int partnerOf(int place) {
        return stream.at(place).worker() ? matching.visitOf(place) : matching.volunteerOf(place);
    }
}
