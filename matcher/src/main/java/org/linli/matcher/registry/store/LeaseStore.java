package org.linli.matcher.registry.store;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The lease of the region's dispatcher, beside the data that it guards. Called on the region's loop; never blocks. */
public interface LeaseStore {
    /**
     * The lease at one moment.
     *
     * @param epoch grows by one with every take-over
     * @param owner the node that holds it; empty: it was given up, or never taken
     * @param beat  grows by one with every sign of life
     */
    record Lease(long generation, long epoch, String owner, long beat) {}

    /** A lease taken, and the log's head at that moment. */
    record Claimed(Lease lease, long sequence) {}

    CompletionStage<Lease> read();

    /** Takes the lease if generation, epoch and beat still are as seen. Empty: they are not. */
    CompletionStage<Optional<Claimed>> claim(Lease seen, String owner);

    /** Gives a sign of life. Empty: the lease is somebody else's now. */
    CompletionStage<Optional<Lease>> beat(Lease held);

    /** Gives the lease up, so that a challenger need not wait. */
    CompletionStage<Void> release(Lease held);
}
