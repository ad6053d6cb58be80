package org.linli.solver.facts;

import org.linli.proto.TravelMode;

/**
 * Remembers ways that cost much to find, for a search that asks for the same ones again and again: each way has one place in
 * a table, from which another may drive it out. Answers are the very ones of the ways themselves. For one thread.
 */
public final class RememberedTravel implements TravelTimes {
    /** 524,288 ways in 10 MB. A quarter of it makes a search of 700 places half as long again, four times as much saves a sixth. */
    private static final int BITS = 19;

    private static final int MODE_BITS = 3;
    private static final int UNKNOWN_MODE = (1 << MODE_BITS) - 1;
    private static final int MOST_SECONDS = Integer.MAX_VALUE >> MODE_BITS;

    private final TravelTimes ways;
    private final long[] from = new long[1 << BITS];
    private final long[] to = new long[1 << BITS];
    /** Seconds, and behind them the mode and one; 0 where nothing is remembered. */
    private final int[] answer = new int[1 << BITS];

    /** @param ways must give the same answer to the same question for as long as this is used */
    public RememberedTravel(TravelTimes ways) {
        this.ways = ways;
    }

    @Override
    public int seconds(Spot start, Spot end, TravelMode mode) {
        long one = key(start);
        long other = key(end);
        int tag = mode == TravelMode.UNRECOGNIZED ? UNKNOWN_MODE : mode.getNumber() + 1;
        int place = place(one, other + tag);
        int known = answer[place];
        if (from[place] == one && to[place] == other && (known & (1 << MODE_BITS) - 1) == tag) {
            return known >> MODE_BITS;
        }
        int seconds = ways.seconds(start, end, mode);
        if (seconds <= MOST_SECONDS) {
            from[place] = one;
            to[place] = other;
            answer[place] = seconds << MODE_BITS | tag;
        }
        return seconds;
    }

    private static long key(Spot spot) {
        return (long) spot.latE7() << 32 | spot.lngE7() & 0xffff_ffffL;
    }

    /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
    private static int place(long one, long other) {
        long mixed = (one ^ Long.rotateLeft(other, 29)) * 0x9e37_79b9_7f4a_7c15L;
        return (int) ((mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L >>> 64 - BITS);
    }

    @Override
    public int meters(Spot start, Spot end) {
        return ways.meters(start, end);
    }

    @Override
    public TravelTimes remembered() {
        return this;
    }
}
