package org.linli.matcher.registry.node;

import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.store.LeaseStore;
import org.linli.matcher.registry.store.LeaseStore.Claimed;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in the region's lease: it watches the holder, takes over from one that has fallen silent, and knows
 * when its own word has become doubtful. Safety does not rest on it: the store refuses an old epoch. On the loop alone,
 * but for {@link #epoch}.
 */
public final class RegionLease implements AutoCloseable {
    /** How often the holder gives a sign of life, and a challenger looks. */
    static final long BEAT_MS = 500;
    /** A challenger's own clock must see the same beat for this long: six signs of life missed. */
    static final long SILENCE_MS = 3_000;
    /** A holder whose beat was not confirmed for this long stops before a challenger may start. */
    static final long DOUBT_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(RegionLease.class);

    /** Called on the loop. */
    public interface Listener {
        /**
         * The lease is this node's. Nothing may be planned before the book has applied this sequence, for it may hold
         * the last holder's commits.
         */
        void acquired(long epoch, long sequence);

        /** A beat has just been confirmed: the lease was this node's a moment ago. */
        default void confirmed() {}

        /** It is not any more, or that is in doubt. */
        void lost();
    }

    private final Loop loop;
    private final LeaseStore store;
    private final String self;
    private final Listener listener;
    private volatile long epoch;
    private @Nullable Lease held;
    private @Nullable Lease seen;
    private long seenAtNanos;
    private volatile long confirmedAtNanos;
    private boolean closed;

    /** @param self this node's name, unique over time */
    public RegionLease(Loop loop, LeaseStore store, String self, Listener listener) {
        this.loop = loop;
        this.store = store;
        this.self = self;
        this.listener = listener;
    }

    /** Begins to watch. */
    public void start() {
        loop.execute(this::tick);
    }

    /** The epoch while the lease is this node's beyond doubt, else 0. Safe to call from any thread. */
    public long epoch() {
        return elapsedMs(confirmedAtNanos) < DOUBT_MS ? epoch : 0;
    }

    /** Gives the lease up, if it is this node's, so that the next need not wait. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            Lease last = held;
            if (last != null) {
                drop("the node ends");
                store.release(last);
            }
        });
    }

    private void tick() {
        if (closed) {
            return;
        }
        loop.schedule(BEAT_MS, this::tick);
        Lease mine = held;
        if (mine == null) {
            watch();
        } else {
            beat(mine);
        }
    }

    private void beat(Lease mine) {
        long sentAtNanos = loop.nanoTime();
        loop.schedule(DOUBT_MS, this::doubt);
        store.beat(mine).whenComplete((confirmed, error) -> {
            if (error != null || held == null || held.epoch() != mine.epoch()) {
                return;
            }
            if (confirmed.isEmpty()) {
                drop("another node took it");
            } else {
                held = confirmed.get();
                confirmedAtNanos = sentAtNanos;
                listener.confirmed();
            }
        });
    }

    private void doubt() {
        if (held != null && elapsedMs(confirmedAtNanos) >= DOUBT_MS) {
            drop("no beat was confirmed for " + DOUBT_MS + " ms");
        }
    }

    private void drop(String reason) {
        LOG.info("Lease of epoch {} lost by {}: {}", epoch, self, reason);
        epoch = 0;
        held = null;
        seen = null;
        listener.lost();
    }

    private void watch() {
        store.read().whenComplete((lease, error) -> {
            if (error == null && held == null && !closed) {
                consider(lease);
            }
        });
    }

    private void consider(Lease lease) {
        if (!lease.equals(seen)) {
            seen = lease;
            seenAtNanos = loop.nanoTime();
        }
        if (lease.owner().isEmpty() || elapsedMs(seenAtNanos) >= SILENCE_MS) {
            claim(lease);
        }
    }

    private void claim(Lease lease) {
        long sentAtNanos = loop.nanoTime();
        store.claim(lease, self).whenComplete((claimed, error) -> {
            if (error == null && claimed.isPresent() && held == null && !closed) {
                acquire(claimed.get(), sentAtNanos);
            }
        });
    }

    private void acquire(Claimed claimed, long sentAtNanos) {
        held = claimed.lease();
        confirmedAtNanos = sentAtNanos;
        epoch = claimed.lease().epoch();
        LOG.info("Lease of epoch {} taken by {}", epoch, self);
        loop.schedule(DOUBT_MS, this::doubt);
        listener.acquired(claimed.lease().epoch(), claimed.sequence());
    }

    private long elapsedMs(long sinceNanos) {
        return (loop.nanoTime() - sinceNanos) / 1_000_000;
    }
}
