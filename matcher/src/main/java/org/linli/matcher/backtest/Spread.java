package org.linli.matcher.backtest;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Values of one kind, in ascending order. Immutable. */
public final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    public static Spread of(DoubleStream values) {
        return new Spread(values.sorted().toArray());
    }

    public int count() {
        return sorted.length;
    }

    /** 0 where there are none. */
    public double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }

    /** By the nearest rank: the least value that so many percent do not exceed; 0 where there are none. */
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(1, rank) - 1];
    }

    /** The share of values that are at most this, 0 to 1; 0 where there are none. */
    public double atMost(double value) {
        long below = Arrays.stream(sorted).filter(one -> one <= value).count();
        return sorted.length == 0 ? 0 : (double) below / sorted.length;
    }

    /**
     * What the poorest have of everything (Lorenz, Methods of measuring the concentration of wealth, 1905).
     *
     * @param share of all, from those who have least, 0 to 1
     * @return their share of the sum, 0 to 1; between two of them in proportion; an even spread where the sum is 0
     */
    public double lorenz(double share) {
        double sum = Arrays.stream(sorted).sum();
        if (sum == 0) {
            return share;
        }
        double upTo = share * sorted.length;
        int whole = (int) upTo;
        double part = Arrays.stream(sorted, 0, whole).sum();
        double rest = whole < sorted.length ? (upTo - whole) * sorted[whole] : 0;
        return Math.min(1, (part + rest) / sum);
    }

    /** See {@link Fairness#jain}. */
    public double jain() {
        return Fairness.jain(Arrays.stream(sorted).boxed().toList());
    }

    /** See {@link Fairness#without}. */
    public double without() {
        return Fairness.without(Arrays.stream(sorted).boxed().toList());
    }
}
