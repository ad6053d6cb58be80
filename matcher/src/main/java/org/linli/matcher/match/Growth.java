package org.linli.matcher.match;

/** How arrays by dense id grow. */
final class Growth {
    private static final int SMALLEST = 64;

    private Growth() {}

    /** Room for {@code count} and half as much again, so that growing one at a time costs constant time on average. */
    static int roomFor(int count, int present) {
        return Math.max(Math.max(SMALLEST, count), present + (present >> 1));
    }
}
