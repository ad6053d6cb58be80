package org.linli.solver.score;

import java.util.Arrays;

/** What a settling overwrote, last in first out, so that a move that is taken back costs next to nothing. */
final class Journal {
    private static final int FIRST_SIZE = 64;

    /** Gives an overwritten value back. */
    interface Keeper {
        void putBack(int kind, int index, long value);
    }

    private int[] kinds = new int[FIRST_SIZE];
    private int[] indexes = new int[FIRST_SIZE];
    private long[] values = new long[FIRST_SIZE];
    private int size;

    void note(int kind, int index, long value) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            indexes = Arrays.copyOf(indexes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        kinds[size] = kind;
        indexes[size] = index;
        values[size++] = value;
    }

    static IllegalArgumentException unknown(int kind) {
        return new IllegalArgumentException("kind (" + kind + ") of a noted value is unknown");
    }

    void clear() {
        size = 0;
    }

    void rollBack(Keeper keeper) {
        while (size > 0) {
            size--;
            keeper.putBack(kinds[size], indexes[size], values[size]);
        }
    }
}
