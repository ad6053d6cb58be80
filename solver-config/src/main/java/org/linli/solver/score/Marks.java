package org.linli.solver.score;

/** A set of small numbers in the order of their coming. Mutable, for one thread. */
final class Marks {
    private final boolean[] in;
    private final int[] order;
    private int count;

    Marks(int size) {
        in = new boolean[size];
        order = new int[size];
    }

    void add(int number) {
        if (!in[number]) {
            in[number] = true;
            order[count++] = number;
        }
    }

    boolean has(int number) {
        return in[number];
    }

    int count() {
        return count;
    }

    int get(int index) {
        return order[index];
    }

    void clear() {
        while (count > 0) {
            in[order[--count]] = false;
        }
    }
}
