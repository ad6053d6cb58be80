package org.linli.load.trsp;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.load.trsp.TechnicianDay.Request;
import org.linli.load.trsp.TechnicianDay.Technician;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Window;
import org.linli.proto.ZoneCommitment;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/**
 * An instance in the words of the production planner. A thousandth of the instance's unit is a minute there, so that all
 * numbers are whole; coordinates stand in thousandths where degrees would. To be home in time is a commitment there.
 */
final class DayZone {
    /** Any moment; the day begins then. */
    static final long BEGIN_MS = 1_700_000_000_000L;

    private static final long MINUTE_MS = 60_000;
    private static final int MINUTES_PER_UNIT = 1000;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final String REGION = "trsp";

    private DayZone() {}

    /**
     * A technician at a moment.
     *
     * @param from where the technician is once free
     * @param free when that is, in the instance's unit
     */
    static ZoneVolunteer volunteer(Technician technician, Place from, double free) {
        Place home = place(technician.x(), technician.y());
        ZoneVolunteer.Builder volunteer = ZoneVolunteer.newBuilder()
                .setId(Integer.toString(technician.id()))
                .setPlace(from)
                .setAvailableFromMs(momentMs(free))
                .setAvailableUntilMs(momentMs(technician.closes()))
                .setTravelMode(TravelMode.TRAVEL_MODE_CAR)
                .addCommitments(ZoneCommitment.newBuilder()
                        .setWindow(Window.newBuilder()
                                .setStartMs(momentMs(technician.closes()))
                                .setEndMs(momentMs(technician.closes() + 1)))
                        .setStart(home));
        technician.skills().forEach(skill -> volunteer.addSkills(skill(skill)));
        return volunteer.build();
    }

    static ZoneVisit visit(Request request) {
        OrderRequest.Builder order = OrderRequest.newBuilder()
                .setLocation(place(request.x(), request.y()))
                .setWindow(Window.newBuilder()
                        .setStartMs(momentMs(request.opens()))
                        .setEndMs(momentMs(request.closes() + request.service())))
                .setDurationMinutes(minutes(request.service()))
                .setPeople(1)
                .setPriority(Priority.PRIORITY_ROUTINE);
        request.skills().forEach(skill -> order.addSkills(skill(skill)));
        return ZoneVisit.newBuilder()
                .setId(REGION + "-order-" + request.id() + ".1")
                .setOpenedAtMs(BEGIN_MS)
                .setRequest(order)
                .build();
    }

    static Place place(double x, double y) {
        return Place.newBuilder().setLatE7(minutes(x)).setLngE7(minutes(y)).build();
    }

    private static SkillLevel skill(int code) {
        return SkillLevel.newBuilder().setSkill("s" + code).setLevel(1).build();
    }

    private static int minutes(double units) {
        return (int) Math.round(units * MINUTES_PER_UNIT);
    }

    static long momentMs(double units) {
        return BEGIN_MS + minutes(units) * MINUTE_MS;
    }

    /** The instance's time of a moment. */
    static double units(long ms) {
        return (ms - BEGIN_MS) / (double) (MINUTE_MS * MINUTES_PER_UNIT);
    }

    /** Rounded up to whole minutes, so that no plan is too fast. */
    static final TravelTimes TRAVEL = new TravelTimes() {
        @Override
        public int seconds(Spot from, Spot to, TravelMode mode) {
            double minutes = Math.hypot(from.latE7() - to.latE7(), from.lngE7() - to.lngE7());
            return (int) Math.ceil(minutes) * SECONDS_PER_MINUTE;
        }

        @Override
        public int meters(Spot from, Spot to) {
            return seconds(from, to, TravelMode.TRAVEL_MODE_CAR);
        }
    };

    /** Serving comes first, then the way; nothing else counts. */
    static RegionPolicy policy() {
        return new RegionPolicy(
                REGION,
                "技工",
                "Technicians",
                ZoneOffset.UTC,
                new RegionPolicy.Area(-90, -180, 90, 180, List.of(), 0),
                Map.of(),
                Map.of(),
                List.of(),
                new RegionPolicy.Offering(60, 30, 15, 120, 1, 3, 300, 3, 300, 20, 30, 15),
                new RegionPolicy.Planning(
                        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of("ROUTINE", 1), 0, 1000, 1000, 1000, 1000, 30, 30, 240),
                new RegionPolicy.Credit(0, List.of(new RegionPolicy.Band(0, 1)), 30, "ORDERED", 60, 24, false),
                new RegionPolicy.Evidence(200, 120, 24),
                "");
    }
}
