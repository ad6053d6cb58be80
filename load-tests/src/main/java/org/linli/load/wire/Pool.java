package org.linli.load.wire;

import java.util.ArrayDeque;

/** One lane's connections and what waits for one of them: people of different lanes do not stand in each other's way. */
final class Pool {
    /** Calls that wait for a connection; beyond these the oldest are given up, as a caller would. */
    private static final int WAITING = 20_000;

    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();

    /** A call that is due, and where it is counted. */
    record Call(Shot shot, Tally tally, long dueNanos) {}

    void free(Wire wire) {
        idle.add(wire);
    }

    void lost(Wire wire) {
        idle.remove(wire);
    }

    /** A connection for a call that need not wait, or null: then it waits. */
    @org.jspecify.annotations.Nullable
    Wire take(Call call) {
        if (!idle.isEmpty() && waiting.isEmpty()) {
            return idle.remove();
        }
        if (waiting.size() >= WAITING) {
            waiting.remove().tally().broken();
        }
        waiting.add(call);
        return null;
    }

    @org.jspecify.annotations.Nullable
    Call next() {
        return waiting.poll();
    }

    /** Whoever waits goes away. */
    void giveUp() {
        waiting.forEach(call -> call.tally().broken());
        waiting.clear();
    }
}
