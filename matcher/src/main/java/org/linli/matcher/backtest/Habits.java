package org.linli.matcher.backtest;

import java.time.Duration;

/**
 * What people do about offers.
 *
 * @param seed     of every chance
 * @param thinks   the longest time from an offer to its answer; the shortest is a quarter of it
 * @param sees     of thousand offers, how many are on an open page, which says at once that they are seen; the others come
 *                 by message, and nobody knows that they were read until they are answered
 * @param declines of a thousand offers, how many are declined by people who do accept others
 * @param visits   from accepting to the end of the visit, in the middle of which they arrive; zero: as the way and the order
 *                 say
 */
public record Habits(long seed, Duration thinks, int sees, int declines, Duration visits) {
    public Habits {
        thousandth("sees", sees);
        thousandth("declines", declines);
    }

    /** Visits last as long as was ordered. */
    public Habits(long seed, Duration thinks, int sees, int declines) {
        this(seed, thinks, sees, declines, Duration.ZERO);
    }

    private static void thousandth(String name, int value) {
        if (value < 0 || value > 1000) {
            throw new IllegalArgumentException(name + " (" + value + ") must be thousandths, 0 to 1000");
        }
    }
}
