package org.linli.matcher.registry.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The region's time and generation as the store told them last, and the time since by this node's own clock. Used on the
 * loop.
 */
final class RegionTime {
    /** Longer, and the store may have been put back, or its clock been set, without this node having heard. */
    static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private boolean told;
    private long toldAt;
    private long toldMs;
    private long generation;

    RegionTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The store has just said so. */
    void told(long ofGeneration, long nowMs) {
        told = true;
        toldAt = nanoTime.getAsLong();
        toldMs = nowMs;
        generation = ofGeneration;
    }

    /** Whether the store said something within the last second. */
    boolean isFresh() {
        return told && nanoTime.getAsLong() - toldAt < FRESH_NANOS;
    }

    /** A round trip and this clock's drift of a second beside the region's time. */
    long nowMs() {
        return toldMs + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - toldAt);
    }

    long generation() {
        return generation;
    }
}
