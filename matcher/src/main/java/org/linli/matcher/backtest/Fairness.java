package org.linli.matcher.backtest;

import java.util.Collection;

/** How evenly something is spread. */
public final class Fairness {
    private Fairness() {}

    /**
     * Jain's index (Jain, Chiu and Hawe, 1984): 1 where all have the same, 1/n where one has everything; 1 where nobody
     * has anything.
     */
    public static double jain(Collection<? extends Number> shares) {
        double sum = 0;
        double squares = 0;
        for (Number share : shares) {
            sum += share.doubleValue();
            squares += share.doubleValue() * share.doubleValue();
        }
        return squares == 0 ? 1 : sum * sum / (shares.size() * squares);
    }

    /** The share of those who have nothing; 0 where there is nobody. */
    public static double without(Collection<? extends Number> shares) {
        long none = shares.stream().filter(share -> share.doubleValue() == 0).count();
        return shares.isEmpty() ? 0 : (double) none / shares.size();
    }
}
