package org.linli.matcher.dispatch;

import org.linli.matcher.Loop;

/**
 * The region's time as this node can best tell: the store's, carried on by the loop's own clock between two readings
 * and never below the last entry's. Used on one loop.
 */
final class RegionClock {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Loop loop;
    private long baseMs;
    private long baseNanos;

    RegionClock(Loop loop) {
        this.loop = loop;
        baseNanos = loop.nanoTime();
    }

    /** Milliseconds since 1970. */
    long nowMs() {
        return baseMs + (loop.nanoTime() - baseNanos) / NANOS_PER_MS;
    }

    /** The store has just said what time it is. */
    void set(long storeMs) {
        baseMs = storeMs;
        baseNanos = loop.nanoTime();
    }

    /** An entry was made at this time, so it cannot be earlier now. */
    void atLeast(long entryMs) {
        if (entryMs > nowMs()) {
            set(entryMs);
        }
    }
}
