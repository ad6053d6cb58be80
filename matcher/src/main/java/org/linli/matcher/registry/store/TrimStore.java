package org.linli.matcher.registry.store;

import java.util.concurrent.CompletionStage;

/** Takes from the store what the archive holds. Called on the region's loop; never blocks. */
public interface TrimStore {
    /** What one step took away; both 0: nothing is left to take now. */
    record Trimmed(long entries, long orders) {}

    /**
     * Removes entries older than {@code keepMs} and orders closed for longer, never any whose last entry is after
     * {@code archivedSequence}. One step is bounded; call again while it takes something.
     */
    CompletionStage<Trimmed> trim(long generation, long archivedSequence, long keepMs);
}
