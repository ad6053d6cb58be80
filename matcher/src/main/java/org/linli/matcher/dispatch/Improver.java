package org.linli.matcher.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/**
 * The third tier of planning: keeps the zone solvers fed with snapshots while there is something to improve, and applies
 * what they find, each difference whole after it was checked and scored again, or not at all. Used on one loop; only the
 * making of problems is done elsewhere.
 */
final class Improver {
    /** What one snapshot holds at most: a search of some seconds improves no more. */
    private static final int MOST_VISITS = 2_000;
    /** Between two snapshots when solvers only improve: searches need a moment, and copies cost the loop. */
    private static final long IMPROVE_MS = 1_000;
    /** Between two snapshots when solvers alone assign, so that a new visit waits no longer. */
    private static final long ASSIGN_MS = 200;
    /** The first new visit after a quiet time waits only for its like. */
    private static final long PROMPT_MS = 5;

    private static final int SEARCH_SECONDS = 5;

    private final String region;
    private final Loop loop;
    private final RegionClock clock;
    private final Desk desk;
    private final DispatchSettings settings;
    private final DispatchMeters meters;
    private final ZoneSolving solving;
    private final Executor work;
    private final LongSupplier sequence;
    private final Merging merging;
    private boolean wanted;
    private boolean scheduled;
    private long lastNanos;
    private long rounds;

    Improver(
            String region,
            Loop loop,
            RegionClock clock,
            Desk desk,
            DispatchSettings settings,
            DispatchMeters meters,
            ZoneSolving solving,
            Executor work,
            LongSupplier sequence) {
        this.region = region;
        this.loop = loop;
        this.clock = clock;
        this.desk = desk;
        this.settings = settings;
        this.meters = meters;
        this.solving = solving;
        this.work = work;
        this.sequence = sequence;
        merging = new Merging(desk, clock, meters);
        lastNanos = loop.nanoTime() - IMPROVE_MS * 1_000_000;
    }

    /** There is something new to make or to improve. */
    void nudge() {
        wanted = true;
        if (!scheduled) {
            scheduled = true;
            long sinceMs = (loop.nanoTime() - lastNanos) / 1_000_000;
            long gap = settings.inserts() ? IMPROVE_MS : ASSIGN_MS;
            loop.schedule(Math.max(PROMPT_MS, gap - sinceMs), this::round);
        }
    }

    /** The dispatcher has more work than it can do at once, or has caught up. */
    void backlog(boolean behind) {
        if (settings.inserts() && behind) {
            solving.park();
        } else {
            solving.resume();
        }
    }

    private void round() {
        scheduled = false;
        if (!wanted || !desk.isActive()) {
            return;
        }
        wanted = false;
        lastNanos = loop.nanoTime();
        ZoneProblems.Picture picture = picture();
        if (!picture.visits().isEmpty()) {
            long seed = ++rounds;
            hand(() -> ZoneProblems.of(picture, seed, SEARCH_SECONDS).forEach(this::solve));
        }
    }

    private void hand(Runnable making) {
        try {
            work.execute(making);
        } catch (RejectedExecutionException busy) {
            meters.difference(Placement.IMPROVE, "not-made");
            nudge();
        }
    }

    private ZoneProblems.Picture picture() {
        Book book = desk.book();
        Offering offering = new Offering(book.rules().policy());
        List<BookVisit> visits = book.open().all().stream()
                .filter(visit -> ZoneView.isMovable(visit, offering))
                .sorted(Comparator.comparing(
                                (BookVisit visit) -> visit.request().getPriorityValue())
                        .reversed()
                        .thenComparing(BookVisit::openedAtMs))
                .limit(MOST_VISITS)
                .toList();
        return new ZoneProblems.Picture(
                region, book.rules(), clock.nowMs(), book.roster().snapshot(), visits, sequence.getAsLong());
    }

    private void solve(ZoneProblem problem) {
        solving.solve(problem, differences -> loop.execute(() -> apply(differences)), () -> {});
    }

    private void apply(List<ZoneDifference> differences) {
        if (!desk.isActive()) {
            return;
        }
        boolean any = false;
        for (ZoneDifference difference : differences) {
            any |= merging.apply(difference, settings.inserts() ? Placement.IMPROVE : Placement.SOLVER);
        }
        if (any) {
            nudge();
        }
    }
}
