package org.linli.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.linli.matcher.registry.Rank;

/**
 * Where calls wait that found the door full: whoever leaves makes room for the first of the highest rank, and who has
 * waited for {@link #PATIENCE_MS} is refused. A pause of the store or the collector thus refuses nobody, and whoever
 * would come again at once costs the node one look in this time. Safe to call from any thread; a call goes on where it
 * came in.
 */
final class WaitingRoom {
    /** About as long as people wait for a page before they try again. */
    static final long PATIENCE_MS = 3_000;
    /** About 3 kB each; beyond it refusals are said at once. */
    static final int SEATS = 16_384;

    private static final long SOONEST_LOOK_MS = 10;

    private final Admission admission;
    private final Supplier<Executor> here;
    private final Door.Later later;
    private final LongSupplier nanoTime;
    private final Map<Rank, Deque<Waiter>> queues = new EnumMap<>(Rank.class);
    /** Written under the lock. */
    private volatile int waiting;

    /** @param here the event loop that asks */
    WaitingRoom(Admission admission, Supplier<Executor> here, Door.Later later, LongSupplier nanoTime) {
        this.admission = admission;
        this.here = here;
        this.later = later;
        this.nanoTime = nanoTime;
        for (Rank rank : Rank.values()) {
            queues.put(rank, new ArrayDeque<>());
        }
        admission.waiting(() -> waiting);
    }

    /** Whether the call may go on, said when that is known; if so, {@link #leave} must follow. */
    Future<Boolean> enter(Rank rank) {
        if (admission.enter(rank)) {
            return Future.succeededFuture(true);
        }
        Waiter waiter = new Waiter(here.get(), nanoTime.getAsLong(), Promise.promise());
        if (!sit(rank, waiter)) {
            admission.shed(rank);
            return Future.succeededFuture(false);
        }
        letIn(); // somebody may have left since the door was looked at
        return waiter.promise.future();
    }

    private boolean sit(Rank rank, Waiter waiter) {
        boolean first;
        synchronized (this) {
            if (waiting >= SEATS) {
                return false;
            }
            first = waiting == 0;
            queue(rank).add(waiter);
            waiting++;
        }
        if (first) {
            later.run(PATIENCE_MS, this::refuseThoseWhoWaitedLong);
        }
        return true;
    }

    /** The call has its answer; see {@link Admission#leave}. */
    void leave(Rank rank, long now, long tookNanos, boolean tells) {
        admission.leave(rank, now, tookNanos, tells);
        letIn();
    }

    private void letIn() {
        if (waiting == 0) {
            return;
        }
        List<Waiter> next = new ArrayList<>();
        synchronized (this) {
            for (Map.Entry<Rank, Deque<Waiter>> queue : queues.entrySet()) {
                while (!queue.getValue().isEmpty() && admission.enter(queue.getKey())) {
                    next.add(queue.getValue().remove());
                }
            }
            waiting -= next.size();
        }
        next.forEach(waiter -> waiter.tell(true));
    }

    private void refuseThoseWhoWaitedLong() {
        long now = nanoTime.getAsLong();
        long nextMs = -1;
        List<Waiter> over = new ArrayList<>();
        synchronized (this) {
            for (Map.Entry<Rank, Deque<Waiter>> queue : queues.entrySet()) {
                while (!queue.getValue().isEmpty() && queue.getValue().element().leftMs(now) <= 0) {
                    over.add(queue.getValue().remove());
                    admission.shed(queue.getKey());
                }
            }
            waiting -= over.size();
            if (waiting > 0) {
                nextMs = Math.max(SOONEST_LOOK_MS, leastLeftMs(now));
            }
        }
        over.forEach(waiter -> waiter.tell(false));
        if (nextMs > 0) {
            later.run(nextMs, this::refuseThoseWhoWaitedLong);
        }
    }

    private long leastLeftMs(long now) {
        return queues.values().stream()
                .filter(queue -> !queue.isEmpty())
                .mapToLong(queue -> queue.element().leftMs(now))
                .min()
                .orElse(PATIENCE_MS);
    }

    private Deque<Waiter> queue(Rank rank) {
        return Objects.requireNonNull(queues.get(rank));
    }

    private record Waiter(Executor loop, long since, Promise<Boolean> promise) {
        long leftMs(long now) {
            return PATIENCE_MS - TimeUnit.NANOSECONDS.toMillis(now - since);
        }

        void tell(boolean mayGoOn) {
            loop.execute(() -> promise.complete(mayGoOn));
        }
    }
}
