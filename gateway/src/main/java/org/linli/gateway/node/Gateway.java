package org.linli.gateway.node;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Attempts;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.SignInCodes;
import org.linli.gateway.access.Tickets;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.api.Api;
import org.linli.gateway.api.ApiKeyRoutes;
import org.linli.gateway.api.Desk;
import org.linli.gateway.api.DeviceRoutes;
import org.linli.gateway.api.MessageRoutes;
import org.linli.gateway.api.People;
import org.linli.gateway.api.Phonebook;
import org.linli.gateway.api.RegionRoutes;
import org.linli.gateway.api.Registrar;
import org.linli.gateway.api.Sealing;
import org.linli.gateway.api.SignInRoutes;
import org.linli.gateway.api.SignedIn;
import org.linli.gateway.audit.AuditRoutes;
import org.linli.gateway.audit.AuditSource;
import org.linli.gateway.device.DeviceDoor;
import org.linli.gateway.device.DeviceLimits;
import org.linli.gateway.device.Tags;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.AdaptiveLimit;
import org.linli.gateway.http.Admission;
import org.linli.gateway.http.CallMetrics;
import org.linli.gateway.http.Door;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.RateLimit;
import org.linli.gateway.issuer.Issuer;
import org.linli.gateway.message.Courier;
import org.linli.gateway.message.Ladder;
import org.linli.gateway.message.Messaging;
import org.linli.gateway.open311.GeoReportRoutes;
import org.linli.gateway.stream.CloseCode;
import org.linli.gateway.stream.MapFeed;
import org.linli.gateway.stream.Pusher;
import org.linli.gateway.stream.StreamServer;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.loop.ThreadLoop;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.PositionReport;
import org.linli.proto.PositionSample;
import org.linli.proto.SeeOffer;
import org.linli.solver.facts.TravelTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door's part of a node: read model, API and stream, composed. */
final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int BURST_SECONDS = 4;
    private static final int MAX_PASSWORDS = 16;
    /** Where a tag was is forgotten so soon after its visit. */
    private static final long TAGS_EVERY_MS = 10_000;

    /** A commit on a slow disk takes less, and whoever stops nodes by SIGTERM often waits for ten seconds. */
    private static final long DRAINED_WITHIN_MS = 5_000;

    private final Settings settings;
    private final Registry registry;
    private final Positions positions;
    private final LongSupplier nowMs = System::currentTimeMillis;
    private final RegionView view = new RegionView();
    private final ThreadLoop loop = ThreadLoop.start("linli-pusher");
    private final ThreadLoop messages = ThreadLoop.start("linli-messages");
    private final ExecutorService hashing = hashing();
    private final Pusher pusher;
    private final MapFeed map;
    private final Messaging messaging;
    private final Door door;
    private final StreamServer streams;
    private final DeviceDoor devices;
    private final Optional<KeptSheets> sheets;
    private final Tags tags;
    private volatile boolean isStopping;

    /** What the door needs of the others. */
    record Neighbours(
            Registry registry,
            Sealing sealing,
            Positions positions,
            Positions tags,
            Advice advice,
            AuditSource history,
            Function<RegionPolicy, TravelTimes> ways,
            Courier.LogSource log,
            BooleanSupplier owner,
            String self) {}

    Gateway(Settings settings, Vertx vertx, Neighbours others, MeterRegistry meters, SecureRandom random) {
        this.settings = settings;
        this.registry = others.registry();
        this.positions = others.positions();
        Chance chance = new Chance(random, nowMs);
        Rulebook rules = new Rulebook(view, Records.policies(settings.region()));
        Frames frames = new Frames(
                rules, new ReasonWords(rules)::text, new DoorWords(others.sealing()::digest), view.numbers()::find);
        People people = new People(view, others.sealing());
        pusher = new Pusher(loop, view, frames, people::secrets, nowMs, others.self());
        map = new MapFeed(pusher, view, positions, nowMs);
        Desk desk = new Desk(
                new Registrar(vertx, registry, pusher::shown),
                view,
                people,
                others.sealing(),
                frames,
                others.advice(),
                positions,
                others.ways(),
                nowMs,
                chance::uuid,
                chance::codeWord);
        messaging = new Messaging(
                Contracts.read(settings.keys()),
                new Messaging.Parts(
                        vertx,
                        registry,
                        others.log(),
                        meters,
                        others.self(),
                        nowMs,
                        random,
                        phone -> new Phonebook(desk).owners(phone).toCompletionStage()),
                new Ladder.Parts(
                        messages,
                        frames,
                        id -> view.findProfile(id).map(RegionView.Seen::value),
                        id -> view.teams().find(id).map(RegionView.Seen::value),
                        people::secrets,
                        nowMs,
                        random));
        Tokens tokens = new Tokens(vertx, Secret.open(settings.keys().resolve("jwt.secret"), random), nowMs);
        Tickets tickets = new Tickets(chance::ticket, nowMs);
        SignInRoutes signIn = new SignInRoutes(
                desk,
                new SignInRoutes.Keys(
                        tokens,
                        tickets,
                        new SignInCodes(chance::sixDigits, nowMs),
                        messaging.port(),
                        new Passwords(chance::salt),
                        new Attempts(Attempts.Limits.CREDENTIALS, nowMs),
                        new Attempts(Attempts.Limits.MESSAGES, nowMs),
                        hashing,
                        Optional.ofNullable(settings.issuer())
                                .map(trusted -> new Issuer(vertx, trusted, settings.region(), nowMs, chance::ticket))));
        SignedIn signedIn = new SignedIn(desk.registrar(), view, nowMs);
        RegionRoutes.Shown shown = new RegionRoutes.Shown(
                settings.servesDemoTokens(),
                settings.tileUrl(),
                settings.issuer() == null ? "" : settings.issuer().name());
        Door.Verifier verifier =
                token -> tokens.verify(token).compose(signedIn::check).recover(Gateway::refused);
        sheets = Optional.ofNullable(settings.sheets())
                .map(directory -> new KeptSheets(
                        directory, desk, () -> isReady() && others.owner().getAsBoolean(), meters));
        tags = new Tags(view, others.tags(), nowMs);
        devices = new DeviceDoor(new DeviceDoor.Parts(
                DeviceLimits.STANDARD,
                DevicePort.tls(settings.devices()),
                registry,
                view,
                people,
                others.sealing(),
                tags,
                chance::deviceBytes,
                chance::uuid,
                chance::codeWord,
                nowMs,
                System::nanoTime,
                meters));
        vertx.setPeriodic(TAGS_EVERY_MS, tick -> tags.sweep());
        Handlers handlers = Api.handlers(desk, signIn, new MessageRoutes(desk, messaging), shown);
        new DeviceRoutes(desk, new DeviceRoutes.Parts(devices, others.tags(), chance::deviceBytes)).mount(handlers);
        new ApiKeyRoutes(desk, chance::deviceBytes).mount(handlers);
        new GeoReportRoutes(desk).mount(handlers);
        new AuditRoutes(others.history(), settings.region()).mount(handlers);
        door = new Door(
                handlers,
                new Door.Parts(
                        settings.region(),
                        verifier,
                        new RateLimit(settings.rate(), settings.rate() * BURST_SECONDS, System::nanoTime),
                        new Admission(new AdaptiveLimit(), meters),
                        nowMs,
                        System::nanoTime,
                        (delayMs, task) -> vertx.setTimer(delayMs, fired -> task.run()),
                        Gateway::here,
                        chance::traceId,
                        new CallMetrics(meters)));
        streams = new StreamServer(new StreamServer.Parts(
                vertx,
                pusher,
                verifier,
                tickets,
                settings.region(),
                settings.maxSockets(),
                this::seen,
                this::moved,
                System::nanoTime));
        Gauge.builder("linli.stream.sockets", streams, StreamServer::openSockets)
                .description("Streams open on this node")
                .register(meters);
    }

    private static Executor here() {
        Context loop = Vertx.currentContext();
        return task -> loop.runOnContext(on -> task.run());
    }

    /** Passwords are hashed one after the other beside the event loops; a longer queue would outlast its askers. */
    private static ExecutorService hashing() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_PASSWORDS), task -> {
            Thread thread = new Thread(task, "linli-passwords");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Future<Caller> refused(Throwable cause) {
        return Future.failedFuture(
                cause instanceof Tokens.Refused
                        ? Problem.of(ProblemCode.NOT_SIGNED_IN, String.valueOf(cause.getMessage()))
                        : cause);
    }

    void start() {
        registry.follow(pusher);
        messaging.start(registry);
        map.start();
        sheets.ifPresent(KeptSheets::start);
    }

    boolean isReady() {
        return pusher.isReady();
    }

    /** What is wrong with the read model; empty while it follows the log. */
    String trouble() {
        if (isStopping) {
            return "The node is stopping.";
        }
        return isReady() ? "" : "The region's state is still being read from the store.";
    }

    int open(FrontDoor ports) {
        return ports.open(settings, door, streams, new WebPages(settings.tileUrl()));
    }

    /** Opens the devices' port where the settings name one, and gives its number, or 0. */
    int openDevices() {
        return settings.devices().isOn() ? DevicePort.open(devices, settings) : 0;
    }

    /** An offer is on its volunteer's screen; whether it is theirs is the registry's to say. */
    private void seen(Caller caller, String offerId) {
        if (caller.isAny(Role.VOLUNTEER, Role.LEADER) && Ids.offerNumber(offerId) > 0) {
            Role role = caller.is(Role.VOLUNTEER) ? Role.VOLUNTEER : Role.LEADER;
            registry.submit(
                    "",
                    ByteString.EMPTY,
                    0,
                    Command.newBuilder()
                            .setActor(Registrar.actor(caller, role, caller.subject()))
                            .setSeeOffer(SeeOffer.newBuilder().setOfferId(offerId))
                            .build());
        }
    }

    /** Takes a fix of a volunteer on duty; one of a volunteer off duty is dropped, as promised to them. */
    private boolean moved(Caller caller, PositionReport report) {
        if (!caller.isAny(Role.VOLUNTEER, Role.LEADER)) {
            return false;
        }
        double lat = report.getLocation().getLat();
        double lng = report.getLocation().getLng();
        boolean onDuty = view.findCalendar(caller.subject())
                .filter(calendar -> calendar.getDuty().getOn())
                .isPresent();
        if (onDuty && Math.abs(lat) <= 90 && Math.abs(lng) <= 180) {
            long now = nowMs.getAsLong();
            long at = report.getAt().getSeconds() * 1000 + report.getAt().getNanos() / 1_000_000;
            positions.report(PositionSample.newBuilder()
                    .setVolunteerId(caller.subject())
                    .setPlace(Spots.place(new Wgs84(lat, lng)))
                    .setAtMs(at <= 0 || at > now ? now : at)
                    .setHeading(-1)
                    .build());
        }
        return true;
    }

    private void closeDevices() {
        try {
            devices.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception unclean) {
            LOG.info("the devices' port did not close cleanly: {}", unclean.toString());
        }
    }

    private void drain() {
        isStopping = true;
        await(door.drain(), "Some calls have no answer");
        await(messaging.drain(), "Some messages have no outcome");
    }

    private static void await(CompletionStage<Void> drained, String what) {
        try {
            drained.toCompletableFuture().get(DRAINED_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.info("{} yet after {} ms; they end with the node", what, DRAINED_WITHIN_MS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets calls under way end, refusing new ones meanwhile, and says goodbye to the streams. */
    @Override
    public void close() {
        closeDevices();
        drain();
        map.close();
        sheets.ifPresent(KeptSheets::close);
        messaging.close();
        messages.execute(messages::close);
        hashing.shutdown();
        pusher.close(CloseCode.NODE_GOING, "the node is going down; connect again");
        loop.execute(loop::close);
    }
}
