package org.linli.solver.plan;

import static org.linli.solver.Region.HOUR;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.commitment;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.skill;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.linli.proto.Gender;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.Region;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** Zones in which everything that the rules speak of happens often, by seed. */
public final class RandomZone {
    private final Random random;
    /** Of its own, so that what else a seed makes does not depend on rounds. */
    private final Random doors;

    private final int extentMeters;

    public RandomZone(long seed, int extentMeters) {
        random = new Random(seed);
        doors = new Random(~seed);
        this.extentMeters = extentMeters;
    }

    /** Everything odd at once: for comparing two ways of reckoning. */
    public VisitPlan odd(int volunteers, int orders) {
        List<VisitPlan.Start> starts = new ArrayList<>();
        for (int i = 0; i < volunteers; i++) {
            starts.add(new VisitPlan.Start(oddVolunteer("v" + i), new ArrayList<>()));
        }
        List<PlanVisit> visits = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            int people = chance(30) ? 2 + random.nextInt(2) : 1;
            OrderRequest.Builder request = oddRequest(people);
            for (int seat = 1; seat <= people; seat++) {
                visits.add(oddVisit(order, seat, request, volunteers));
            }
        }
        for (PlanVisit visit : visits) {
            int route = random.nextInt(volunteers + 1);
            if (route < volunteers) {
                starts.get(route).visits().add(visit);
            }
        }
        return VisitPlan.of(Region.scorerOfWorstLateness(7), starts, visits, Gate.OPEN);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Place anywhere() {
        return place(random.nextInt(extentMeters), random.nextInt(extentMeters));
    }

    private Place door() {
        return place(doors.nextInt(extentMeters), doors.nextInt(extentMeters));
    }

    private long minutes(int bound) {
        return random.nextInt(bound) * MINUTE;
    }

    private PlanVolunteer oddVolunteer(String id) {
        ZoneVolunteer.Builder volunteer = volunteer(id)
                .setPlace(anywhere())
                .setAvailableFromMs(NOW - HOUR + minutes(120))
                .setAvailableUntilMs(NOW + 2 * HOUR + minutes(360))
                .setTravelModeValue(random.nextInt(4))
                .setMaxTravelSeconds(chance(20) ? 0 : 200 + random.nextInt(2000))
                .setTierRank(random.nextInt(3))
                .setBirthYear(chance(20) ? 2009 : 1970)
                .setGenderValue(random.nextInt(3))
                .setLoadMinutes(random.nextInt(600))
                .setLastOfferMs(chance(20) ? 0 : NOW - minutes(12_000));
        if (chance(30)) {
            volunteer.setEndPlace(anywhere());
        }
        if (chance(50)) {
            volunteer.addSkills(skill("repair", 1 + random.nextInt(3)));
            volunteer.addSkills(skill("sign", 1));
        }
        if (chance(50)) {
            volunteer.addSkills(skill("first-aid", 1)).addVerifiedSkills(skill("first-aid", 1));
        }
        if (chance(50)) {
            volunteer.addLanguages("hmn").addCommunities("c1").addServedResidents("r1");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            long start = NOW + minutes(300) - HOUR;
            volunteer.addCommitments(commitment(start, start + 10 * MINUTE + minutes(60), anywhere()));
        }
        return Region.fact(volunteer);
    }

    private OrderRequest.Builder oddRequest(int people) {
        long start = NOW - HOUR + minutes(240);
        OrderRequest.Builder request = request()
                .setService(chance(20) ? "care" : "errand")
                .setLocation(anywhere())
                .setWindow(window(start, start + 30 * MINUTE + minutes(240)))
                .setDurationMinutes(10 + random.nextInt(50))
                .setPeople(people)
                .setPriorityValue(random.nextInt(Priority.PRIORITY_EMERGENCY_VALUE + 1))
                .setGenderPreferenceValue(chance(20) ? Gender.GENDER_FEMALE_VALUE : 0)
                .setCommunity(chance(30) ? "c1" : "")
                .setPreferVolunteer(chance(30) ? "v1" : "")
                .setServedLast(chance(30) ? "v2" : "");
        if (people > 1 && chance(50)) {
            int least = random.nextInt(20);
            request.setGapMinMinutes(least).setGapMaxMinutes(least + random.nextInt(20));
        }
        if (chance(20)) {
            request.addSkills(skill("repair", 1 + random.nextInt(2))).addLanguages("hmn");
        }
        if (chance(20)) {
            request.setTo(anywhere());
        }
        for (int stop = doors.nextInt(5) == 0 ? 1 + doors.nextInt(4) : 0; stop > 0; stop--) {
            request.addStops(door());
        }
        if (chance(10)) {
            request.addStops(anywhere()).addStops(anywhere()).addStops(anywhere());
        }
        return request;
    }

    private PlanVisit oddVisit(int order, int seat, OrderRequest.Builder request, int volunteers) {
        ZoneVisit.Builder visit = visit(order, seat)
                .setRequest(request)
                .setOpenedAtMs(NOW - minutes(600))
                .setVulnerable(chance(30))
                .setAdultSibling(chance(10));
        if (chance(20)) {
            visit.setOfferedTo("v" + random.nextInt(volunteers)).setOfferedStartMs(NOW + minutes(120));
        }
        if (chance(10)) {
            visit.setEarliestStartMs(NOW + minutes(120)).setLatestStartMs(NOW + minutes(120));
        }
        if (chance(30)) {
            visit.setDueStartMs(NOW + minutes(240));
        }
        if (chance(20)) {
            visit.addExcludedVolunteers("v" + random.nextInt(volunteers));
        }
        return Region.fact(visit);
    }

    /** Ordinary errands and ordinary volunteers: for measuring. */
    public VisitPlan plain(int volunteers, int orders) {
        return plain(volunteers, orders, 0);
    }

    /** The same, where so many of a hundred orders are journeys or rounds, often longer on the way than was ordered. */
    VisitPlan plain(int volunteers, int orders, int onTheMove) {
        List<VisitPlan.Start> starts = new ArrayList<>();
        for (int i = 0; i < volunteers; i++) {
            starts.add(new VisitPlan.Start(
                    Region.fact(volunteer("v" + i)
                            .setPlace(anywhere())
                            .setLoadMinutes(random.nextInt(600))
                            .addSkills(skill("repair", 1))),
                    List.of()));
        }
        List<PlanVisit> visits = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            long start = NOW + minutes(360);
            OrderRequest.Builder request = request()
                    .setLocation(anywhere())
                    .setWindow(window(start, start + 2 * HOUR))
                    .setPriorityValue(1 + random.nextInt(4));
            if (chance(20)) {
                request.addSkills(skill("repair", 1));
            }
            if (doors.nextInt(100) < onTheMove) {
                request.setDurationMinutes(5).addStops(door()).addStops(door()).setTo(door());
            }
            visits.add(Region.fact(visit(order, 1).setRequest(request)));
        }
        return VisitPlan.of(Region.scorer(), starts, visits, Gate.OPEN);
    }
}
