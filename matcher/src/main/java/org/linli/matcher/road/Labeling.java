package org.linli.matcher.road;

import java.util.Arrays;

/** Makes the labels of {@link HubLabels}: one pruned search each way from each junction in turn. One thread. */
final class Labeling {
    private final Ways ways;
    private final Ways turned;
    private final int[] order;
    private final Growing[] out;
    private final Growing[] in;
    /** The lengths of the label of the junction that is being searched from, by rank. */
    private final int[] known;

    private final Nearest nearest;

    Labeling(Ways ways, int[] order) {
        if (order.length != ways.junctions()) {
            throw new IllegalArgumentException(
                    "order (" + order.length + " junctions) must name each of the " + ways.junctions() + " once");
        }
        this.ways = ways;
        this.turned = ways.turned();
        this.order = order;
        out = growing(order.length);
        in = growing(order.length);
        known = new int[order.length];
        Arrays.fill(known, Label.NO_WAY);
        nearest = new Nearest(order.length);
    }

    private static Growing[] growing(int count) {
        Growing[] labels = new Growing[count];
        Arrays.setAll(labels, i -> new Growing());
        return labels;
    }

    void run() {
        for (int rank = 0; rank < order.length; rank++) {
            search(rank, ways, out, in);
            search(rank, turned, in, out);
        }
    }

    /** Gives every junction this hub whose way from it no earlier hub covers, and goes on only from there. */
    private void search(int rank, Ways along, Growing[] own, Growing[] reached) {
        int hub = order[rank];
        own[hub].spread(known);
        nearest.start(hub);
        for (int v = nearest.next(); v >= 0; v = nearest.next()) {
            int length = nearest.length(v);
            if (!reached[v].covers(known, length)) {
                reached[v].add(rank, length);
                for (int arc = along.first[v]; arc < along.first[v + 1]; arc++) {
                    nearest.offer(along.head[arc], length + along.length[arc]);
                }
            }
        }
        nearest.clear();
        own[hub].unspread(known);
    }

    Label[] out() {
        return labels(out);
    }

    Label[] in() {
        return labels(in);
    }

    private static Label[] labels(Growing[] all) {
        return Arrays.stream(all).map(Growing::label).toArray(Label[]::new);
    }

    /** A label while it is made. */
    private static final class Growing {
        private int[] ranks = new int[8];
        private int[] lengths = new int[8];
        private int size;

        void add(int rank, int length) {
            if (size == ranks.length) {
                ranks = Arrays.copyOf(ranks, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
            }
            ranks[size] = rank;
            lengths[size++] = length;
        }

        void spread(int[] known) {
            for (int i = 0; i < size; i++) {
                known[ranks[i]] = lengths[i];
            }
        }

        void unspread(int[] known) {
            for (int i = 0; i < size; i++) {
                known[ranks[i]] = Label.NO_WAY;
            }
        }

        /** Whether some hub of both makes a way as short as that. */
        boolean covers(int[] known, int length) {
            for (int i = 0; i < size; i++) {
                int there = known[ranks[i]];
                if (there <= length - lengths[i]) {
                    return true;
                }
            }
            return false;
        }

        Label label() {
            return new Label(Arrays.copyOf(ranks, size), Arrays.copyOf(lengths, size));
        }
    }
}
