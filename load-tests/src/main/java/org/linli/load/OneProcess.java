package org.linli.load;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.City;
import org.linli.matcher.backtest.Diary;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Habits;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Tiers;
import org.linli.matcher.backtest.Wish;
import org.linli.matcher.cluster.LocalZones;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.loop.ThreadLoop;
import org.linli.matcher.solve.ZoneSolver;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * A city in wall time and in one process: the region and its people on one thread, the dispatcher on another, a solver on
 * the share of the cores that production grants. Calls come from the main thread, which waits.
 */
final class OneProcess implements AutoCloseable {
    private static final double SOLVER_SHARE = 0.25;
    private static final double SQUARE_METERS = 18_000;
    private static final long WINDOW_MS = Duration.ofHours(4).toMillis();
    /** Of the time that an order is open, this part at most is thinking. */
    private static final double THINKING = 0.3;
    /** Snapshots that wait for being made into problems; production's number. */
    private static final int PROBLEMS = 1;

    private static final long LOOK_NANOS = 50_000_000;
    /** Two minutes, in which a cold process reads a large city on a busy machine. */
    private static final int MOST_LOOKS = 2_400;
    /** Five seconds. */
    private static final int FEW_LOOKS = 100;

    private final ThreadLoop loop = ThreadLoop.start("linli-city");
    private final ThreadLoop dispatch = ThreadLoop.start("linli-dispatch");
    private final ThreadPoolExecutor problems =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(PROBLEMS), task -> {
                Thread thread = new Thread(task, "linli-problems");
                thread.setDaemon(true);
                return thread;
            });
    private final RegionPolicy policy = Fixture.policy();
    private final ZoneSolver solver = new ZoneSolver(
            SOLVER_SHARE, Runtime.getRuntime().availableProcessors(), problem -> policy, System::nanoTime);
    private final Fixture fixture;
    private final int volunteers;
    private final City city;
    private final Latencies latencies = new Latencies();
    private final Set<String> offered = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private int placed;
    private long placedBefore;
    private long changesBefore;
    private Iterator<Wish> wishes = List.<Wish>of().iterator();

    /** @param openSeconds how long an order is open: from its offer to the end of its visit */
    OneProcess(long seed, int volunteers, int towns, double openSeconds, boolean solving, MeterRegistry meters) {
        this.volunteers = volunteers;
        fixture = new Fixture(
                seed, towns == 0 ? Layout.even(SQUARE_METERS) : new Layout(SQUARE_METERS, towns, SQUARE_METERS / 15));
        long thinksMs = Math.round(openSeconds * 1000 * THINKING);
        // The mean of a quarter to the whole is five eighths.
        long visitsMs = Math.max(1, Math.round(openSeconds * 1000 - thinksMs * 5.0 / 8));
        Habits habits = new Habits(seed, Duration.ofMillis(thinksMs), 0, 0, Duration.ofMillis(visitsMs));
        ZoneSolving zones = solving ? new LocalZones(solver) : ZoneSolving.NONE;
        city = new City(
                loop,
                System::currentTimeMillis,
                policy,
                habits,
                site -> {
                    site.region().watch(this::read);
                    return new Tiers(site, dispatch, Duration.ofMillis(500), Duration.ofDays(1), zones, problems);
                },
                meters);
    }

    /** Everybody is on duty, and the dispatcher has read that: it has offered a first order. */
    void settle() {
        await(() -> {
            city.settle(fixture.people(volunteers, 0), Duration.ofHours(12).toMillis());
            city.open();
            return true;
        });
        steady(1, 1);
        for (int i = 0; i < MOST_LOOKS && unoffered() > 0; i++) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (unoffered() > 0) {
            throw new IllegalStateException(
                    "the first order was not offered in two minutes. Maybe the machine is busy.");
        }
    }

    /** Orders at the rate; returns how many. */
    long steady(int perSecond, int seconds) {
        int count = perSecond * seconds;
        List<Wish> more = fixture.wishes(placed + 1, count, 0, 1, 0, WINDOW_MS);
        placed += count;
        wishes = more.iterator();
        return new OpenLoop(perSecond).run(seconds, due -> {
            Wish wish = wishes.next();
            loop.execute(() -> {
                latencies.due(wish.id(), due);
                city.place(wish);
            });
        });
    }

    private void read(Entry entry) {
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder() && change.getAfter().getOrder().getVisitsCount() > 0) {
                read(
                        change.getAfter().getOrder().getId(),
                        change.getAfter().getOrder().getVisits(0));
            }
        }
    }

    private void read(String orderId, Visit visit) {
        if (visit.getOffersCount() > 0 && offered.add(orderId)) {
            latencies.seen(orderId, System.nanoTime());
        }
        if (visit.getState() == VisitState.VISIT_STATE_DONE) {
            open.remove(orderId);
            offered.remove(orderId);
        } else if (visit.getState() == VisitState.VISIT_STATE_OPEN) {
            open.add(orderId);
        }
    }

    /** The warm-up is over. */
    void begin() {
        await(() -> {
            latencies.begin();
            placedBefore = city.diary().orders().size();
            changesBefore = changes();
            return true;
        });
    }

    /** Waits for what is still on its way. */
    void rest() {
        for (int i = 0; i < FEW_LOOKS && unoffered() > 0; i++) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    Histogram offered() {
        return await(latencies::micros);
    }

    int unoffered() {
        return await(latencies::unseen);
    }

    int open() {
        return await(open::size);
    }

    double changesPerOrder() {
        return await(() -> (double) (changes() - changesBefore)
                / Math.max(1, city.diary().orders().size() - placedBefore));
    }

    private long changes() {
        return city.diary().orders().values().stream()
                .mapToLong(Diary.Life::changes)
                .sum();
    }

    private <T> T await(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.join();
    }

    @Override
    public void close() {
        solver.close();
        problems.shutdownNow();
        dispatch.close();
        loop.close();
    }
}
