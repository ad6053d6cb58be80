package org.linli.gateway.issuer;

import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that the issuer publishes, asked for again when it is old, and never twice at once. While it cannot be had the
 * old one counts for a while. Safe to call from any thread.
 */
final class Published<T> {
    /** A key that the issuer gave up for stolen counts here no longer than this. */
    static final long FRESH_MS = 10 * 60_000L;

    static final long OLDEST_MS = 60 * 60_000L;
    /** Whoever sends tokens of invented keys makes the node ask no more often than this. */
    static final long PAUSE_MS = 60_000L;

    private final Supplier<Future<T>> source;
    private final LongSupplier nowMs;
    private @Nullable T held;
    private @Nullable Future<T> asking;
    private long heldSinceMs;
    private long askedAtMs = Long.MIN_VALUE / 2;

    Published(Supplier<Future<T>> source, LongSupplier nowMs) {
        this.source = source;
        this.nowMs = nowMs;
    }

    Future<T> get() {
        T known = held(FRESH_MS);
        return known != null ? Future.succeededFuture(known) : ask();
    }

    /** The newest that may be asked for now. */
    Future<T> newer() {
        T known = held(OLDEST_MS);
        return known != null && nowMs.getAsLong() - askedAt() < PAUSE_MS ? Future.succeededFuture(known) : ask();
    }

    private synchronized @Nullable T held(long mostMs) {
        return nowMs.getAsLong() - heldSinceMs < mostMs ? held : null;
    }

    private synchronized long askedAt() {
        return askedAtMs;
    }

    private synchronized Future<T> ask() {
        if (asking != null) {
            return asking;
        }
        askedAtMs = nowMs.getAsLong();
        Future<T> answer = source.get().map(this::keep).recover(this::orOld);
        asking = answer;
        return answer.onComplete(done -> asked());
    }

    private synchronized T keep(T fresh) {
        held = fresh;
        heldSinceMs = nowMs.getAsLong();
        return fresh;
    }

    private synchronized void asked() {
        asking = null;
    }

    private Future<T> orOld(Throwable failure) {
        T known = held(OLDEST_MS);
        return known == null ? Future.failedFuture(failure) : Future.succeededFuture(known);
    }
}
