package org.linli.matcher.road;

import java.util.Arrays;

/**
 * A directed graph of junctions with lengths above 0, as arrays: the ways out of a junction and, turned round, the ways
 * into it. The unit of a length is that of whoever made the graph. Immutable.
 */
final class Ways {
    /** The arcs {@code first[v]} to {@code first[v + 1]} (exclusive) leave v (or enter it, in {@link #turned}). */
    final int[] first;

    final int[] head;
    final int[] length;

    private Ways(int[] first, int[] head, int[] length) {
        this.first = first;
        this.head = head;
        this.length = length;
    }

    int junctions() {
        return first.length - 1;
    }

    /** The same graph with each arc turned round. */
    Ways turned() {
        Builder builder = new Builder(junctions());
        for (int v = 0; v < junctions(); v++) {
            for (int arc = first[v]; arc < first[v + 1]; arc++) {
                builder.add(head[arc], v, length[arc]);
            }
        }
        return builder.build();
    }

    /** Collects arcs in any order. */
    static final class Builder {
        private final int junctions;
        private int[] tails = new int[1024];
        private int[] heads = new int[1024];
        private int[] lengths = new int[1024];
        private int size;

        Builder(int junctions) {
            this.junctions = junctions;
        }

        Builder add(int tail, int head, int length) {
            if (length <= 0) {
                throw new IllegalArgumentException("length (" + length + ") must be above 0");
            }
            if (size == tails.length) {
                tails = Arrays.copyOf(tails, 2 * size);
                heads = Arrays.copyOf(heads, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
            }
            tails[size] = tail;
            heads[size] = head;
            lengths[size++] = length;
            return this;
        }

        Ways build() {
            int[] first = new int[junctions + 1];
            for (int i = 0; i < size; i++) {
                first[tails[i] + 1]++;
            }
            for (int v = 0; v < junctions; v++) {
                first[v + 1] += first[v];
            }
            int[] next = first.clone();
            int[] head = new int[size];
            int[] length = new int[size];
            for (int i = 0; i < size; i++) {
                int arc = next[tails[i]]++;
                head[arc] = heads[i];
                length[arc] = lengths[i];
            }
            return new Ways(first, head, length);
        }
    }
}
