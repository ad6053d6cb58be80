package org.linli.matcher.backtest;

/**
 * Where people live: some evenly over a square, the others in towns.
 *
 * @param squareMeters half the side of the square
 * @param towns        0: everybody lives in the country; 1: one in the middle; more: drawn
 * @param townMeters   standard deviation of the places of a town
 */
public record Layout(double squareMeters, int towns, double townMeters) {
    /** As far as the region's box goes from its middle. */
    private static final double MOST_METERS = 20_000;

    public Layout {
        if (!(squareMeters > 0 && squareMeters <= MOST_METERS)) {
            throw new IllegalArgumentException("squareMeters (" + squareMeters + ") must be above 0 and at most "
                    + MOST_METERS + ", as far as the region goes");
        }
        if (towns < 0 || towns > 1_000) {
            throw new IllegalArgumentException("towns (" + towns + ") must be 0 to 1000");
        }
    }

    public static Layout even(double squareMeters) {
        return new Layout(squareMeters, 0, 0);
    }

    /** One town in the middle, whose size goes with the square. */
    public static Layout oneTown(double squareMeters) {
        return new Layout(squareMeters, 1, squareMeters / 8);
    }
}
