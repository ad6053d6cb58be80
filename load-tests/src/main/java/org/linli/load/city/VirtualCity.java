package org.linli.load.city;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.dispatch.DispatchSettings;
import org.linli.matcher.dispatch.Dispatcher;
import org.linli.matcher.loop.VirtualLoop;
import org.linli.proto.AcceptOffer;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.Change;
import org.linli.proto.Channel;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckOut;
import org.linli.proto.Command;
import org.linli.proto.DeclineOffer;
import org.linli.proto.DeclineReason;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Evidence;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.PositionSample;
import org.linli.proto.Presence;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SkillClaim;
import org.linli.proto.SubmitOrder;
import org.linli.proto.TravelMode;
import org.linli.proto.Visit;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;
import org.linli.sim.LastPositions;

/**
 * A region with one dispatcher on virtual time, and people who do as they are drawn: see an offer, think, accept or decline,
 * go there, stay, and are free again where they are. What a person does about an order depends on the seed and the two
 * alone, so that two policies meet the same people. For one thread.
 */
final class VirtualCity {
    /** A Wednesday, 08:00 in Qingzhen. */
    static final long START_MS = 1_773_187_200_000L;

    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    /** On virtual time nobody else can take the lease: it is confirmed now and then. */
    private static final long BEAT_MS = 10 * MINUTE_MS;

    private final VirtualLoop loop = new VirtualLoop();
    private final Settings settings;
    private final VirtualRegion region;
    private final LastPositions positions = new LastPositions();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Dispatcher dispatcher;
    private final Diary diary;
    private final Map<String, Person> people = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    /**
     * How a city behaves.
     *
     * @param seed      of what people do
     * @param thinks    the longest time from an offer to its answer; the shortest is a quarter of it
     * @param declines  of a thousand offers, how many are declined by people who do accept others
     * @param windowMs  from an order to the latest end of its visit
     * @param positions how often the dispatcher takes positions over
     * @param solving   who improves zones, on the city's loop
     */
    record Settings(long seed, Duration thinks, int declines, long windowMs, Duration positions, Zones solving) {}

    /** Makes the zone solvers of a city. */
    @FunctionalInterface
    interface Zones {
        ZoneSolving on(VirtualLoop loop, RegionPolicy policy);
    }

    VirtualCity(RegionPolicy policy, Settings settings) {
        this.settings = settings;
        region = new VirtualRegion(loop, policy, START_MS);
        diary = new Diary(region::nowMs);
        DispatchSettings usual = DispatchSettings.standard(DispatchSettings.Plan.TIERS);
        dispatcher = new Dispatcher(
                region,
                loop,
                positions,
                yaml -> policy,
                new DispatchSettings(
                        usual.plan(),
                        usual.commitsInFlight(),
                        usual.openVisits(),
                        usual.ordersPerTurn(),
                        usual.retryMs(),
                        settings.positions().toMillis(),
                        usual.retryMeters(),
                        usual.refusalMs(),
                        2 * BEAT_MS),
                meters,
                settings.solving().on(loop, policy),
                Runnable::run);
        region.watch(this::live);
        region.watch(diary::read);
    }

    /** Takes people in: approved, known, and on duty until the end. */
    void settle(List<Person> all, long dutyMs) {
        for (Person person : all) {
            people.put(person.id(), person);
            enrol(person);
            region.found(
                    EntityKey.account(person.id()),
                    Entity.newBuilder()
                            .setAccount(Account.newBuilder().setId(person.id()).setTier(person.tier()))
                            .build());
            region.found(EntityKey.calendar(person.id()), calendar(person, START_MS + dutyMs));
            diary.onDuty(person.id());
        }
        loop.runReady();
        dispatcher.start();
        dispatcher.leaseAcquired(1, 0);
        beat();
        loop.runReady();
    }

    private void enrol(Person person) {
        VolunteerFile.Builder file = VolunteerFile.newBuilder()
                .setHome(person.home())
                .setBirthYear(1980)
                .addLanguages("zh");
        person.skills()
                .forEach(skill ->
                        file.addSkills(SkillClaim.newBuilder().setSkill(skill).setLevel(1)));
        said(by(Role.ROLE_COMMUNITY, "staff")
                .setPutProfile(PutProfile.newBuilder()
                        .setApproved(true)
                        .setProfile(Profile.newBuilder().setId(person.id()).setVolunteer(file))));
    }

    private static Entity calendar(Person person, long untilMs) {
        return Entity.newBuilder()
                .setCalendar(Calendar.newBuilder()
                        .setVolunteerId(person.id())
                        .setDuty(Duty.newBuilder()
                                .setOn(true)
                                .setSinceMs(START_MS)
                                .setUntilMs(untilMs)
                                .setTravelMode(TravelMode.TRAVEL_MODE_EBIKE)
                                .setMaxTravelMinutes(40)))
                .build();
    }

    private void beat() {
        dispatcher.leaseConfirmed();
        loop.schedule(BEAT_MS, this::beat);
    }

    /** Will place an order when its time comes. */
    void expect(Wish wish) {
        loop.schedule(wish.afterMs() - loop.nowMs(), () -> place(wish));
    }

    private void place(Wish wish) {
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setService(wish.service())
                .setLocation(wish.place())
                .setDurationMinutes(wish.minutes())
                .setPriority(Priority.PRIORITY_ROUTINE)
                .setMinTier(wish.minTier())
                .setWindow(
                        Window.newBuilder().setStartMs(region.nowMs()).setEndMs(region.nowMs() + settings.windowMs()));
        diary.placed(wish.id(), region.nowMs());
        said(by(Role.ROLE_AGENT, "agent")
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId(wish.id())
                        .setResidentId("r-" + wish.id())
                        .setCodeDigest(code(wish.id()))
                        .setRequest(request)));
    }

    void passUntil(long afterMs) {
        loop.advance(afterMs - loop.nowMs());
    }

    Diary diary() {
        return diary;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    private void live(Entry entry) {
        for (Change change : entry.getChangesList()) {
            if (change.getAfter().hasOrder()) {
                Order order = change.getAfter().getOrder();
                order.getVisitsList().forEach(visit -> answer(order, visit));
            }
        }
    }

    private void answer(Order order, Visit visit) {
        for (Offer offer : visit.getOffersList()) {
            boolean open = offer.getState() == OfferState.OFFER_STATE_SENT;
            String id = order.getId() + '.' + visit.getNumber() + '.' + offer.getNumber();
            if (open && answered.add(id)) {
                think(order.getId(), id, offer.getVolunteerId());
            }
        }
    }

    private void think(String orderId, String offerId, String volunteerId) {
        SplittableRandom whim =
                new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + (orderId + volunteerId).hashCode());
        long most = settings.thinks().toMillis();
        long thinks = most / 4 + whim.nextLong(Math.max(1, most * 3 / 4));
        boolean declines =
                Objects.requireNonNull(people.get(volunteerId)).declines() || whim.nextInt(1000) < settings.declines();
        loop.schedule(thinks, () -> {
            if (declines) {
                said(by(Role.ROLE_VOLUNTEER, volunteerId)
                        .setDeclineOffer(DeclineOffer.newBuilder()
                                .setOfferId(offerId)
                                .setReason(DeclineReason.DECLINE_REASON_NOT_NOW)));
            } else if (said(by(Role.ROLE_VOLUNTEER, volunteerId)
                            .setAcceptOffer(AcceptOffer.newBuilder().setOfferId(offerId)))
                    .getProblem()
                    .isEmpty()) {
                go(orderId, volunteerId);
            }
        });
    }

    /** There at the time that the offer showed, and away again when the visit has lasted as long as was asked for. */
    private void go(String orderId, String volunteerId) {
        Order order = order(orderId);
        Visit visit = order.getVisits(0);
        long startMs = Math.max(region.nowMs(), visit.getWindow().getStartMs());
        loop.schedule(startMs - region.nowMs(), () -> arrive(orderId, volunteerId));
        long lastsMs = order.getRequest().getDurationMinutes() * MINUTE_MS;
        loop.schedule(startMs + lastsMs - region.nowMs(), () -> leave(orderId, volunteerId));
    }

    private void arrive(String orderId, String volunteerId) {
        Order order = order(orderId);
        positions.report(PositionSample.newBuilder()
                .setVolunteerId(volunteerId)
                .setPlace(order.getRequest().getLocation())
                .build());
        said(by(Role.ROLE_VOLUNTEER, volunteerId)
                .setCheckIn(CheckIn.newBuilder()
                        .setVisitId(orderId + ".1")
                        .setPresence(Presence.newBuilder()
                                .setLocation(order.getRequest().getLocation())
                                .addEvidence(Evidence.newBuilder()
                                        .setKind(Evidence.Kind.KIND_CODE)
                                        .setDigest(code(orderId))))));
    }

    private void leave(String orderId, String volunteerId) {
        Presence.Builder presence =
                Presence.newBuilder().setLocation(order(orderId).getRequest().getLocation());
        said(by(Role.ROLE_VOLUNTEER, volunteerId)
                .setCheckOut(CheckOut.newBuilder().setVisitId(orderId + ".1").setPresence(presence)));
    }

    private Order order(String id) {
        return region.get(EntityKey.order(id)).entity().getOrder();
    }

    private static ByteString code(String orderId) {
        return ByteString.copyFromUtf8("code " + orderId);
    }

    private static Command.Builder by(Role role, String subject) {
        return Command.newBuilder()
                .setActor(Actor.newBuilder().setRole(role).setSubject(subject).setChannel(Channel.CHANNEL_WEB));
    }

    private Reply said(Command.Builder command) {
        Reply reply = region.now(command.build());
        if (!reply.getProblem().isEmpty()) {
            diary.refused(reply.getProblem());
        }
        return reply;
    }
}
