package org.linli.matcher.registry.store;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linli.proto.Timer;

/** The region's timers. Called on the region's loop; never blocks. */
public interface TimerStore {
    /**
     * The timers whose time has come.
     *
     * @param nowMs     the region's time
     * @param due       earliest first
     * @param nextDueMs when the next one after those is due; 0: none is armed
     */
    record Due(long nowMs, List<Timer> due, long nextDueMs) {}

    CompletionStage<Due> due(int limit);

    /** Disarms timers unless they were armed for another time meanwhile. */
    CompletionStage<Void> disarm(List<Timer> timers);
}
