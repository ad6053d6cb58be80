package org.linli.matcher.registry.store;

/** What became of a {@link Commit}. */
public sealed interface Outcome {
    /**
     * It is durable.
     *
     * @param sequence of its entry; 0 where it had no change
     * @param atMs     the region's time of the commit
     */
    record Done(long generation, long sequence, long atMs) implements Outcome {}

    /** The request had been answered before; nothing happened now. */
    record Seen(StoredReply reply) implements Outcome {}

    /** Something that was read has changed since, or the data set is another: read and decide again. */
    record Conflict(String what) implements Outcome {}

    /** The lease's epoch is another. */
    record LeaseLost(long epoch) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}
}
