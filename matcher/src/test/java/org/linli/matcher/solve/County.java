package org.linli.matcher.solve;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.TravelMode;
import org.linli.proto.Window;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

/** A small invented county for tests; distances in metres from its middle. */
final class County {
    static final long NOW = 1_795_000_000_000L;
    static final long HOUR = 3_600_000;
    private static final int LAT = 265_600_000;
    private static final int LNG = 1_064_700_000;
    private static final double E7_PER_METER = 89.932;

    private County() {}

    static RegionPolicy policy() {
        return new RegionPolicy(
                "t1",
                "试验",
                "Test",
                ZoneId.of("Asia/Shanghai"),
                new RegionPolicy.Area(26, 106, 27, 107, List.of(), 0),
                Map.of(),
                Map.of(),
                List.of(new RegionPolicy.TierStep("A", 0, 0)),
                new RegionPolicy.Offering(60, 30, 15, 120, 1, 3, 300, 3, 300, 20, 30, 15),
                new RegionPolicy.Planning(
                        10,
                        1,
                        0,
                        60,
                        0,
                        600,
                        900,
                        120,
                        90,
                        300,
                        1000,
                        Map.of("ROUTINE", 100),
                        1,
                        1000,
                        5000,
                        15000,
                        30000,
                        30,
                        30,
                        240),
                new RegionPolicy.Credit(1000, List.of(new RegionPolicy.Band(0, 1)), 30, "ORDERED", 60, 24, true),
                new RegionPolicy.Evidence(200, 120, 24),
                "");
    }

    static Place place(int north, int east) {
        return Place.newBuilder()
                .setLatE7(LAT + (int) Math.round(north * E7_PER_METER))
                .setLngE7(LNG + (int) Math.round(east * E7_PER_METER / Math.cos(Math.toRadians(LAT / 1e7))))
                .build();
    }

    static ZoneVolunteer.Builder volunteer(String id, int north, int east) {
        return ZoneVolunteer.newBuilder()
                .setId(id)
                .setPlace(place(north, east))
                .setAvailableFromMs(NOW)
                .setAvailableUntilMs(NOW + 8 * HOUR)
                .setTravelMode(TravelMode.TRAVEL_MODE_EBIKE)
                .setLastOfferMs(NOW);
    }

    static ZoneVisit.Builder visit(int order, int seat, int north, int east) {
        return ZoneVisit.newBuilder()
                .setId("t1-order-" + order + '.' + seat)
                .setResidentId("r" + order)
                .setOpenedAtMs(NOW)
                .setRequest(request(north, east));
    }

    static OrderRequest.Builder request(int north, int east) {
        return OrderRequest.newBuilder()
                .setService("errand")
                .setLocation(place(north, east))
                .setWindow(Window.newBuilder().setStartMs(NOW).setEndMs(NOW + 6 * HOUR))
                .setDurationMinutes(30)
                .setPeople(1)
                .setPriority(Priority.PRIORITY_ROUTINE);
    }

    static ZoneProblem.Builder problem(String zone) {
        return ZoneProblem.newBuilder()
                .setRegion("t1")
                .setZone(zone)
                .setNowMs(NOW)
                .setSeed(1)
                .setSeconds(600);
    }
}
