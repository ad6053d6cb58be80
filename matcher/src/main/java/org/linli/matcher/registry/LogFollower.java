package org.linli.matcher.registry;

import java.util.List;
import org.linli.proto.Entry;

/**
 * A reader of the log. It is first given the whole state as of one sequence in pages, then every entry after it, each
 * once and in order. All calls come on the registry's loop; none may block or throw.
 */
public interface LogFollower {
    /** A page of the state that {@link #ready} will close. An after-image that came twice is the newer one. */
    void load(List<Registry.Versioned> page);

    /** The state is whole as of this sequence. */
    void ready(long generation, long sequence);

    /** The next entry: durable, and with the sequence that follows the last one's. */
    void apply(Entry entry);

    /** The generation changed or the reader fell behind the log's start: forget everything; loading begins anew. */
    void reset();
}
