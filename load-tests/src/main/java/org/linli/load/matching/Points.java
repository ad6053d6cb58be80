package org.linli.load.matching;

import java.util.random.RandomGenerator;

/** Places in a square county, in metres. */
record Points(double[] x, double[] y) {
    /** A square of the size of a large rural county: 1,444 square kilometres. */
    static final double SIDE_METERS = 38_000;

    private static final double IN_TOWN = 0.7;
    private static final double TOWN_SIGMA_METERS = 1_200;

    int size() {
        return x.length;
    }

    double meters(int i, Points others, int j) {
        return Math.hypot(x[i] - others.x[j], y[i] - others.y[j]);
    }

    /** Moves one place by at most so many metres a direction, staying inside the county. */
    void wander(int i, double meters, RandomGenerator random) {
        x[i] = inside(x[i] + random.nextDouble(-meters, meters));
        y[i] = inside(y[i] + random.nextDouble(-meters, meters));
    }

    /** Spread evenly if there are no towns; else most of them around one of the towns. */
    static Points draw(int count, Points towns, RandomGenerator random) {
        Points points = new Points(new double[count], new double[count]);
        for (int i = 0; i < count; i++) {
            points.place(i, towns, random);
        }
        return points;
    }

    private void place(int i, Points towns, RandomGenerator random) {
        if (towns.size() > 0 && random.nextDouble() < IN_TOWN) {
            int town = random.nextInt(towns.size());
            x[i] = inside(random.nextGaussian(towns.x[town], TOWN_SIGMA_METERS));
            y[i] = inside(random.nextGaussian(towns.y[town], TOWN_SIGMA_METERS));
        } else {
            x[i] = random.nextDouble(SIDE_METERS);
            y[i] = random.nextDouble(SIDE_METERS);
        }
    }

    private static double inside(double meters) {
        return Math.min(Math.max(meters, 0), Math.nextDown(SIDE_METERS));
    }
}
