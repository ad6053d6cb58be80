package org.linli.matcher.road;

import java.util.Arrays;

/** Dijkstra's queue: junctions by the shortest length found so far, as a binary heap. One thread; reused. */
final class Nearest {
    private final int[] lengths;
    private final int[] touched;
    private int touchedSize;
    private long[] heap = new long[256];
    private int heapSize;

    Nearest(int junctions) {
        lengths = new int[junctions];
        Arrays.fill(lengths, Label.NO_WAY);
        touched = new int[junctions];
    }

    void start(int junction) {
        offer(junction, 0);
    }

    /** Takes the way where it is shorter than what was known. */
    void offer(int junction, int length) {
        if (length >= lengths[junction]) {
            return;
        }
        if (lengths[junction] == Label.NO_WAY) {
            touched[touchedSize++] = junction;
        }
        lengths[junction] = length;
        push((long) length << 32 | junction);
    }

    /** The nearest junction not given yet; -1: none is left. */
    int next() {
        while (heapSize > 0) {
            long top = pop();
            int junction = (int) top;
            if (lengths[junction] == (int) (top >>> 32)) {
                return junction;
            }
        }
        return -1;
    }

    int length(int junction) {
        return lengths[junction];
    }

    void clear() {
        for (int i = 0; i < touchedSize; i++) {
            lengths[touched[i]] = Label.NO_WAY;
        }
        touchedSize = 0;
        heapSize = 0;
    }

    private void push(long item) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heapSize);
        }
        int at = heapSize++;
        while (at > 0 && heap[(at - 1) >>> 1] > item) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = item;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--heapSize];
        int at = 0;
        for (int child = 1; child < heapSize; child = 2 * at + 1) {
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return top;
    }
}
