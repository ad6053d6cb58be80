package org.linli.matcher.backtest;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.proto.Account;
import org.linli.proto.Actor;
import org.linli.proto.Calendar;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.OrderRequest;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Role;
import org.linli.proto.SkillClaim;
import org.linli.proto.SubmitOrder;
import org.linli.proto.TravelMode;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/**
 * A region with one planner, and people who do as they are drawn ({@link Neighbours}). All methods are called, and all
 * happens, on the loop given, but for what the planner does on loops of its own.
 */
public final class City {
    /** How often the lease is confirmed. */
    static final Duration BEAT = Duration.ofMinutes(10);

    private final Loop loop;
    private final LongSupplier nowMs;
    private final VirtualRegion region;
    private final LastPositions positions = new LastPositions();
    private final Diary diary;
    private final Neighbours neighbours;
    private final CityPlanner planner;

    /** @param nowMs milliseconds since 1970 */
    public City(
            Loop loop,
            LongSupplier nowMs,
            RegionPolicy policy,
            Habits habits,
            CityPlanner.Maker maker,
            MeterRegistry meters) {
        this.loop = loop;
        this.nowMs = nowMs;
        region = new VirtualRegion(loop, nowMs, policy);
        diary = new Diary(nowMs);
        neighbours = new Neighbours(loop, region, positions, diary, habits);
        planner = maker.in(new CityPlanner.Site(loop, region, positions, policy, meters));
        region.watch(diary::read);
        region.watch(neighbours::read);
    }

    /** Takes people in: approved, known, and on duty for so long. Before {@link #open}. */
    public void settle(List<Person> people, long dutyMs) {
        for (Person person : people) {
            neighbours.add(person);
            enrol(person);
            region.found(
                    EntityKey.account(person.id()),
                    Entity.newBuilder()
                            .setAccount(Account.newBuilder().setId(person.id()).setTier(person.tier()))
                            .build());
            region.found(EntityKey.calendar(person.id()), calendar(person, nowMs.getAsLong(), dutyMs));
            diary.onDuty(person.id());
        }
    }

    private void enrol(Person person) {
        VolunteerFile.Builder file = VolunteerFile.newBuilder()
                .setHome(person.home())
                .setBirthYear(1980)
                .addLanguages("zh");
        person.skills()
                .forEach(skill ->
                        file.addSkills(SkillClaim.newBuilder().setSkill(skill).setLevel(1)));
        neighbours.said(by(Role.ROLE_COMMUNITY, "staff")
                .setPutProfile(PutProfile.newBuilder()
                        .setApproved(true)
                        .setProfile(Profile.newBuilder().setId(person.id()).setVolunteer(file))));
    }

    private static Entity calendar(Person person, long sinceMs, long dutyMs) {
        return Entity.newBuilder()
                .setCalendar(Calendar.newBuilder()
                        .setVolunteerId(person.id())
                        .setDuty(Duty.newBuilder()
                                .setOn(true)
                                .setSinceMs(sinceMs)
                                .setUntilMs(sinceMs + dutyMs)
                                .setTravelMode(TravelMode.TRAVEL_MODE_EBIKE)
                                .setMaxTravelMinutes(40)))
                .build();
    }

    /** The planner begins. */
    public void open() {
        planner.start();
        beat();
    }

    private void beat() {
        planner.confirmed();
        loop.schedule(BEAT.toMillis(), this::beat);
    }

    /** Places an order now. */
    public void place(Wish wish) {
        long startMs = nowMs.getAsLong();
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setService(wish.service())
                .setLocation(wish.place())
                .setDurationMinutes(wish.minutes())
                .setPriority(wish.priority())
                .setMinTier(wish.minTier())
                .setWindow(Window.newBuilder().setStartMs(startMs).setEndMs(startMs + wish.windowMs()));
        diary.placed(wish.id(), startMs);
        neighbours.said(by(Role.ROLE_AGENT, "agent")
                .setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId(wish.id())
                        .setResidentId("r-" + wish.id())
                        .setCodeDigest(code(wish.id()))
                        .setRequest(request)));
    }

    public Diary diary() {
        return diary;
    }

    static ByteString code(String orderId) {
        return ByteString.copyFromUtf8("code " + orderId);
    }

    static Command.Builder by(Role role, String subject) {
        return Command.newBuilder()
                .setActor(Actor.newBuilder().setRole(role).setSubject(subject).setChannel(Channel.CHANNEL_WEB));
    }
}
