package org.linli.matcher.registry.store;

import java.util.concurrent.CompletionStage;

/** The region's own record. Called on the region's loop; never blocks. */
public interface RegionStore {
    /**
     * What the region says of itself.
     *
     * @param generation of the data set: its first second since 1970, raised by each failover
     * @param level      the feature level of the data
     */
    record Region(long generation, int level, long sequence) {}

    /** The region's record; founded with this level where there is none yet. */
    CompletionStage<Region> found(int level);
}
