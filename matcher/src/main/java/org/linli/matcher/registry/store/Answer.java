package org.linli.matcher.registry.store;

import java.util.List;
import org.linli.matcher.registry.Registry;

/** What a {@link Query} was answered. */
public sealed interface Answer {
    /**
     * The entities in the order asked for. One whose version the reader holds comes with that version and no body.
     *
     * @param nowMs    the region's time: the store's clock, never below the last entry's
     * @param sequence the log's head at that moment
     */
    record Read(long nowMs, long generation, long sequence, List<Registry.Versioned> entities) implements Answer {}

    /** The request has been answered before. */
    record Seen(StoredReply reply) implements Answer {}

    record Failed(Failure failure) implements Answer {}
}
