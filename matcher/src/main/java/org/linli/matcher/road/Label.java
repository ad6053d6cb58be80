package org.linli.matcher.road;

import java.util.Arrays;

/**
 * The hubs of a place with the length of the way to (or from) each, the most important hub first. Immutable; safe for any
 * thread.
 */
final class Label {
    /** Longer than any way: no way. */
    static final int NO_WAY = Integer.MAX_VALUE;

    private static final Label EMPTY = new Label(new int[0], new int[0]);

    private final int[] ranks;
    private final int[] lengths;

    /** @param ranks rising; neither array is copied */
    Label(int[] ranks, int[] lengths) {
        this.ranks = ranks;
        this.lengths = lengths;
    }

    int size() {
        return ranks.length;
    }

    /** The shortest way from the place of one label to that of the other through a hub of both; {@link #NO_WAY}: none. */
    static int shortest(Label from, Label to) {
        int[] a = from.ranks;
        int[] b = to.ranks;
        int best = NO_WAY;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            int difference = a[i] - b[j];
            if (difference == 0) {
                best = Math.min(best, from.lengths[i] + to.lengths[j]);
            }
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return best;
    }

    /**
     * The label of a place from which two junctions are reached.
     *
     * @param oneLength   to the one junction; {@link #NO_WAY}: it cannot be reached from there
     * @param otherLength to the other one
     */
    static Label between(Label one, int oneLength, Label other, int otherLength) {
        Label a = oneLength == NO_WAY ? EMPTY : one;
        Label b = otherLength == NO_WAY ? EMPTY : other;
        int[] ranks = new int[a.size() + b.size()];
        int[] lengths = new int[ranks.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            int rankA = i < a.size() ? a.ranks[i] : Integer.MAX_VALUE;
            int rankB = j < b.size() ? b.ranks[j] : Integer.MAX_VALUE;
            int viaA = rankA <= rankB ? a.lengths[i++] + oneLength : NO_WAY;
            int viaB = rankB <= rankA ? b.lengths[j++] + otherLength : NO_WAY;
            ranks[size] = Math.min(rankA, rankB);
            lengths[size++] = Math.min(viaA, viaB);
        }
        return new Label(Arrays.copyOf(ranks, size), Arrays.copyOf(lengths, size));
    }
}
