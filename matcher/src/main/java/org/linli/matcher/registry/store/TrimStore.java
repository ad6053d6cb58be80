package org.linli.matcher.registry.store;

import java.util.concurrent.CompletionStage;

/** Takes from the store what the archive holds. Called on the region's loop; never blocks. */
public interface TrimStore {
    /** How many entries one step took away, and how many orders and activities that are over; both 0: nothing is left to take now. */
    record Trimmed(long entries, long over) {}

    /**
     * Removes entries older than {@code keepMs} and orders and activities that have been over for longer, never any whose last entry is after
     * {@code archivedSequence}. One step is bounded; call again while it takes something.
     */
    CompletionStage<Trimmed> trim(long generation, long archivedSequence, long keepMs);
}
