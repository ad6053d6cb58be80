package org.linli.matcher.dispatch;

import java.util.Arrays;

/** Candidates and their costs, as they are collected for the matching. Mutable, for one thread. */
final class Edges {
    private int[] others = new int[64];
    private long[] costs = new long[64];
    private int count;

    void add(int other, long cost) {
        if (count == others.length) {
            others = Arrays.copyOf(others, 2 * count);
            costs = Arrays.copyOf(costs, 2 * count);
        }
        others[count] = other;
        costs[count++] = cost;
    }

    boolean contains(int other) {
        for (int i = 0; i < count; i++) {
            if (others[i] == other) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int[] others() {
        return Arrays.copyOf(others, count);
    }

    long[] costs() {
        return Arrays.copyOf(costs, count);
    }
}
