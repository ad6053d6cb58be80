package org.linli.matcher.registry.memory;

import java.util.Optional;
import org.linli.matcher.registry.store.LeaseStore.Lease;

/** Who holds the region, under which epoch and with which beat. */
final class MemoryLease {
    private final Undo undo;
    private Lease lease;

    MemoryLease(Undo undo, long generation) {
        this.undo = undo;
        lease = new Lease(generation, 0, "", 0);
    }

    long epoch() {
        return lease.epoch();
    }

    /** As it is in the present generation. */
    Lease of(long generation) {
        return new Lease(generation, lease.epoch(), lease.owner(), lease.beat());
    }

    /** Taken under the next epoch, where it is still as it was seen. */
    Optional<Lease> claim(Lease seen, String owner, long generation) {
        boolean fits = seen.generation() == generation && seen.epoch() == lease.epoch() && seen.beat() == lease.beat();
        return fits ? Optional.of(take(generation, lease.epoch() + 1, owner)) : Optional.empty();
    }

    Optional<Lease> beat(Lease held, long generation) {
        return isHeldBy(held, generation)
                ? Optional.of(take(generation, held.epoch(), held.owner()))
                : Optional.empty();
    }

    void release(Lease held, long generation) {
        if (isHeldBy(held, generation)) {
            take(generation, held.epoch(), "");
        }
    }

    private boolean isHeldBy(Lease held, long generation) {
        return held.generation() == generation
                && held.epoch() == lease.epoch()
                && held.owner().equals(lease.owner());
    }

    private Lease take(long generation, long epoch, String owner) {
        Lease before = lease;
        undo.did(() -> lease = before);
        undo.stroke();
        lease = new Lease(generation, epoch, owner, before.beat() + 1);
        return lease;
    }
}
