package org.linli.matcher.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.solve.Judge;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PlannedVisit;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher of one region: keeps the region's book by the log, and, while this node holds the region's lease, plans
 * and offers. Every node with the role keeps the book, so that it may take over at once.
 *
 * <p>All work is done on the loop given, and none of it blocks; the public methods may be called from any thread. It
 * proposes only under an epoch whose commit its book has applied, and only while the lease was confirmed of late.
 */
public final class Dispatcher implements LogFollower {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long CLOCK_MS = 30_000;

    private final Registry registry;
    private final Loop loop;
    private final DispatchSettings settings;
    private final DispatchMeters meters;
    private final RegionClock clock;
    private final Tenure tenure;
    private final Desk desk;
    private final Movements movements;
    private final WillingWaits waits;
    private final Improver improver;
    private final List<Consumer<Boolean>> holders = new ArrayList<>();
    private final Stills stills = new Stills();
    private volatile boolean holding;
    private boolean started;
    private boolean ready;
    private long applied;

    /** A dispatcher whose plans nobody improves. */
    public Dispatcher(
            Registry registry,
            Loop loop,
            Positions positions,
            Function<String, RegionPolicy> policies,
            DispatchSettings settings,
            MeterRegistry meters) {
        this(registry, loop, positions, policies, settings, meters, ZoneSolving.NONE, loop);
    }

    /** The same on straight ways, with somebody who improves zones. */
    public Dispatcher(
            Registry registry,
            Loop loop,
            Positions positions,
            Function<String, RegionPolicy> policies,
            DispatchSettings settings,
            MeterRegistry meters,
            ZoneSolving solving,
            Executor work) {
        this(registry, loop, positions, policies, StraightLineTravel::under, settings, meters, solving, work);
    }

    /**
     * @param loop     the only thread that the dispatcher uses
     * @param policies reads a policy's YAML; for the empty text the region's default
     * @param ways     how long ways take under a policy
     * @param solving  who improves zones
     * @param work     where problems for the solvers are made: not the loop; it may refuse when it is busy
     */
    public Dispatcher(
            Registry registry,
            Loop loop,
            Positions positions,
            Function<String, RegionPolicy> policies,
            Function<RegionPolicy, TravelTimes> ways,
            DispatchSettings settings,
            MeterRegistry meters,
            ZoneSolving solving,
            Executor work) {
        this.registry = registry;
        this.loop = loop;
        this.settings = settings;
        this.meters = new DispatchMeters(meters);
        waits = new WillingWaits(this.meters);
        clock = new RegionClock(loop);
        tenure = new Tenure(loop, settings.leaseDoubtMs());
        desk = new Desk(registry, loop, clock, policies, ways, settings, this.meters);
        desk.asking().confirmedBy(tenure::isConfirmed);
        movements = new Movements(positions, desk, settings);
        improver =
                new Improver(registry.region(), loop, clock, desk, settings, this.meters, solving, work, () -> applied);
        desk.onSolverWork(improver::nudge);
        desk.onBacklog(improver::backlog);
    }

    /** Who decides whether what a zone solver found holds: {@link Judge#EXACT} unless told. Before {@link #start}. */
    public void judgedBy(Judge judge) {
        improver.judgedBy(judge);
    }

    /** Begins to follow the log and the positions. Once. */
    public void start() {
        loop.here(() -> {
            started = true;
            readClock();
            takePositions();
            registry.follow(this);
        });
    }

    /** Proposes nothing any more. Offers on their way are resolved by the log. */
    public void stop() {
        loop.here(() -> {
            started = false;
            desk.deactivate();
            hold(false);
        });
    }

    /**
     * This node holds the lease.
     *
     * @param newEpoch its fencing token, above 0
     * @param sequence the log's head when it was taken: nothing is planned before the book has applied it
     */
    public void leaseAcquired(long newEpoch, long sequence) {
        loop.here(() -> {
            tenure.begin(newEpoch, sequence);
            LOG.info("region {}: dispatching under epoch {} from sequence {}", registry.region(), newEpoch, sequence);
            tryActivate();
        });
    }

    /** Another node may hold the lease now. */
    public void leaseLost() {
        loop.here(() -> {
            long over = tenure.end();
            if (over > 0) {
                LOG.info("region {}: epoch {} is over", registry.region(), over);
            }
            desk.deactivate();
            hold(false);
        });
    }

    /** The lease's beat has just been confirmed by the store. */
    public void leaseConfirmed() {
        loop.here(() -> {
            tenure.confirm();
            desk.pump();
        });
    }

    private void tryActivate() {
        if (started && ready && tenure.mayPlan(applied)) {
            desk.activate(tenure.epoch());
            hold(true);
        }
    }

    @Override
    public void load(List<Registry.Versioned> page) {
        loop.here(() -> page.stream()
                .filter(Registry.Versioned::present)
                .forEach(entity -> desk.book().put(entity.key(), entity.version(), entity.entity())));
    }

    @Override
    public void ready(long generation, long sequence) {
        loop.here(() -> {
            ready = true;
            applied = sequence;
            desk.book().settle(clock.nowMs());
            tryActivate();
        });
    }

    @Override
    public void apply(Entry entry) {
        loop.here(() -> {
            clock.atLeast(entry.getAtMs());
            for (Change change : entry.getChangesList()) {
                desk.book().put(change.getKey(), change.getVersion(), change.getAfter());
            }
            if (entry.getCause().hasSetDuty() || entry.getCause().hasAnswerCallUp()) {
                movements.read();
            }
            desk.book().settle(clock.nowMs());
            Assignments.count(entry, meters);
            applied = entry.getSequence();
            tryActivate();
            desk.pump();
        });
    }

    @Override
    public void reset() {
        loop.here(() -> {
            ready = false;
            desk.clear();
            hold(false);
            setClock(); // restored data bring their own time with them, which may lie before this
        });
    }

    private void readClock() {
        if (started) {
            setClock();
            loop.schedule(CLOCK_MS, this::readClock);
        }
    }

    private void setClock() {
        registry.read(List.of(EntityKey.POLICY))
                .whenComplete((reading, failure) -> loop.here(() -> {
                    if (reading != null) {
                        clock.set(reading.nowMs());
                        waits.look(desk.book().roster().all(), clock.nowMs());
                    }
                }));
    }

    private void takePositions() {
        if (started) {
            movements.read();
            desk.pump();
            loop.schedule(settings.positionsMs(), this::takePositions);
        }
    }

    /** Whether this node plans now. */
    public boolean isHolding() {
        return holding;
    }

    /** Tells, on the loop, when this node begins to plan and when it stops. Before {@link #start}. */
    void onHolding(Consumer<Boolean> listener) {
        holders.add(listener);
    }

    private void hold(boolean holds) {
        if (holds != holding) {
            holding = holds;
            holders.forEach(holder -> holder.accept(holds));
        }
    }

    /** Runs the task on the loop, after a while. */
    void after(long delayMs, Runnable task) {
        loop.schedule(delayMs, task);
    }

    /** The book as it is now, but for changes of the last moment, with the order's own visits. */
    CompletionStage<Snapshot> snapshot(String orderId, String residentId) {
        return ask(() -> new Snapshot(
                desk.book().rules(),
                clock.nowMs(),
                stills.still(desk.book().roster(), loop.nanoTime()),
                desk.book().open().ofOrder(orderId),
                desk.book().resident(residentId),
                desk.standing(orderId)));
    }

    /** Who is to be offered what, and when. */
    CompletionStage<PlanAnswer> plan() {
        return ask(() -> {
            PlanAnswer.Builder plan = PlanAnswer.newBuilder();
            for (BookVisit visit : desk.book().open().all()) {
                Placement where = visit.placement();
                if (where != null && where.volunteer() >= 0) {
                    plan.addVisits(PlannedVisit.newBuilder()
                            .setVisitId(visit.id())
                            .setVolunteerId(
                                    desk.book().roster().get(where.volunteer()).id())
                            .setStartMs(where.startMs()));
                }
            }
            return plan.build();
        });
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.here(() -> {
            if (desk.isActive()) {
                answer.complete(question.get());
            } else {
                answer.completeExceptionally(new Registry.Unavailable("this node does not plan region "
                        + registry.region() + ": it has no lease, or its book is not whole yet"));
            }
        });
        return answer;
    }
}
