package org.linli.matcher.match;

import java.util.Arrays;

/**
 * The volunteers that a search has reached and not yet settled, nearest first: a binary heap that knows where each
 * volunteer sits in it, so that a shorter way moves it up. Clearing costs constant time; nothing is allocated once it
 * has grown.
 */
final class Frontier {
    private long[] distance = {};
    private int[] edge = {};
    private int[] seat = {};
    private int[] reachedIn = {};
    private int[] heap = {};
    private int[] settled = {};
    private int search;
    private int waiting;
    private int settledCount;

    void ensureNodes(int count) {
        if (count > distance.length) {
            int room = Growth.roomFor(count, distance.length);
            distance = Arrays.copyOf(distance, room);
            edge = Arrays.copyOf(edge, room);
            seat = Arrays.copyOf(seat, room);
            reachedIn = Arrays.copyOf(reachedIn, room);
            heap = Arrays.copyOf(heap, room);
            settled = Arrays.copyOf(settled, room);
        }
    }

    void clear() {
        waiting = 0;
        settledCount = 0;
        search++;
        if (search == 0) { // the count of searches has wrapped: no old mark may look like a new one
            Arrays.fill(reachedIn, 0);
            search = 1;
        }
    }

    /** Notes a way to the node, by the given edge, if it is the first or a shorter one. */
    void reach(int node, long newDistance, int byEdge) {
        if (reachedIn[node] != search) {
            reachedIn[node] = search;
            seat[node] = waiting++;
        } else if (newDistance >= distance[node]) {
            return;
        }
        distance[node] = newDistance;
        edge[node] = byEdge;
        moveUp(node, seat[node]);
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    long nearestDistance() {
        return distance[heap[0]];
    }

    /** Takes out the nearest node and counts it as settled. */
    int settleNearest() {
        int node = heap[0];
        int last = heap[--waiting];
        if (waiting > 0) {
            moveDown(last, 0);
        }
        settled[settledCount++] = node;
        return node;
    }

    long distance(int node) {
        return distance[node];
    }

    /** The edge by which the node was reached on the shortest way known. */
    int edge(int node) {
        return edge[node];
    }

    int settledCount() {
        return settledCount;
    }

    int settled(int index) {
        return settled[index];
    }

    private void moveUp(int node, int from) {
        int at = from;
        while (at > 0 && distance[heap[(at - 1) >> 1]] > distance[node]) {
            put(heap[(at - 1) >> 1], at);
            at = (at - 1) >> 1;
        }
        put(node, at);
    }

    private void moveDown(int node, int from) {
        int at = from;
        int child = nearerChild(at);
        while (child < waiting && distance[heap[child]] < distance[node]) {
            put(heap[child], at);
            at = child;
            child = nearerChild(at);
        }
        put(node, at);
    }

    private int nearerChild(int at) {
        int left = 2 * at + 1;
        int right = left + 1;
        return right < waiting && distance[heap[right]] < distance[heap[left]] ? right : left;
    }

    private void put(int node, int at) {
        heap[at] = node;
        seat[node] = at;
    }
}
