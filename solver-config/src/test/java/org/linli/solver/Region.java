package org.linli.solver;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.TravelMode;
import org.linli.proto.Window;
import org.linli.proto.ZoneCommitment;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.score.RouteScorer;

/** A small invented region for tests: at 9:00 on a Monday, where an e-bike goes 15 km/h along straight lines. */
public final class Region {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final long NOW =
            LocalDateTime.of(2026, 11, 23, 9, 0).atZone(ZONE).toInstant().toEpochMilli();
    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    private static final int LAT = 265_600_000;
    private static final int LNG = 1_064_700_000;
    /** 1e-7 degrees of latitude to a metre. */
    private static final double E7_PER_METER = 89.9320;

    private Region() {}

    public static RegionPolicy policy() {
        return policy(planning());
    }

    public static RegionPolicy policy(RegionPolicy.Planning planning) {
        Map<String, RegionPolicy.Service> services = new LinkedHashMap<>();
        services.put("errand", service("errand", List.of(), false, "", false));
        services.put("care", service("care", List.of(new RegionPolicy.SkillNeed("first-aid", 1)), true, "A", true));
        Map<String, RegionPolicy.Skill> skills = new LinkedHashMap<>();
        skills.put("first-aid", new RegionPolicy.Skill("first-aid", "急救", "First aid", false));
        skills.put("sign", new RegionPolicy.Skill("sign", "手语", "Sign language", true));
        skills.put("repair", new RegionPolicy.Skill("repair", "维修", "Repair", false));
        return new RegionPolicy(
                "t1",
                "试验",
                "Test",
                ZONE,
                new RegionPolicy.Area(26, 106, 27, 107, List.of(), 0),
                services,
                skills,
                List.of(
                        new RegionPolicy.TierStep("AA", 1200, 2),
                        new RegionPolicy.TierStep("A", 1000, 1),
                        new RegionPolicy.TierStep("B", 0, 0)),
                new RegionPolicy.Offering(60, 30, 15, 120, 1, 3, 300, 3, 300, 20, 30, 15),
                planning,
                new RegionPolicy.Credit(1000, List.of(new RegionPolicy.Band(0, 1)), 30, "ORDERED", 60, 24, true),
                new RegionPolicy.Evidence(200, 120, 24),
                "");
    }

    private static RegionPolicy.Service service(
            String code, List<RegionPolicy.SkillNeed> skills, boolean verified, String tier, boolean adults) {
        return new RegionPolicy.Service(
                code, code, code, code, 30, 480, skills, verified, tier, adults, false, "", 1000, 30, 0);
    }

    public static RegionPolicy.Planning planning() {
        Map<String, Integer> serve =
                Map.of("BULK", 10, "ROUTINE", 100, "SOON", 300, "URGENT", 1000, "EMERGENCY", 10000);
        return new RegionPolicy.Planning(
                10, 1, 0, 60, 2, 600, 900, 120, 90, 300, 3000, serve, 1, 1000, 5000, 15000, 30000, 30, 30, 240);
    }

    public static RouteScorer scorer() {
        return new RouteScorer(policy(), new StraightLineTravel(planning()), NOW);
    }

    /** One that charges the plan's largest single lateness too. */
    public static RouteScorer scorerOfWorstLateness(int perSecond) {
        RegionPolicy.Planning all = planning();
        RegionPolicy.Planning planning = new RegionPolicy.Planning(
                all.travelPerSecond(),
                all.latenessPerSecond(),
                perSecond,
                all.loadPerSquaredHour(),
                all.waitingPerHour(),
                all.samePersonReward(),
                all.preferredReward(),
                all.rareSkillPenalty(),
                all.tierReward(),
                all.communityReward(),
                all.disruptionPenalty(),
                all.serve(),
                all.servePerWaitingMinute(),
                all.detour(),
                all.walkMetersPerHour(),
                all.ebikeMetersPerHour(),
                all.carMetersPerHour(),
                all.candidates(),
                all.defaultMaxTravelMinutes(),
                all.defaultDutyMinutes());
        return new RouteScorer(policy(planning), new StraightLineTravel(planning), NOW);
    }

    /** A place so many metres north and east of the region's middle. */
    public static Place place(int north, int east) {
        double eastScale = Math.cos(Math.toRadians(LAT / 1e7));
        return Place.newBuilder()
                .setLatE7(LAT + (int) Math.round(north * E7_PER_METER))
                .setLngE7(LNG + (int) Math.round(east * E7_PER_METER / eastScale))
                .build();
    }

    /** In the middle, on an e-bike, until 18:00, offered something an hour ago. */
    public static ZoneVolunteer.Builder volunteer(String id) {
        return ZoneVolunteer.newBuilder()
                .setId(id)
                .setPlace(place(0, 0))
                .setAvailableFromMs(NOW)
                .setAvailableUntilMs(NOW + 9 * HOUR)
                .setTravelMode(TravelMode.TRAVEL_MODE_EBIKE)
                .setMaxTravelSeconds(3600)
                .setTierRank(1)
                .setBirthYear(1980)
                .setLastOfferMs(NOW - HOUR);
    }

    /** An errand of half an hour in the middle, ordered now, to be done by noon. */
    public static ZoneVisit.Builder visit(int order, int seat) {
        return ZoneVisit.newBuilder()
                .setId("t1-order-" + order + "." + seat)
                .setResidentId("r" + order)
                .setOpenedAtMs(NOW)
                .setRequest(request());
    }

    public static OrderRequest.Builder request() {
        return OrderRequest.newBuilder()
                .setService("errand")
                .setLocation(place(0, 0))
                .setWindow(window(NOW, NOW + 3 * HOUR))
                .setDurationMinutes(30)
                .setPeople(1)
                .setPriority(Priority.PRIORITY_ROUTINE);
    }

    public static Window window(long startMs, long endMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }

    public static SkillLevel skill(String code, int level) {
        return SkillLevel.newBuilder().setSkill(code).setLevel(level).build();
    }

    public static ZoneCommitment commitment(long startMs, long endMs, Place at) {
        return ZoneCommitment.newBuilder()
                .setWindow(window(startMs, endMs))
                .setStart(at)
                .setEnd(at)
                .build();
    }

    public static PlanVolunteer fact(ZoneVolunteer.Builder wire) {
        return new FactReader(policy()).volunteer(wire.build());
    }

    public static PlanVisit fact(ZoneVisit.Builder wire) {
        return new FactReader(policy()).visit(wire.build());
    }
}
