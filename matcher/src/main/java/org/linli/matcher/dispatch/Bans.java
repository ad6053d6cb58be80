package org.linli.matcher.dispatch;

import java.util.HashMap;
import java.util.Map;

/**
 * Pairs that the store has just refused, because the book was a moment behind. They are left alone until the log has
 * surely told why. Used on one loop.
 */
final class Bans {
    /** When so many stand, those that are over are thrown out. */
    private static final int SWEEP_AT = 1024;

    private final Map<Pair, Long> untilMs = new HashMap<>();

    void add(String orderId, String volunteerId, long until, long nowMs) {
        if (untilMs.size() >= SWEEP_AT) {
            untilMs.values().removeIf(end -> end <= nowMs);
        }
        untilMs.put(new Pair(orderId, volunteerId), until);
    }

    boolean stands(String orderId, String volunteerId, long nowMs) {
        if (untilMs.isEmpty()) {
            return false;
        }
        Long until = untilMs.get(new Pair(orderId, volunteerId));
        return until != null && until > nowMs;
    }

    void clear() {
        untilMs.clear();
    }

    private record Pair(String orderId, String volunteerId) {}
}
