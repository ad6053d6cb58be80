package org.linli.load.matching;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Orders and volunteers in a county, each order with its nearest volunteers as candidates. A cost is a distance in
 * metres, in a straight line.
 *
 * @param unservedCost of each order, by a drawn priority
 * @param candidates   of each order, nearest first
 * @param costs        in the order of the candidates
 */
record Instance(
        Points orders,
        Points volunteers,
        long[] unservedCost,
        int[][] candidates,
        long[][] costs,
        RandomGenerator random) {
    /** Routine, soon, urgent, emergency: every one above the longest way in the county. */
    private static final long[] UNSERVED_METERS = {60_000, 120_000, 240_000, 1_000_000};

    private static final double[] SHARE_UP_TO = {0.70, 0.90, 0.98, 1.0};

    private static final Points NO_TOWNS = new Points(new double[0], new double[0]);
    private static final int FEWEST_CANDIDATES = 20;
    private static final int MOST_CANDIDATES = 40;

    /** How many there are, whether they gather in towns (0: spread evenly), and the seed of it all. */
    record Size(int orders, int volunteers, int towns, long seed) {}

    static Instance draw(Size size) {
        RandomGenerator random = new Random(size.seed);
        Points towns = Points.draw(size.towns, NO_TOWNS, random);
        Points orders = Points.draw(size.orders, towns, random);
        Points volunteers = Points.draw(size.volunteers, towns, random);
        Nearest nearest = new Nearest(volunteers);
        Instance instance = new Instance(
                orders, volunteers, new long[size.orders], new int[size.orders][], new long[size.orders][], random);
        for (int order = 0; order < size.orders; order++) {
            instance.unservedCost[order] = drawUnservedCost(random);
            instance.candidates[order] = nearest.of(orders, order, drawCandidates(random));
            instance.costs[order] = instance.costsOf(order);
        }
        return instance;
    }

    int size() {
        return candidates.length;
    }

    long cost(int order, int volunteer) {
        return Math.round(orders.meters(order, volunteers, volunteer));
    }

    /** The order's costs where its candidates are now. */
    long[] costsOf(int order) {
        long[] now = new long[candidates[order].length];
        for (int i = 0; i < now.length; i++) {
            now[i] = cost(order, candidates[order][i]);
        }
        return now;
    }

    private static int drawCandidates(RandomGenerator random) {
        return random.nextInt(FEWEST_CANDIDATES, MOST_CANDIDATES + 1);
    }

    private static long drawUnservedCost(RandomGenerator random) {
        double share = random.nextDouble();
        int priority = 0;
        while (share > SHARE_UP_TO[priority]) {
            priority++;
        }
        return UNSERVED_METERS[priority];
    }
}
