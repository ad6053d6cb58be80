package org.linli.matcher.dispatch;

import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;

/**
 * What follows when a commit has ended: what it had reserved is free again, whom the store refused is not asked again for
 * a while, and nothing is proposed while the store or the lease is in doubt. Used on one loop.
 */
final class Aftermath implements Commits.Outcome {
    /** How soon work that the store could not take is tried again. */
    private static final long BACK_OFF_MS = 500;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Book book;
    private final Plans plans;
    private final Bans bans;
    private final Loop loop;
    private final RegionClock clock;
    private final DispatchSettings settings;
    private final DispatchMeters meters;
    private final ObjLongConsumer<BookVisit> again;
    private final Runnable goOn;
    private long pausedUntilNanos;

    /**
     * @param again takes a visit that is to be worked on anew, and after how many milliseconds
     * @param goOn  run when a commit is dealt with
     */
    Aftermath(
            Book book,
            Plans plans,
            Bans bans,
            Loop loop,
            RegionClock clock,
            DispatchSettings settings,
            DispatchMeters meters,
            ObjLongConsumer<BookVisit> again,
            Runnable goOn) {
        this.book = book;
        this.plans = plans;
        this.bans = bans;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.again = again;
        this.goOn = goOn;
        pausedUntilNanos = loop.nanoTime(); // whose origin may be anywhere
    }

    boolean isPaused() {
        return loop.nanoTime() - pausedUntilNanos < 0;
    }

    /** By this node's own clock: the region's goes back when its data are restored. */
    private void pause(long ms) {
        pausedUntilNanos = loop.nanoTime() + ms * NANOS_PER_MS;
    }

    @Override
    public void accepted(List<Commits.Part> parts) {
        goOn.run();
    }

    @Override
    public void refused(List<Commits.Part> parts, Commits.@Nullable Part at, String problem) {
        meters.refused(problem);
        boolean pair = at != null && at.volunteer() >= 0;
        for (Commits.Part part : parts) {
            if (pair ? part.equals(at) : part.volunteer() >= 0) {
                bans.add(
                        Ids.orderOf(part.visitId()),
                        part.volunteerId(),
                        clock.nowMs() + settings.refusalMs(),
                        clock.nowMs());
            }
        }
        if (problem.equals("lease-lost")) {
            pause(settings.leaseDoubtMs());
        }
        release(parts, pair ? 0 : BACK_OFF_MS);
    }

    @Override
    public void unavailable(List<Commits.Part> parts) {
        pause(BACK_OFF_MS);
        release(parts, BACK_OFF_MS);
    }

    @Override
    public void read(List<Commits.Part> parts, Registry.Reading reading) {
        clock.atLeast(reading.nowMs());
        reading.entities().stream()
                .filter(Registry.Versioned::present)
                .forEach(entity -> book.put(entity.key(), entity.version(), entity.entity()));
        book.settle(clock.nowMs());
        release(parts, 0);
    }

    private void release(List<Commits.Part> parts, long waitMs) {
        for (Commits.Part part : parts) {
            plans.release(part.visitId(), part.volunteer());
            BookVisit visit = book.open().find(part.visitId());
            if (visit != null) {
                again.accept(visit, waitMs);
            }
        }
        goOn.run();
    }
}
