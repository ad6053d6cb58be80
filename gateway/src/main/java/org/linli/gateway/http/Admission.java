package org.linli.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.linli.matcher.registry.Rank;

/**
 * Lets calls in by their rank while there is room, the lowest the last. What was let in is never given up. Counts
 * {@code linli_lane_admitted_total} and {@code linli_lane_shed_total} by lane, and the times of those let in as
 * {@code linli_lane_seconds}. Safe to call from any thread.
 */
public final class Admission {
    private final AdaptiveLimit limit;
    private final MeterRegistry meters;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Rank, Lane> lanes = new EnumMap<>(Rank.class);

    public Admission(AdaptiveLimit limit, MeterRegistry meters) {
        this.limit = limit;
        this.meters = meters;
        for (Rank rank : Rank.values()) {
            lanes.put(rank, new Lane(rank, meters));
        }
        Gauge.builder("linli.lane.limit", limit, AdaptiveLimit::current)
                .description("Calls that may be under way at the door, urgent ones aside")
                .register(meters);
        Gauge.builder("linli.lane.under.way", underWay, AtomicInteger::get)
                .description("Calls under way at the door")
                .register(meters);
    }

    /** Whether the call may go on; if so, {@link #leave} must follow. */
    boolean enter(Rank rank) {
        int now = underWay.getAndIncrement();
        if (rank.admits(now, limit.current())) {
            lane(rank).admitted.increment();
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    /** The call was refused for good. */
    void shed(Rank rank) {
        lane(rank).shed.increment();
    }

    /** @param calls how many wait for room */
    void waiting(IntSupplier calls) {
        Gauge.builder("linli.lane.waiting", calls, IntSupplier::getAsInt)
                .description("Calls that wait at the door for room")
                .strongReference(true)
                .register(meters);
    }

    /**
     * The call has its answer.
     *
     * @param tells whether its time tells how busy the store is, as that of a commit does
     */
    void leave(Rank rank, long now, long tookNanos, boolean tells) {
        int were = underWay.getAndDecrement();
        lane(rank).time.record(tookNanos, TimeUnit.NANOSECONDS);
        if (tells) {
            limit.answered(now, tookNanos, were);
        }
    }

    private Lane lane(Rank rank) {
        return Objects.requireNonNull(lanes.get(rank));
    }

    private static final class Lane {
        final Counter admitted;
        final Counter shed;
        final Timer time;

        Lane(Rank rank, MeterRegistry meters) {
            String name = Words.kebab(rank.name());
            admitted = Counter.builder("linli.lane.admitted")
                    .description("Calls let in")
                    .tag("lane", name)
                    .register(meters);
            shed = Counter.builder("linli.lane.shed")
                    .description("Calls refused because the node stayed full")
                    .tag("lane", name)
                    .register(meters);
            time = Timer.builder("linli.lane")
                    .description("Calls let in, from when there was room to the answer")
                    .tag("lane", name)
                    .register(meters);
        }
    }
}
