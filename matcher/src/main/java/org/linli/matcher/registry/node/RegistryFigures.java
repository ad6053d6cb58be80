package org.linli.matcher.registry.node;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.linli.matcher.registry.Rank;

/** What the registry has done since the node started. Safe to read from any thread. */
public final class RegistryFigures {
    private final LongAdder commits = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder[] waits = adders();
    private final LongAdder[] waitedNanos = adders();

    private static LongAdder[] adders() {
        return Stream.generate(LongAdder::new).limit(Rank.values().length).toArray(LongAdder[]::new);
    }

    void commit() {
        commits.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void repeat() {
        repeats.increment();
    }

    void read() {
        reads.increment();
    }

    void waited(Rank rank, long nanos) {
        waits[rank.ordinal()].increment();
        waitedNanos[rank.ordinal()].add(nanos);
    }

    /** Questions to the store of this rank that have left. */
    public long waits(Rank rank) {
        return waits[rank.ordinal()].sum();
    }

    /** How long they waited for their turn, all together. */
    public long waitedNanos(Rank rank) {
        return waitedNanos[rank.ordinal()].sum();
    }

    /** Decisions made durable, rejections included. */
    public long commits() {
        return commits.sum();
    }

    /** Decisions that had to be made again because something they read had changed. */
    public long conflicts() {
        return conflicts.sum();
    }

    /** Times that a command was read for, instead of being decided on what the node knows. */
    public long reads() {
        return reads.sum();
    }

    /** Replies given again. */
    public long repeats() {
        return repeats.sum();
    }
}
