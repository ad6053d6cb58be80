package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.access.Attempts;
import org.linli.gateway.access.Passwords;
import org.linli.gateway.access.SignInCodes;
import org.linli.gateway.access.Tickets;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.audit.AuditRoutes;
import org.linli.gateway.frame.DoorWords;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.http.AdaptiveLimit;
import org.linli.gateway.http.Admission;
import org.linli.gateway.http.CallMetrics;
import org.linli.gateway.http.Door;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.RateLimit;
import org.linli.gateway.message.CarrierSettings;
import org.linli.gateway.message.ConsoleMessages;
import org.linli.gateway.message.DayReport;
import org.linli.gateway.message.Mailroom;
import org.linli.gateway.open311.GeoReportRoutes;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Account;
import org.linli.proto.Activity;
import org.linli.proto.ActivityPrivate;
import org.linli.proto.ActivityState;
import org.linli.proto.Actor;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.Entity;
import org.linli.proto.ExplainAnswer;
import org.linli.proto.ExplainRequest;
import org.linli.proto.LateEntry;
import org.linli.proto.LateScan;
import org.linli.proto.MemberState;
import org.linli.proto.MessageChannel;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.OrderState;
import org.linli.proto.Organisation;
import org.linli.proto.PlanAnswer;
import org.linli.proto.PositionSample;
import org.linli.proto.Profile;
import org.linli.proto.RecommendAnswer;
import org.linli.proto.RecommendRequest;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.linli.proto.Team;
import org.linli.proto.TeamMember;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.solver.facts.StraightLineTravel;

/**
 * The whole API over a registry that says yes to everything, with one order and file of "me", one of "other", and one of "kin",
 * whose file names "me" as a relative.
 */
final class TestDoor {
    private static final long NOW = System.currentTimeMillis();

    private final Vertx vertx;
    private final Tokens tokens;
    private final Map<String, Entity> entities = new HashMap<>();
    private final List<Command> submitted = new ArrayList<>();

    /** Another order, before the door is made. */
    TestDoor with(Order order) {
        entities.put(
                EntityKey.order(order.getId()),
                Entity.newBuilder().setOrder(order).build());
        return this;
    }

    TestDoor(Vertx vertx, String secret) {
        this.vertx = vertx;
        this.tokens = new Tokens(vertx, secret.getBytes(StandardCharsets.UTF_8), System::currentTimeMillis);
        person("me", "north");
        person("other", "south");
        person("kin", "south", "me");
        crew("me", "north");
        crew("other", "south");
        late("me", "north");
        late("other", "south");
    }

    static String orderOf(String whose) {
        return "520181-order-" + whose;
    }

    static String deviceOf(String whose) {
        return "520181-device-" + whose;
    }

    static String activityOf(String whose) {
        return "520181-activity-" + whose;
    }

    static String repeatOf(String whose) {
        return "520181-series-" + whose;
    }

    static String teamOf(String whose) {
        return "520181-team-" + whose;
    }

    static String organisationOf(String whose) {
        return "520181-org-" + whose;
    }

    static String lateOf(String whose) {
        return "520181-late-" + whose;
    }

    /** The commands since this was asked last. */
    List<Command> takeSubmitted() {
        synchronized (submitted) {
            List<Command> those = List.copyOf(submitted);
            submitted.clear();
            return those;
        }
    }

    Tokens tokens() {
        return tokens;
    }

    private void person(String id, String community, String... relatives) {
        Profile profile = Profile.newBuilder()
                .setId(id)
                .setResident(ResidentFile.newBuilder().setCommunity(community).addAllRelatives(List.of(relatives)))
                .setVolunteer(VolunteerFile.newBuilder().addCommunities(community))
                .build();
        entities.put(
                EntityKey.profile(id), Entity.newBuilder().setProfile(profile).build());
        entities.put(
                EntityKey.account(id),
                Entity.newBuilder().setAccount(Account.newBuilder().setId(id)).build());
        Visit visit = Visit.newBuilder()
                .setNumber(1)
                .setState(VisitState.VISIT_STATE_ASSIGNED)
                .setVolunteerId(id)
                .setAcceptedOffer(1)
                .addOffers(Offer.newBuilder().setNumber(1).setVolunteerId(id).setState(OfferState.OFFER_STATE_ACCEPTED))
                .build();
        Order order = Order.newBuilder()
                .setId(orderOf(id))
                .setResidentId(id)
                .setState(OrderState.ORDER_STATE_ASSIGNED)
                .setRequest(OrderRequest.newBuilder().setService("talk").setCommunity(community))
                .setActor(Actor.newBuilder().setSubject(id))
                .addTeamOffers(
                        TeamOffer.newBuilder().setNumber(1).setTeam(teamOf(id)).setState(OfferState.OFFER_STATE_SENT))
                .addVisits(visit)
                .build();
        entities.put(
                EntityKey.order(order.getId()),
                Entity.newBuilder().setOrder(order).build());
        entities.put(
                EntityKey.device(deviceOf(id)),
                Entity.newBuilder()
                        .setDevice(Device.newBuilder().setId(deviceOf(id)).setResidentId(id))
                        .build());
        OrderSeries series = OrderSeries.newBuilder()
                .setId(repeatOf(id))
                .setResidentId(id)
                .setActor(Actor.newBuilder().setSubject(id))
                .setRequest(OrderRequest.newBuilder()
                        .setService("talk")
                        .setRepeat("FREQ=DAILY")
                        .setCommunity(community))
                .build();
        entities.put(
                EntityKey.series(series.getId()),
                Entity.newBuilder().setSeries(series).build());
        Activity activity = Activity.newBuilder()
                .setId(activityOf(id))
                .setLeaderId(id)
                .setState(ActivityState.ACTIVITY_STATE_PUBLISHED)
                .setCommunity(community)
                .setSealed(ActivityPrivate.newBuilder()
                        .setCodeKey(ByteString.copyFromUtf8("key"))
                        .build()
                        .toByteString())
                .build();
        entities.put(
                EntityKey.activity(activity.getId()),
                Entity.newBuilder().setActivity(activity).build());
    }

    /** An organisation that the person acts for, and a team of it that the person leads. */
    private void crew(String id, String community) {
        Organisation organisation = Organisation.newBuilder()
                .setId(organisationOf(id))
                .addCommunities(community)
                .addAccounts(id)
                .build();
        Team team = Team.newBuilder()
                .setId(teamOf(id))
                .setLeaderId(id)
                .addCommunities(community)
                .setOrganisation(organisation.getId())
                .addPeople(TeamMember.newBuilder().setPersonId(id).setState(MemberState.MEMBER_STATE_JOINED))
                .build();
        entities.put(
                EntityKey.organisation(organisation.getId()),
                Entity.newBuilder().setOrganisation(organisation).build());
        entities.put(
                EntityKey.team(team.getId()), Entity.newBuilder().setTeam(team).build());
    }

    private void late(String id, String community) {
        LateEntry late = LateEntry.newBuilder()
                .setId(lateOf(id))
                .setResidentId(id)
                .setCommunity(community)
                .setScanType("application/pdf")
                .build();
        LateScan scan = LateScan.newBuilder()
                .setId(lateOf(id))
                .setSealed(ByteString.copyFromUtf8("scan"))
                .build();
        entities.put(
                EntityKey.late(lateOf(id)), Entity.newBuilder().setLate(late).build());
        entities.put(
                EntityKey.lateScan(lateOf(id)),
                Entity.newBuilder().setLateScan(scan).build());
    }

    Door door() {
        RegionView view = new RegionView();
        List<Registry.Versioned> all = new ArrayList<>();
        entities.forEach((key, entity) -> all.add(new Registry.Versioned(key, 1, 1, entity)));
        view.load(all);
        RegionPolicy policy = PolicyReader.defaultFor("520181");
        PlainSealing sealing = new PlainSealing();
        Frames frames =
                new Frames(() -> policy, (reason, language) -> reason.getCode(), new DoorWords(sealing::digest));
        Desk desk = new Desk(
                new Registrar(
                        vertx, new YesRegistry(), (generation, sequence) -> CompletableFuture.completedFuture(null)),
                view,
                new People(view, sealing),
                sealing,
                frames,
                new NothingToSay(),
                new Nowhere(),
                StraightLineTravel::under,
                () -> NOW,
                UUID::randomUUID,
                () -> "春山42");
        Tickets tickets = new Tickets(() -> UUID.randomUUID().toString(), () -> NOW);
        SignInRoutes signIn = new SignInRoutes(
                desk,
                new SignInRoutes.Keys(
                        tokens,
                        tickets,
                        new SignInCodes(() -> "123456", () -> NOW),
                        new ConsoleMessages(),
                        new Passwords(() -> new byte[Passwords.SALT_BYTES], 2),
                        new Attempts(Attempts.Limits.CREDENTIALS, () -> NOW),
                        new Attempts(Attempts.Limits.MESSAGES, () -> NOW),
                        Runnable::run,
                        Optional.empty()));
        Handlers handlers =
                Api.handlers(desk, signIn, new MessageRoutes(desk, new NoMail()), new RegionRoutes.Shown(true, "", ""));
        new DeviceRoutes(desk, new DeviceRoutes.Parts(DevicePresence.NONE, new Nowhere(), () -> new byte[32]))
                .mount(handlers);
        new ApiKeyRoutes(desk, () -> new byte[32]).mount(handlers);
        new GeoReportRoutes(desk).mount(handlers);
        new AuditRoutes((from, sink) -> {}, "520181").mount(handlers);
        return new Door(
                handlers,
                new Door.Parts(
                        "520181",
                        token -> tokens.verify(token)
                                .recover(no -> Future.failedFuture(Problem.of(ProblemCode.NOT_SIGNED_IN, "test"))),
                        new RateLimit(0, 1, System::nanoTime),
                        new Admission(new AdaptiveLimit(), new SimpleMeterRegistry()),
                        () -> NOW,
                        System::nanoTime,
                        (delayMs, task) -> task.run(),
                        () -> Runnable::run,
                        () -> "trace",
                        new CallMetrics(new SimpleMeterRegistry())));
    }

    private final class YesRegistry implements Registry {
        @Override
        public String region() {
            return "520181";
        }

        @Override
        public CompletionStage<Reply> submit(String key, ByteString hash, long epoch, Command command) {
            synchronized (submitted) {
                submitted.add(command);
            }
            return CompletableFuture.completedFuture(Reply.newBuilder()
                    .setId("520181-order-new")
                    .setState("OPEN")
                    .setVersion(2)
                    .build());
        }

        @Override
        public CompletionStage<Reading> read(List<String> keys) {
            List<Versioned> found = keys.stream()
                    .map(key -> entities.containsKey(key)
                            ? new Versioned(key, 1, 1, entities.getOrDefault(key, Entity.getDefaultInstance()))
                            : Versioned.absent(key))
                    .toList();
            return CompletableFuture.completedFuture(new Reading(NOW, 1, 1, found));
        }

        @Override
        public CompletionStage<List<String>> members(String index) {
            return CompletableFuture.completedFuture(List.of("me", "other"));
        }

        @Override
        public void follow(LogFollower follower) {
            follower.ready(1, 1);
        }
    }

    private static final class NothingToSay implements Advice {
        @Override
        public CompletionStage<RecommendAnswer> recommend(RecommendRequest request) {
            return CompletableFuture.completedFuture(RecommendAnswer.getDefaultInstance());
        }

        @Override
        public CompletionStage<ExplainAnswer> explain(ExplainRequest request) {
            return CompletableFuture.completedFuture(ExplainAnswer.getDefaultInstance());
        }

        @Override
        public CompletionStage<PlanAnswer> plan(String region) {
            return CompletableFuture.completedFuture(PlanAnswer.getDefaultInstance());
        }
    }

    private static final class NoMail implements Mailroom {
        @Override
        public Optional<CarrierSettings> find(String name) {
            return Optional.empty();
        }

        @Override
        public Set<MessageChannel> channels() {
            return Set.of();
        }

        @Override
        public CompletionStage<Void> receipt(CarrierSettings carrier, Receipt receipt) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<String> reply(CarrierSettings carrier, Said said) {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public CompletionStage<List<DayReport.Line>> report(long fromMs, long untilMs) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    private static final class Nowhere implements Positions {
        @Override
        public void report(PositionSample sample) {}

        @Override
        public void forget(String volunteerId) {}

        @Override
        public void forEach(Consumer<PositionSample> visitor) {}
    }
}
