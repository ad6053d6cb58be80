package org.linli.load.online;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Arrivals in the order in which they become known, with who could be paired with whom.
 *
 * @param timed    true: known at their time and gone at their end; false: one after the other in an order that was drawn,
 *                 and nobody leaves, as in the random-order model of the published greedy and TGOA
 * @param partners of each arrival, by place in the order, ascending
 */
record Stream(List<Arrival> order, boolean timed, int[][] partners) {
    static Stream drawn(List<Arrival> order) {
        return new Stream(order, false, partners(order));
    }

    static Stream timed(List<Arrival> arrivals) {
        List<Arrival> order = new ArrayList<>(arrivals);
        order.sort(Comparator.comparingDouble(Arrival::time).thenComparingInt(Arrival::index));
        return new Stream(order, true, partners(order));
    }

    static Stream shuffled(List<Arrival> arrivals, long seed) {
        List<Arrival> order = new ArrayList<>(arrivals);
        Collections.shuffle(order, new Random(seed));
        return drawn(order);
    }

    static boolean ascends(List<Arrival> arrivals) {
        return IntStream.range(1, arrivals.size())
                .allMatch(i -> arrivals.get(i - 1).time() <= arrivals.get(i).time());
    }

    int size() {
        return order.size();
    }

    Arrival at(int place) {
        return order.get(place);
    }

    /** In {@link Arrival#UNITS}. */
    long worth(int one, int other) {
        return at(one).worthWith(at(other));
    }

    private static int[][] partners(List<Arrival> order) {
        List<List<Integer>> found = new ArrayList<>();
        order.forEach(arrival -> found.add(new ArrayList<>()));
        List<Integer> byTime = IntStream.range(0, order.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> order.get(i).time()))
                .toList();
        List<Integer> present = new ArrayList<>();
        for (int i : byTime) {
            Arrival arrival = order.get(i);
            present.removeIf(j -> order.get(j).end() <= arrival.time());
            for (int j : present) {
                if (arrival.worthWith(order.get(j)) > 0) {
                    found.get(i).add(j);
                    found.get(j).add(i);
                }
            }
            present.add(i);
        }
        return found.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).sorted().toArray())
                .toArray(int[][]::new);
    }
}
