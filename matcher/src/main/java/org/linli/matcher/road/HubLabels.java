package org.linli.matcher.road;

import java.util.Arrays;

/**
 * The exact shortest way between any two junctions in well under a microsecond: each junction keeps the few important
 * junctions (hubs) through which its long ways lead, with the length to and from each, and the shortest way between two
 * of them leads through a hub that both know. Labels are made by pruned searches from the most important junction down
 * (T. Akiba, Y. Iwata, Y. Yoshida: Fast exact shortest-path distance queries on large networks by pruned landmark
 * labeling, SIGMOD 2013; with lengths, by Dijkstra's algorithm). Immutable; safe for any thread.
 */
final class HubLabels {
    private final Label[] out;
    private final Label[] in;

    private HubLabels(Label[] out, Label[] in) {
        this.out = out;
        this.in = in;
    }

    /**
     * @param order all junctions, the most important first: right in any order, small in a good one
     */
    static HubLabels of(Ways ways, int[] order) {
        Labeling labeling = new Labeling(ways, order);
        labeling.run();
        return new HubLabels(labeling.out(), labeling.in());
    }

    /** From the junction to its hubs. */
    Label from(int junction) {
        return out[junction];
    }

    /** From its hubs to the junction. */
    Label to(int junction) {
        return in[junction];
    }

    /** How many hubs all junctions keep, both ways. */
    long size() {
        return Arrays.stream(out).mapToLong(Label::size).sum()
                + Arrays.stream(in).mapToLong(Label::size).sum();
    }
}
