package org.linli.load.hhcrsp;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.load.hhcrsp.Instance.Care;
import org.linli.load.hhcrsp.Instance.Caregiver;
import org.linli.load.hhcrsp.Instance.Patient;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Window;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/**
 * An instance as a zone of the production planner. A thousandth of the instance's unit is a minute there, so that all
 * numbers are whole; a place is known by its number, which stands where a latitude would.
 */
final class CareZone {
    static final String REGION = "care";
    /** Any moment; routes leave the depot then. */
    static final long BEGIN_MS = 1_700_000_000_000L;

    private static final long MINUTE_MS = 60_000;
    private static final int MINUTES_PER_UNIT = 1000;
    private static final int SECONDS_PER_MINUTE = 60;

    private CareZone() {}

    /** What the instance says, for one search. */
    static ZoneProblem problem(Instance instance, long seed, int seconds) {
        ZoneProblem.Builder problem = ZoneProblem.newBuilder()
                .setRegion(REGION)
                .setZone("seed-" + seed)
                .setNowMs(BEGIN_MS)
                .setSeed(seed)
                .setSeconds(seconds);
        instance.caregivers().forEach(caregiver -> problem.addVolunteers(volunteer(caregiver)));
        for (int i = 0; i < instance.patients().size(); i++) {
            for (int seat = 1; seat <= instance.patients().get(i).cares().size(); seat++) {
                problem.addVisits(visit(instance.patients().get(i), i + 1, seat));
            }
        }
        return problem.build();
    }

    private static ZoneVolunteer volunteer(Caregiver caregiver) {
        ZoneVolunteer.Builder volunteer = ZoneVolunteer.newBuilder()
                .setId(caregiver.id())
                .setPlace(place(0))
                .setEndPlace(place(0))
                .setAvailableFromMs(BEGIN_MS)
                .setTravelMode(TravelMode.TRAVEL_MODE_CAR);
        caregiver.abilities().forEach(ability -> volunteer.addSkills(skill(ability)));
        return volunteer.build();
    }

    private static ZoneVisit visit(Patient patient, int number, int seat) {
        Care care = patient.cares().get(seat - 1);
        OrderRequest.Builder request = OrderRequest.newBuilder()
                .setLocation(place(number))
                .setWindow(Window.newBuilder().setStartMs(momentMs(patient.opens())))
                .setDurationMinutes(minutes(care.duration()))
                .setPeople(patient.cares().size())
                .setPriority(Priority.PRIORITY_ROUTINE)
                .addSkills(skill(care.service()))
                .setGapMinMinutes(minutes(patient.gapMin()))
                .setGapMaxMinutes(minutes(patient.gapMax()));
        return ZoneVisit.newBuilder()
                .setId(visitId(number, seat))
                .setOpenedAtMs(BEGIN_MS)
                .setDueStartMs(momentMs(patient.closes()))
                .setRequest(request)
                .build();
    }

    /** Of a patient's service: both numbers from 1. */
    static String visitId(int patient, int seat) {
        return REGION + "-order-" + patient + "." + seat;
    }

    private static Place place(int number) {
        return Place.newBuilder().setLatE7(number).build();
    }

    private static SkillLevel skill(String code) {
        return SkillLevel.newBuilder().setSkill(code).setLevel(1).build();
    }

    private static int minutes(double units) {
        return (int) Math.round(units * MINUTES_PER_UNIT);
    }

    private static long momentMs(double units) {
        return BEGIN_MS + minutes(units) * MINUTE_MS;
    }

    /** The instance's time of a moment in the zone. */
    static double units(long ms) {
        return (ms - BEGIN_MS) / (double) (MINUTE_MS * MINUTES_PER_UNIT);
    }

    /** The way between numbered places; the same by any means. */
    static TravelTimes travel(Instance instance) {
        int[][] seconds = new int[instance.distances().length][];
        for (int from = 0; from < seconds.length; from++) {
            double[] row = instance.distances()[from];
            seconds[from] = new int[row.length];
            for (int to = 0; to < row.length; to++) {
                seconds[from][to] = minutes(row[to]) * SECONDS_PER_MINUTE;
            }
        }
        return new Matrix(seconds);
    }

    private record Matrix(int[][] seconds) implements TravelTimes {
        @Override
        public int seconds(Spot from, Spot to, TravelMode mode) {
            return seconds[from.latE7()][to.latE7()];
        }

        @Override
        public int meters(Spot from, Spot to) {
            return seconds[from.latE7()][to.latE7()];
        }
    }

    /** Travel, the sum of lateness and the largest lateness weigh the same; nothing else does. */
    static RegionPolicy policy() {
        Map<String, Integer> serve = Map.of("ROUTINE", 1);
        return new RegionPolicy(
                REGION,
                "护理",
                "Care",
                ZoneOffset.UTC,
                new RegionPolicy.Area(-90, -180, 90, 180, List.of(), 0),
                Map.of(),
                Map.of(),
                List.of(),
                new RegionPolicy.Offering(60, 30, 15, 120, 1, 3, 300, 3, 300, 20, 30, 15),
                new RegionPolicy.Planning(
                        1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, serve, 0, 1000, 1000, 1000, 1000, 30, 30, 240),
                new RegionPolicy.Credit(0, List.of(new RegionPolicy.Band(0, 1)), 30, "ORDERED", 60, 24, false),
                new RegionPolicy.Evidence(200, 120, 24),
                "");
    }
}
