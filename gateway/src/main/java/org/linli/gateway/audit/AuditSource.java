package org.linli.gateway.audit;

import java.util.function.Predicate;
import org.linli.proto.Entry;

/** The region's log, from the archive and then from the store. */
@FunctionalInterface
public interface AuditSource {
    /**
     * Gives entries in order, beginning at this place or somewhat before it, until the log's end or until the sink says
     * no. Blocks. Throws where the log is not whole.
     */
    void read(AuditPlace from, Predicate<Entry> sink);
}
