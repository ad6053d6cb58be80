package org.linli.matcher.registry.node;

import java.util.concurrent.atomic.LongAdder;

/** What the registry has done since the node started. Safe to read from any thread. */
public final class RegistryFigures {
    private final LongAdder commits = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder repeats = new LongAdder();

    void commit() {
        commits.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void repeat() {
        repeats.increment();
    }

    /** Decisions made durable, rejections included. */
    public long commits() {
        return commits.sum();
    }

    /** Decisions that had to be made again because something they read had changed. */
    public long conflicts() {
        return conflicts.sum();
    }

    /** Replies given again. */
    public long repeats() {
        return repeats.sum();
    }
}
