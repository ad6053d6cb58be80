package org.linli.matcher.dispatch;

import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.START;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.linli.domain.EntityKey;
import org.linli.proto.Calendar;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.Hold;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.Profile;
import org.linli.proto.Served;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** Random people and orders in a book, the same for the same seed. */
final class Crowd {
    /** Of each thousand volunteers so many can nurse: a rare skill. */
    static final int NURSES = 5;

    private static final TravelMode[] MODES = {
        TravelMode.TRAVEL_MODE_WALK, TravelMode.TRAVEL_MODE_EBIKE, TravelMode.TRAVEL_MODE_CAR
    };

    final Random random;
    final double sideMeters;
    final Book book = new Book(yaml -> Town.POLICY, Book.Watcher.NONE);
    private int volunteers;
    private int orders;

    /** @param sideMeters of the square that everybody is in */
    Crowd(long seed, double sideMeters) {
        random = new Random(seed);
        this.sideMeters = sideMeters;
    }

    Place anywhere() {
        return Town.at((random.nextDouble() - 0.5) * sideMeters, (random.nextDouble() - 0.5) * sideMeters);
    }

    private boolean perMille(int share) {
        return random.nextInt(1000) < share;
    }

    /** A volunteer on duty, perhaps with a hold, whom some rule or other may keep from a visit. */
    String volunteer() {
        String id = "v-" + ++volunteers;
        VolunteerFile.Builder file = VolunteerFile.newBuilder()
                .setState(VolunteerState.VOLUNTEER_STATE_APPROVED)
                .setHome(anywhere())
                .setBirthYear(perMille(20) ? 2010 : 1950 + random.nextInt(50))
                .setGenderValue(1 + random.nextInt(2))
                .addLanguages("zh");
        skill(file, "repair", 100);
        skill(file, "first-aid", 50);
        skill(file, "nursing", NURSES);
        Calendar.Builder calendar = Calendar.newBuilder()
                .setVolunteerId(id)
                .setDuty(Duty.newBuilder()
                        .setOn(true)
                        .setSinceMs(START - HOUR)
                        .setUntilMs(START + (1 + random.nextInt(7)) * HOUR)
                        .setTravelMode(MODES[random.nextInt(MODES.length)])
                        .setMaxTravelMinutes(10 + random.nextInt(40)));
        if (perMille(300)) {
            long start = START + random.nextInt(120) * MINUTE;
            Place from = anywhere();
            calendar.addHolds(Hold.newBuilder()
                    .setKind(Hold.Kind.KIND_COMMITMENT)
                    .setRef("520181-order-elsewhere.1.1")
                    .setWindow(Town.window(start, start + HOUR))
                    .setStart(from)
                    .setEnd(perMille(500) ? from : anywhere()));
        }
        if (perMille(400)) {
            calendar.addServed(Served.newBuilder()
                    .setResidentId("r-" + random.nextInt(50))
                    .setMinutes(30 + random.nextInt(300))
                    .setAtMs(START - random.nextInt(48) * HOUR));
        }
        book.put(
                EntityKey.profile(id),
                1,
                Entity.newBuilder()
                        .setProfile(Profile.newBuilder().setId(id).setVolunteer(file))
                        .build());
        book.put(
                EntityKey.calendar(id),
                1,
                Entity.newBuilder().setCalendar(calendar).build());
        return id;
    }

    private void skill(VolunteerFile.Builder file, String code, int perMille) {
        if (perMille(perMille)) {
            file.addSkills(SkillClaim.newBuilder().setSkill(code).setLevel(1 + random.nextInt(2)));
        }
    }

    /** A request somewhere within the next hours; the skill may be empty. */
    OrderRequest.Builder request(String skill) {
        long start = START + random.nextInt(180) * MINUTE;
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setService("talk")
                .setLocation(anywhere())
                .setDurationMinutes(30 + random.nextInt(60))
                .setPeople(1)
                .setPriority(Priority.forNumber(1 + random.nextInt(3)))
                .setWindow(Town.window(start, start + (2 + random.nextInt(3)) * HOUR));
        if (!skill.isEmpty()) {
            request.addSkills(SkillLevel.newBuilder().setSkill(skill).setLevel(1));
        }
        return request;
    }

    /** Puts an open order into the book, as the log would; settled. */
    BookVisit order(OrderRequest.Builder request) {
        String id = String.format("520181-order-%08d", ++orders);
        Order order = Order.newBuilder()
                .setId(id)
                .setResidentId("r-" + random.nextInt(50))
                .setState(OrderState.ORDER_STATE_OPEN)
                .setCreatedAtMs(START - random.nextInt(60) * MINUTE)
                .setRequest(request)
                .addVisits(Visit.newBuilder().setNumber(1).setState(VisitState.VISIT_STATE_OPEN))
                .build();
        book.put(EntityKey.order(id), 1, Entity.newBuilder().setOrder(order).build());
        book.settle(START);
        return book.open().ofOrder(id).get(0);
    }

    List<String> volunteers(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(volunteer());
        }
        book.settle(START);
        return ids;
    }
}
