package org.linli.gateway.stream;

import java.util.ArrayDeque;

/**
 * What is to be delivered in the log's order, though some of it waits for secrets to be opened: each turn is delivered
 * when it waits for nothing and all before it are. Used on the pusher's loop.
 */
final class Turns {
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();

    /** What one entry, or one who joins, does when all before it is done. */
    abstract static class Turn {
        /** How much of it is still being made. */
        int waiting;

        abstract void deliver();
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    /** Takes turns that are complete, the oldest first. */
    void run() {
        while (!turns.isEmpty() && turns.peek().waiting == 0) {
            turns.remove().deliver();
        }
    }

    void clear() {
        turns.clear();
    }
}
