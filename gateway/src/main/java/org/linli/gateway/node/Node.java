package org.linli.gateway.node;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.cluster.Members;
import org.linli.gateway.cluster.SharedPositions;
import org.linli.gateway.cluster.VertxBus;
import org.linli.gateway.demo.DemoCounty;
import org.linli.gateway.demo.DemoSettings;
import org.linli.matcher.StageFailure;
import org.linli.matcher.cluster.LogBell;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.dispatch.Rehearsal;
import org.linli.matcher.loop.ThreadLoop;
import org.linli.matcher.road.Roads;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, composed of its parts and running until it is closed. Starting and closing block. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long READY_WITHIN_MS = 120_000;
    private static final long LOOK_MS = 20;

    private final LongSupplier nanos;
    private final Deque<Part> parts = new ArrayDeque<>();
    private int port;
    private int managementPort;
    private int devicePort;

    /** Something to close, in the reverse order of its start. */
    private record Part(String name, AutoCloseable closing) {}

    private Node(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Starts a node and waits until it is ready. Throws {@link Settings.Wrong} in one line. */
    public static Node start(Settings settings) {
        Node node = new Node(System::nanoTime);
        long startedAt = node.nanos.getAsLong();
        try {
            node.compose(settings);
        } catch (RuntimeException failed) {
            node.close();
            throw failed;
        }
        LOG.info(
                "ready after {} ms: open http://{}:{}",
                (node.nanos.getAsLong() - startedAt) / 1_000_000,
                shown(settings.bind()),
                node.port);
        return node;
    }

    private static String shown(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("127.0.0.1") ? "localhost" : bind;
    }

    /** The API's port, as it was opened. */
    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Where help buttons and tags come in; 0 where they do not. */
    public int devicePort() {
        return devicePort;
    }

    private void compose(Settings settings) {
        SecureRandom random = new SecureRandom();
        String self = "node-" + new Chance(random, System::currentTimeMillis).traceId();
        makeDirectory(settings);
        CompletableFuture<HazelcastInstance> joining = CompletableFuture.supplyAsync(() -> member(settings));
        CompletableFuture<Integer> rehearsing = rehearse(settings);
        CompletableFuture<Function<RegionPolicy, TravelTimes>> surveying =
                CompletableFuture.supplyAsync(() -> ways(settings));
        LogBell bell = new LogBell(settings.region());
        ThreadLoop dispatchLoop = open("dispatch loop", ThreadLoop.start("linli-dispatch"));
        Records records = open("records", Records.open(settings, bell::ring, random));
        HazelcastInstance member = joined(joining);
        open("member", (AutoCloseable) member::shutdown);
        LOG.info(
                "other nodes join by --join {}:{}",
                address(member).getHost(),
                address(member).getPort());
        Vertx vertx = cluster(settings, member);
        VertxBus bus = new VertxBus(vertx, self);
        open("hints", bell.on(bus, records.tail()::hint));
        PrometheusMeterRegistry meters = meters();
        RegistryMeters.bind(records.registry().figures(), meters);
        SharedPositions positions =
                open("positions", new SharedPositions(bus, settings.region(), System::currentTimeMillis));
        vertx.setPeriodic(SharedPositions.EVERY_MS, tick -> positions.tick());
        SharedPositions tags =
                open("tags", new SharedPositions(bus, settings.region() + ".tags", System::currentTimeMillis));
        vertx.setPeriodic(SharedPositions.EVERY_MS, tick -> tags.tick());
        Function<RegionPolicy, TravelTimes> ways = done(surveying);
        ZoneSolving zones = ZoneSolving.NONE;
        if (settings.has(Settings.MATCHER)) {
            ZoneWork work = open("zones", new ZoneWork(settings.region(), ways, dispatchLoop, bus, meters));
            zones = work.solving();
        }
        Engine engine =
                open("engine", new Engine(settings, ways, dispatchLoop, records, positions, bus, zones, meters));
        Management management =
                new Management(meters).part("store", records::trouble).part("archive", records::archiveTrouble);
        FrontDoor door = open("ports", new FrontDoor(vertx));
        Gateway gateway = null;
        if (settings.has(Settings.GATEWAY)) {
            Gateway.Neighbours neighbours = new Gateway.Neighbours(
                    records.registry(),
                    new VaultSealing(records.vault()),
                    positions,
                    tags,
                    engine.advice(),
                    records.history(),
                    ways,
                    records::range,
                    engine::isOwner,
                    self);
            gateway = open("gateway", new Gateway(settings, vertx, neighbours, meters, random));
            management.part("view", gateway::trouble);
        }
        // Both at once, so that they share the scan of what is stored.
        if (settings.has(Settings.MATCHER)) {
            engine.start();
        }
        if (gateway != null) {
            gateway.start();
            await(gateway);
            rehearsing.join();
            port = gateway.open(door);
            devicePort = gateway.openDevices();
        }
        managementPort = door.openManagement(settings, management);
        if (settings.demo()) {
            open(
                    "demo",
                    DemoCounty.start(
                            URI.create("http://" + local(settings.bind()) + ":" + port), DemoSettings.standard()));
        }
    }

    /** While others are waited for, which costs a start next to nothing. */
    private CompletableFuture<Integer> rehearse(Settings settings) {
        return settings.has(Settings.MATCHER)
                ? CompletableFuture.supplyAsync(
                        () -> Rehearsal.run(Records.policies(settings.region()).apply(""), nanos))
                : CompletableFuture.completedFuture(0);
    }

    /** Along the roads of the extract that the node was given, if it was given one. */
    private Function<RegionPolicy, TravelTimes> ways(Settings settings) {
        if (settings.osm() == null) {
            return StraightLineTravel::under;
        }
        long startedAt = nanos.getAsLong();
        Roads roads = Roads.read(settings.osm(), settings.data().resolve("roads"));
        LOG.info(
                "roads of {}: {} junctions, {} hubs, read in {} ms",
                settings.osm(),
                roads.junctions(),
                roads.hubs(),
                (nanos.getAsLong() - startedAt) / 1_000_000);
        return roads;
    }

    private static Function<RegionPolicy, TravelTimes> done(
            CompletableFuture<Function<RegionPolicy, TravelTimes>> surveying) {
        try {
            return surveying.join();
        } catch (CompletionException failed) {
            Throwable cause = StageFailure.behind(failed);
            throw new Settings.Wrong("--osm: " + cause.getMessage());
        }
    }

    private static HazelcastInstance member(Settings settings) {
        return Members.start("linli-" + settings.region(), settings.join(), settings.memberPort());
    }

    private static HazelcastInstance joined(CompletableFuture<HazelcastInstance> joining) {
        try {
            return joining.join();
        } catch (CompletionException failed) {
            Throwable cause = StageFailure.behind(failed);
            throw new Settings.Wrong(
                    "This node cannot join others: " + cause.getMessage() + " Maybe correct --member-port or --join.");
        }
    }

    private static Address address(HazelcastInstance member) {
        return member.getCluster().getLocalMember().getAddress();
    }

    private static String local(String bind) {
        return bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
    }

    private <T extends AutoCloseable> T open(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    private static void makeDirectory(Settings settings) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException refused) {
            throw new Settings.Wrong("--data (" + settings.data() + ") cannot be made: " + refused.getMessage());
        }
    }

    private Vertx cluster(Settings settings, HazelcastInstance member) {
        String host = settings.join().isEmpty() ? "127.0.0.1" : local(settings.bind());
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventBusOptions(new EventBusOptions().setHost(host));
        Vertx vertx = Vertx.builder()
                .with(options)
                .withClusterManager(Members.manager(member))
                .buildClustered()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        open("vertx", (AutoCloseable)
                () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        return vertx;
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        return meters;
    }

    private void await(Gateway gateway) {
        long deadline = nanos.getAsLong() + READY_WITHIN_MS * 1_000_000;
        while (!gateway.isReady()) {
            if (nanos.getAsLong() > deadline) {
                throw new Settings.Wrong("The region's state could not be read within " + READY_WITHIN_MS / 1000
                        + " s. Maybe look at the store.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Settings.Wrong("The start was interrupted.");
        }
    }

    /** Stops taking in work, says goodbye to the streams, and closes all parts, the youngest first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.closing().close();
            } catch (Exception unclean) {
                LOG.info("{} did not close cleanly: {}", part.name().toLowerCase(Locale.ROOT), unclean.toString());
            }
        }
    }
}
