package org.linli.matcher.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.solve.Judge;
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

    /** With five zones on one thread a plan is ten seconds old when its last zone has been searched. */
    private static final int IMPROVE_SECONDS = 2;
    /** A newer snapshot ends it sooner. */
    private static final int ASSIGN_SECONDS = 5;

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
    /** Problems of the last snapshot whose searches have not ended. */
    private int searching;

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

    /** Who decides whether what comes back holds. */
    void judgedBy(Judge judge) {
        merging.judgedBy(judge);
    }

    /** There is something new to make or to improve. */
    void nudge() {
        wanted = true;
        if (!scheduled && mayMake()) {
            scheduled = true;
            long sinceMs = (loop.nanoTime() - lastNanos) / 1_000_000;
            long gap = settings.inserts() ? IMPROVE_MS : ASSIGN_MS;
            loop.schedule(Math.max(PROMPT_MS, gap - sinceMs), this::round);
        }
    }

    /**
     * Where visits are inserted at once, searches go on to their end, and whatever changes meanwhile waits for the next
     * snapshot: making one for nobody costs as much as for somebody. Where solvers alone assign, a new one ends them.
     */
    private boolean mayMake() {
        return searching == 0 || !settings.inserts();
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
        if (!wanted || !mayMake() || !desk.isActive()) {
            return;
        }
        wanted = false;
        lastNanos = loop.nanoTime();
        ZoneProblems.Picture picture = picture();
        if (!picture.visits().isEmpty()) {
            long seed = ++rounds;
            int seconds = settings.inserts() ? IMPROVE_SECONDS : ASSIGN_SECONDS;
            searching++;
            hand(() -> make(picture, seed, seconds));
        }
    }

    /** Off the loop. */
    private void make(ZoneProblems.Picture picture, long seed, int seconds) {
        try {
            List<ZoneProblem> problems = ZoneProblems.of(picture, seed, seconds);
            loop.execute(() -> searching += problems.size());
            problems.forEach(this::solve);
        } finally {
            loop.execute(this::ended);
        }
    }

    private void ended() {
        searching--;
        if (wanted) {
            nudge();
        }
    }

    private void hand(Runnable making) {
        try {
            work.execute(making);
        } catch (RejectedExecutionException busy) {
            meters.difference(Placement.IMPROVE, "not-made");
            searching--;
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
        if (settings.inserts()) {
            improve(problem);
        } else {
            solving.solve(
                    problem, differences -> loop.execute(() -> apply(differences)), () -> loop.execute(this::ended));
        }
    }

    /** Only the last word of a search is applied: an earlier one would change the routes under the later ones. */
    private void improve(ZoneProblem problem) {
        AtomicReference<List<ZoneDifference>> last = new AtomicReference<>(List.of());
        solving.solve(
                problem,
                last::set,
                () -> loop.execute(() -> {
                    apply(Objects.requireNonNull(last.get()));
                    ended();
                }));
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
