package org.linli.matcher.dispatch;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.linli.domain.EntityKey;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.AdviceAnswer;
import org.linli.proto.Calendar;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.RecommendRequest;
import org.linli.proto.ResidentFile;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;

/**
 * Plays questions and insertions through in a made-up town before a node is ready, because the very first answer costs
 * two hundred times what the thousandth does: classes are read and nothing is compiled yet. Nothing of it is kept. For
 * any thread.
 */
public final class Rehearsal {
    /** Fewer than a town has, enough that every loop runs. */
    private static final int VOLUNTEERS = 48;

    private static final long NOW_MS = 1_773_194_400_000L;
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    /** A round that is as quick as this will be quick enough where the machine is busy, too. */
    private static final long QUICK_NANOS = Duration.ofMillis(6).toNanos();
    /** A node is not kept from being ready for longer. */
    private static final long MOST_NANOS = Duration.ofMillis(2_500).toNanos();

    private final Book book;
    private final Inserter inserter;
    private final String skill;

    private Rehearsal(RegionPolicy policy) {
        book = new Book(yaml -> policy, Book.Watcher.NONE);
        inserter = new Inserter(book, NOW_MS);
        skill = policy.skills().keySet().stream().findFirst().orElse("");
        for (int i = 0; i < VOLUNTEERS; i++) {
            addVolunteer(policy, i);
        }
        book.settle(NOW_MS);
    }

    /**
     * Rehearses until answers are quick, or for two and a half seconds; returns how often.
     *
     * @param nanos a clock that only goes forward
     */
    public static int run(RegionPolicy policy, LongSupplier nanos) {
        Rehearsal rehearsal = new Rehearsal(policy);
        long startedNanos = nanos.getAsLong();
        int rounds = 0;
        long tookNanos;
        do {
            long beforeNanos = nanos.getAsLong();
            rehearsal.round();
            rounds++;
            tookNanos = nanos.getAsLong() - beforeNanos;
        } while (tookNanos > QUICK_NANOS && nanos.getAsLong() - startedNanos < MOST_NANOS);
        return rounds;
    }

    private void addVolunteer(RegionPolicy policy, int number) {
        String id = "rehearsal-" + number;
        VolunteerFile file = VolunteerFile.newBuilder()
                .setState(VolunteerState.VOLUNTEER_STATE_APPROVED)
                .setHome(place(policy, number))
                .addLanguages("zh")
                .build();
        Duty duty = Duty.newBuilder()
                .setOn(number % 8 != 0)
                .setSinceMs(NOW_MS - HOUR_MS)
                .setUntilMs(NOW_MS + (1 + number % 6) * HOUR_MS)
                .setTravelMode(TravelMode.forNumber(1 + number % 3))
                .setMaxTravelMinutes(5 + number)
                .build();
        book.put(
                EntityKey.profile(id),
                1,
                Entity.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setVolunteer(file))
                        .build());
        book.put(
                EntityKey.calendar(id),
                1,
                Entity.newBuilder()
                        .setCalendar(Calendar.newBuilder().setVolunteerId(id).setDuty(duty))
                        .build());
    }

    /** All over the region, so that some are near and some too far. */
    private static Place place(RegionPolicy policy, int number) {
        double north = (number % 8 + 0.5) / 8;
        double east = (number / 8 + 0.5) * 8 / VOLUNTEERS;
        RegionPolicy.Area area = policy.area();
        Wgs84 at = new Wgs84(
                area.minLatDeg() + (area.maxLatDeg() - area.minLatDeg()) * north,
                area.minLngDeg() + (area.maxLngDeg() - area.minLngDeg()) * east);
        return Place.newBuilder().setLatE7(at.latE7()).setLngE7(at.lngE7()).build();
    }

    private void round() {
        for (int number = 0; number < 8; number++) {
            OrderRequest.Builder request = request(number);
            ask(request, number);
            ask(request.addSkills(SkillLevel.newBuilder().setSkill(skill).setLevel(1)), number);
        }
    }

    private OrderRequest.Builder request(int number) {
        return OrderRequest.newBuilder()
                .setService(book.rules().policy().services().keySet().stream()
                        .findFirst()
                        .orElse(""))
                .setLocation(place(book.rules().policy(), number * 5))
                .setDurationMinutes(30)
                .setWindow(Window.newBuilder().setStartMs(NOW_MS).setEndMs(NOW_MS + (1 + number % 4) * HOUR_MS));
    }

    private void ask(OrderRequest.Builder request, int number) {
        Order order = Order.newBuilder()
                .setId("rehearsal-order-" + number)
                .setResidentId("rehearsal-resident")
                .setState(OrderState.ORDER_STATE_OPEN)
                .setCreatedAtMs(NOW_MS)
                .setRequest(request)
                .addVisits(Visit.newBuilder().setNumber(1).setState(VisitState.VISIT_STATE_OPEN))
                .build();
        Snapshot snapshot = snapshot();
        BookVisit open = Explainer.asOpen(order, order.getVisits(0), snapshot);
        inserter.best(open, open.fact(), Set.of(), volunteer -> true);
        sent(AdviceAnswer.newBuilder()
                .setExplain(Explainer.explain(order, snapshot))
                .build());
        sent(AdviceAnswer.newBuilder()
                .setRecommend(Explainer.recommend(
                        RecommendRequest.newBuilder()
                                .setResidentId(order.getResidentId())
                                .setRequest(request)
                                .build(),
                        snapshot))
                .build());
    }

    private Snapshot snapshot() {
        return new Snapshot(
                book.rules(),
                NOW_MS,
                book.roster().snapshot(),
                book.open().ofOrder(""),
                ResidentFile.getDefaultInstance(),
                Standing.NONE);
    }

    private static void sent(AdviceAnswer answer) {
        try {
            AdviceAnswer.parseFrom(answer.toByteArray());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("an answer cannot be read that was written a moment ago", impossible);
        }
    }
}
