package org.linli.matcher.match;

import java.util.Arrays;

/**
 * For each node the edges that touch it, in no order. An edge is added and removed in constant time; a node's list keeps
 * its room when it empties, so that a reused id allocates nothing.
 */
final class Adjacency {
    private static final int[] NO_EDGES = {};
    private static final int FIRST_ROOM = 24;

    private int[][] edges = {};
    private int[] degree = {};
    private int[] position = {};

    void ensureNodes(int count) {
        if (count > edges.length) {
            int old = edges.length;
            int room = Growth.roomFor(count, old);
            edges = Arrays.copyOf(edges, room);
            Arrays.fill(edges, old, room, NO_EDGES);
            degree = Arrays.copyOf(degree, room);
        }
    }

    void ensureEdges(int count) {
        if (count > position.length) {
            position = Arrays.copyOf(position, Growth.roomFor(count, position.length));
        }
    }

    int degree(int node) {
        return degree[node];
    }

    int edge(int node, int index) {
        return edges[node][index];
    }

    void add(int node, int edge) {
        int at = degree[node]++;
        if (at == edges[node].length) {
            edges[node] = Arrays.copyOf(edges[node], Math.max(FIRST_ROOM, at + (at >> 1)));
        }
        edges[node][at] = edge;
        position[edge] = at;
    }

    /** Takes the edge out; the node's last edge moves into its place. */
    void remove(int node, int edge) {
        int last = edges[node][--degree[node]];
        edges[node][position[edge]] = last;
        position[last] = position[edge];
    }
}
