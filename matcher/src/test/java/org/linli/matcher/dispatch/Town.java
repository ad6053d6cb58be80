package org.linli.matcher.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Actor;
import org.linli.proto.CancelOrder;
import org.linli.proto.Channel;
import org.linli.proto.ClaimVisit;
import org.linli.proto.Command;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.Duty;
import org.linli.proto.HandBackOffer;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.PositionSample;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;
import org.linli.proto.ResidentFile;
import org.linli.proto.Role;
import org.linli.proto.SetDuty;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Visit;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;

/** A small town on virtual time with one dispatcher: each call is one command at the present moment. */
final class Town {
    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    /** A Wednesday, 10:00 in Qingzhen. */
    static final long START = 1_773_194_400_000L;

    static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");

    final VirtualLoop loop = new VirtualLoop();
    final FakeRegistry registry;
    final FixedPositions positions = new FixedPositions();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Dispatcher dispatcher;
    private int orders;
    private boolean beating = true;

    Town() {
        this(POLICY, DispatchSettings.Plan.TIERS);
    }

    Town(RegionPolicy policy, DispatchSettings.Plan plan) {
        this(policy, plan, ZoneSolving.NONE);
    }

    Town(RegionPolicy policy, DispatchSettings.Plan plan, ZoneSolving solving) {
        this(policy, DispatchSettings.standard(plan), solving);
    }

    Town(RegionPolicy policy, DispatchSettings settings, ZoneSolving solving) {
        this(yaml -> policy, StraightLineTravel::under, settings, solving);
    }

    /** A town whose ways take what they are said to take. */
    static Town withWays(TravelTimes ways) {
        return new Town(
                yaml -> POLICY,
                policy -> ways,
                DispatchSettings.standard(DispatchSettings.Plan.TIERS),
                ZoneSolving.NONE);
    }

    private Town(
            Function<String, RegionPolicy> policies,
            Function<RegionPolicy, TravelTimes> ways,
            DispatchSettings settings,
            ZoneSolving solving) {
        registry = new FakeRegistry(loop, policies, START);
        dispatcher =
                new Dispatcher(registry, loop, positions, policies, ways, settings, meters, solving, Runnable::run);
    }

    /** A town where any published text stands for a policy that lets two offers be open at once. */
    static Town withPolicies() {
        RegionPolicy two = twoOpenOffers();
        return new Town(
                yaml -> yaml.isEmpty() ? POLICY : two,
                StraightLineTravel::under,
                DispatchSettings.standard(DispatchSettings.Plan.TIERS),
                ZoneSolving.NONE);
    }

    private static RegionPolicy twoOpenOffers() {
        RegionPolicy.Offering one = POLICY.offering();
        RegionPolicy.Offering two = new RegionPolicy.Offering(
                one.offerSeconds(),
                one.extendSeconds(),
                one.graceSeconds(),
                one.freeHandBackSeconds(),
                2,
                one.attemptsBeforeInvite(),
                one.inviteSeconds(),
                one.emergencyInvites(),
                one.withdrawGainSeconds(),
                one.seenWithinSeconds(),
                one.completeMinutes(),
                one.lateSeatMinutes());
        return new RegionPolicy(
                POLICY.region(),
                POLICY.name(),
                POLICY.nameEn(),
                POLICY.zone(),
                POLICY.area(),
                POLICY.services(),
                POLICY.skills(),
                POLICY.ladder(),
                two,
                POLICY.planning(),
                POLICY.credit(),
                POLICY.evidence(),
                POLICY.hotlinePhone());
    }

    /** The dispatcher runs and holds the lease. */
    Town open() {
        dispatcher.start();
        dispatcher.leaseAcquired(1, 0);
        beat();
        loop.advance(10);
        return this;
    }

    /** The lease is confirmed twice a second, unless its beats are stopped. */
    void beat() {
        if (beating) {
            dispatcher.leaseConfirmed();
            loop.schedule(500, this::beat);
        }
    }

    void stopBeats() {
        beating = false;
    }

    long now() {
        return registry.nowMs();
    }

    void pass(long ms) {
        loop.advance(ms);
    }

    /** Long enough for a command and its offers, far too short for a timer. */
    void settle() {
        loop.advance(20);
    }

    /** Metres north and east of the centre. */
    static Place at(double north, double east) {
        return Place.newBuilder()
                .setLatE7(265_560_000 + (int) Math.round(north * 89.83))
                .setLngE7(1_064_707_000 + (int) Math.round(east * 100.43))
                .build();
    }

    Reply as(Role role, String subject, Consumer<Command.Builder> body) {
        Command.Builder command = Command.newBuilder()
                .setActor(Actor.newBuilder().setRole(role).setSubject(subject).setChannel(Channel.CHANNEL_WEB));
        body.accept(command);
        Reply reply = registry.now(command.build());
        settle();
        return reply;
    }

    Reply enrol(String id, Place home, Consumer<VolunteerFile.Builder> file) {
        VolunteerFile.Builder volunteer =
                VolunteerFile.newBuilder().setHome(home).setBirthYear(1980).addLanguages("zh");
        file.accept(volunteer);
        return as(
                Role.ROLE_COMMUNITY,
                "staff-1",
                command -> command.setPutProfile(PutProfile.newBuilder()
                        .setApproved(true)
                        .setProfile(Profile.newBuilder().setId(id).setVolunteer(volunteer))));
    }

    Reply duty(String id, boolean on) {
        return as(
                Role.ROLE_VOLUNTEER,
                id,
                command -> command.setSetDuty(SetDuty.newBuilder()
                        .setVolunteerId(id)
                        .setDuty(Duty.newBuilder().setOn(on))));
    }

    /** An approved volunteer on duty at the place. */
    void volunteer(String id, Place home) {
        volunteer(id, home, file -> {});
    }

    void volunteer(String id, Place home, Consumer<VolunteerFile.Builder> file) {
        enrol(id, home, file);
        duty(id, true);
    }

    void resident(String id, Consumer<ResidentFile.Builder> file) {
        ResidentFile.Builder resident = ResidentFile.newBuilder();
        file.accept(resident);
        as(
                Role.ROLE_COMMUNITY,
                "staff-1",
                command -> command.setPutProfile(PutProfile.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setResident(resident))));
    }

    /** A talk of an hour within the next four, for now. */
    OrderRequest.Builder talk(Place place) {
        return OrderRequest.newBuilder()
                .setService("talk")
                .setLocation(place)
                .setDurationMinutes(60)
                .setWindow(window(now(), now() + 4 * HOUR));
    }

    static Window window(long startMs, long endMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }

    String order(OrderRequest.Builder request) {
        return order("r-1", request);
    }

    String order(String residentId, OrderRequest.Builder request) {
        String id = orderUnsettled(residentId, request);
        settle();
        return id;
    }

    /** The command is decided, and nobody has heard of it yet. */
    String orderUnsettled(String residentId, OrderRequest.Builder request) {
        String id = String.format("520181-order-%08d", ++orders);
        Reply reply = registry.now(Command.newBuilder()
                .setActor(Actor.newBuilder()
                        .setRole(Role.ROLE_AGENT)
                        .setSubject("agent-1")
                        .setChannel(Channel.CHANNEL_WEB))
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId(id)
                        .setResidentId(residentId)
                        .setRequest(request))
                .build());
        if (!reply.getProblem().isEmpty()) {
            throw new AssertionError(reply);
        }
        return id;
    }

    Reply cancel(String orderId) {
        return as(
                Role.ROLE_DISPATCHER,
                "d-1",
                command -> command.setCancelOrder(
                        CancelOrder.newBuilder().setOrderId(orderId).setReason("no longer needed")));
    }

    Reply accept(String volunteerId, String offerId) {
        return as(
                Role.ROLE_VOLUNTEER,
                volunteerId,
                command -> command.setAcceptOffer(AcceptOffer.newBuilder().setOfferId(offerId)));
    }

    Reply decline(String volunteerId, String offerId) {
        return as(
                Role.ROLE_VOLUNTEER,
                volunteerId,
                command -> command.setDeclineOffer(
                        DeclineOffer.newBuilder().setOfferId(offerId).setReason(DeclineReason.DECLINE_REASON_NOT_NOW)));
    }

    Reply handBack(String volunteerId, String offerId) {
        return as(
                Role.ROLE_VOLUNTEER,
                volunteerId,
                command -> command.setHandBackOffer(
                        HandBackOffer.newBuilder().setOfferId(offerId).setReason(DeclineReason.DECLINE_REASON_UNWELL)));
    }

    Reply claim(String volunteerId, String visitId) {
        return as(
                Role.ROLE_VOLUNTEER,
                volunteerId,
                command -> command.setClaimVisit(
                        ClaimVisit.newBuilder().setVisitId(visitId).setVolunteerId(volunteerId)));
    }

    Order stored(String orderId) {
        return registry.get(EntityKey.order(orderId)).entity().getOrder();
    }

    Visit visit(String orderId) {
        return visit(orderId, 1);
    }

    Visit visit(String orderId, int number) {
        return stored(orderId).getVisits(number - 1);
    }

    /** The newest offer of the order's first visit. */
    Offer offer(String orderId) {
        return offer(orderId, 1);
    }

    Offer offer(String orderId, int number) {
        Visit visit = visit(orderId, number);
        if (visit.getOffersCount() == 0) {
            throw new AssertionError("no offer of " + orderId + '.' + number + ": " + visit);
        }
        return visit.getOffers(visit.getOffersCount() - 1);
    }

    /** Who was asked, in order. */
    List<String> asked(String orderId) {
        return visit(orderId).getOffersList().stream()
                .map(Offer::getVolunteerId)
                .toList();
    }

    static String offerId(String orderId, int number) {
        return orderId + ".1." + number;
    }

    /** Fixes that stand until they are moved. */
    static final class FixedPositions implements Positions {
        private final Map<String, PositionSample> fixes = new LinkedHashMap<>();

        @Override
        public void report(PositionSample sample) {
            fixes.put(sample.getVolunteerId(), sample);
        }

        void report(String id, Place place) {
            report(PositionSample.newBuilder()
                    .setVolunteerId(id)
                    .setPlace(place)
                    .build());
        }

        @Override
        public void forget(String volunteerId) {
            fixes.remove(volunteerId);
        }

        @Override
        public void forEach(Consumer<PositionSample> visitor) {
            new ArrayList<>(fixes.values()).forEach(visitor);
        }
    }
}
