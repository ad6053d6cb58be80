package org.linli.sim;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.linli.gateway.cluster.SharedPositions;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Secrets;
import org.linli.gateway.stream.Pusher;
import org.linli.gateway.view.RegionView;
import org.linli.load.check.Happening;
import org.linli.matcher.cluster.LogBell;
import org.linli.matcher.cluster.SpreadZones;
import org.linli.matcher.cluster.ZoneHelp;
import org.linli.matcher.cluster.ZoneNodes;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.dispatch.DispatchSettings;
import org.linli.matcher.dispatch.Dispatcher;
import org.linli.matcher.dispatch.RegionAdvice;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.node.LinliRegistry;
import org.linli.matcher.registry.node.LogTail;
import org.linli.matcher.registry.node.RegionLease;
import org.linli.matcher.registry.node.RegionStart;
import org.linli.matcher.registry.node.Timers;
import org.linli.proto.Entry;
import org.linli.proto.OrderPrivate;

/** One life of a node's process: composed as in production, on three loops, of the same classes. */
final class SimNode {
    private static final long TRY_AGAIN_MS = 500;

    final String name;
    final Mortal process = new Mortal();
    final SimLoop loop;
    final StoreLink link;
    final LogTail tail;
    final LinliRegistry registry;
    final Pusher pusher;
    final SharedPositions positions;
    final RegionAdvice advice;
    final SimSolver solver;
    private final World world;
    private final Bugs bugs;
    private final Timers timers;
    private final Dispatcher dispatcher;
    private final RegionLease lease;
    private final SimBus bus;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimLoop sideLoop;
    private boolean serving;
    private boolean lying;
    /** What the lease has said last, be it heard or not. */
    private long heldEpoch;

    private long claimedSequence;

    SimNode(World world, Network network, Membership membership, SimStore store, String name, String life, Bugs bugs) {
        this.world = world;
        this.name = name;
        this.bugs = bugs;
        SplittableRandom chance = world.chance(life);
        double drift = 0.999 + chance.nextDouble() * 0.002;
        loop = new SimLoop(world, process, chance.split(), drift);
        SimLoop dispatchLoop = new SimLoop(world, process, chance.split(), drift);
        SimLoop pushLoop = new SimLoop(world, process, chance.split(), drift);
        sideLoop = new SimLoop(world, process, chance.split(), drift);
        bus = new SimBus(world, network, membership, process, name, life);
        link = new StoreLink(world, network, store, loop, process, name, bugs);
        LogBell bell = new LogBell(Rulebooks.REGION);
        tail = new LogTail(loop, link, bell::ring);
        bell.on(bus, tail::hint);
        solver = new SimSolver(
                world, new SimLoop(world, process, chance.split(), drift), chance.split(), Rulebooks.READER);
        positions = new SharedPositions(bus, Rulebooks.REGION, store::wallMs);
        registry = new LinliRegistry(
                Rulebooks.REGION, loop, link, tail, Rulebooks.READER, Rulebooks.READER.apply(""), bugs.rules());
        timers = new Timers(loop, link, registry);
        dispatcher = new Dispatcher(
                new WatchedRegistry(world, registry, name),
                dispatchLoop,
                positions,
                Rulebooks.READER,
                DispatchSettings.standard(DispatchSettings.Plan.TIERS),
                meters,
                zones(dispatchLoop),
                sideLoop);
        if (bugs.is(Bug.DIFFERENCES_NOT_CHECKED)) {
            dispatcher.judgedBy(new Credulous());
        }
        lease = new RegionLease(loop, link, life, new Word());
        advice = new RegionAdvice(dispatcher, registry, bus, sideLoop);
        pusher = new Pusher(
                pushLoop,
                new RegionView(),
                new Frames(
                        () -> Rulebooks.READER.apply(""),
                        (reason, language) -> reason.getCode(),
                        new DoorWords((purpose, text) -> ByteString.copyFromUtf8(purpose + text))),
                (order, wanted, people) -> unsealed(pushLoop, chance, wanted ? order.getId() : ""),
                world::nowMs,
                life);
    }

    /** As in production: by an idle node, else by this one. */
    private ZoneSolving zones(SimLoop dispatchLoop) {
        new ZoneHelp(bus, solver);
        return new SpreadZones(bus, new ZoneNodes(bus, dispatchLoop, true), solver);
    }

    /** The address of an order says whose it is, so that the checker knows it where it should not be. */
    private static CompletableFuture<Secrets> unsealed(SimLoop loop, SplittableRandom chance, String orderId) {
        Secrets secrets = new Secrets(
                OrderPrivate.newBuilder()
                        .setAddress(orderId.isEmpty() ? "" : "door of " + orderId)
                        .build(),
                Map.of());
        CompletableFuture<Secrets> stage = new CompletableFuture<>();
        loop.schedule(chance.nextInt(3), () -> stage.complete(secrets));
        return stage;
    }

    void start() {
        new RegionStart(loop, link, link).run(Rulebooks.YAML).whenComplete((region, failure) -> {
            if (failure == null) {
                serve();
            } else {
                loop.schedule(TRY_AGAIN_MS, this::start);
            }
        });
    }

    private void serve() {
        serving = true;
        if (!bugs.is(Bug.NEWS_BY_HINTS_ALONE)) {
            tail.start();
        }
        timers.start();
        sharePositions();
        dispatcher.start();
        lease.start();
        registry.follow(bugs.is(Bug.SNAPSHOT_AHEAD) ? new Ahead(pusher) : pusher);
    }

    private void sharePositions() {
        positions.tick();
        sideLoop.schedule(SharedPositions.EVERY_MS, this::sharePositions);
    }

    boolean isServing() {
        return serving && process.isAlive();
    }

    /** What has become of the differences that came into its book. */
    void countDifferences() {
        for (Counter counter : meters.find("linli.dispatch.differences").counters()) {
            String outcome =
                    counter.getId().getTag("origin") + ' ' + counter.getId().getTag("outcome");
            for (int i = 0; i < counter.count(); i++) {
                world.count("difference " + outcome);
            }
        }
    }

    void crash() {
        process.die();
        bus.died();
        countDifferences();
        serving = false;
    }

    /** The node believes that the region is its own, whatever the lease says, until {@link #stopLying}. */
    void lie(long epoch, long sequence) {
        lying = true;
        loop.execute(() -> {
            dispatcher.leaseAcquired(epoch, sequence);
            keepLying();
        });
    }

    private void keepLying() {
        if (lying) {
            dispatcher.leaseConfirmed();
            loop.schedule(500, this::keepLying);
        }
    }

    void stopLying() {
        if (lying) {
            lying = false;
            dispatcher.leaseLost();
            long held = heldEpoch;
            if (held > 0) {
                loop.execute(() -> dispatcher.leaseAcquired(held, claimedSequence));
            }
        }
    }

    /** What the lease says, brought to the dispatcher. */
    private final class Word implements RegionLease.Listener {
        @Override
        public void acquired(long epoch, long sequence) {
            world.history.add(new Happening.Claimed(world.nowMs(), name, epoch, sequence));
            world.note("lease " + epoch);
            heldEpoch = epoch;
            claimedSequence = sequence;
            dispatcher.leaseAcquired(epoch, bugs.is(Bug.PLANNER_EARLY) ? 0 : sequence);
        }

        @Override
        public void confirmed() {
            dispatcher.leaseConfirmed();
        }

        @Override
        public void lost() {
            heldEpoch = 0;
            if (!lying) {
                dispatcher.leaseLost();
            }
        }
    }

    /** A planted fault: says that more is loaded than is. */
    private record Ahead(LogFollower follower) implements LogFollower {
        @Override
        public void load(List<Versioned> page) {
            follower.load(page);
        }

        @Override
        public void ready(long generation, long sequence) {
            follower.ready(generation, sequence + 3);
        }

        @Override
        public void apply(Entry entry) {
            follower.apply(entry);
        }

        @Override
        public void reset() {
            follower.reset();
        }
    }
}
