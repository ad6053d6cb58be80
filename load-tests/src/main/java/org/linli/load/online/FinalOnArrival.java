package org.linli.load.online;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a stream under the rule that an arrival is paired at once and for good, or waits for a later one to choose it. */
final class FinalOnArrival {
    /** Chooses for an arrival among those who are here and free. */
    interface Rule {
        /**
         * @param place   of the arrival; nothing behind it in the stream may be looked at
         * @param free    places of its possible partners, not empty
         * @param waiting places of all who are here and free
         * @return one of {@code free}, or -1 to let it wait
         */
        int choose(Stream stream, int place, int[] free, List<Integer> waiting);
    }

    /** The partner worth most: the published greedy. */
    static final Rule GREEDY = (stream, place, free, waiting) -> IntStream.of(free)
            .boxed()
            .max((a, b) -> Long.compare(stream.worth(place, a), stream.worth(place, b)))
            .orElse(-1);

    /** The nearest partner, for streams in which every pair is worth the same. */
    static final Rule NEAREST = (stream, place, free, waiting) -> IntStream.of(free)
            .boxed()
            .min((a, b) -> Double.compare(distance(stream, place, a), distance(stream, place, b)))
            .orElse(-1);

    private FinalOnArrival() {}

    static List<Pair> run(Stream stream, Rule rule) {
        List<Pair> pairs = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        for (int place = 0; place < stream.size(); place++) {
            Arrival arrival = stream.at(place);
            if (stream.timed()) {
                waiting.removeIf(other -> stream.at(other).end() <= arrival.time());
            }
            int[] free = IntStream.of(stream.partners()[place])
                    .filter(waiting::contains)
                    .toArray();
            int chosen = free.length == 0 ? -1 : rule.choose(stream, place, free, waiting);
            if (chosen < 0) {
                waiting.add(place);
            } else {
                waiting.remove(Integer.valueOf(chosen));
                pairs.add(Pair.of(arrival, stream.at(chosen), place + 1));
            }
        }
        return pairs;
    }

    private static double distance(Stream stream, int one, int other) {
        return Math.hypot(
                stream.at(one).x() - stream.at(other).x(),
                stream.at(one).y() - stream.at(other).y());
    }
}
