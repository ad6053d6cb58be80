package org.linli.load.road;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.TravelMode;
import org.linli.proto.Window;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.plan.ZoneSearch;

/** A zone's search of so many moves, in processor time of its thread. */
final class RoadSearch {
    private static final long NOON_MS = 1_795_320_000_000L;
    private static final long HOUR_MS = 3_600_000;
    private static final int VOLUNTEERS = 200;
    private static final int VISITS = 500;

    private final RegionPolicy policy;
    private final ZoneProblem problem;

    RoadSearch(RegionPolicy policy, Function<Random, Spot> somewhere, long seed) {
        this.policy = policy;
        Random chance = new Random(seed);
        ZoneProblem.Builder zone =
                ZoneProblem.newBuilder().setNowMs(NOON_MS).setSeed(seed).setSeconds(1);
        for (int i = 0; i < VOLUNTEERS; i++) {
            zone.addVolunteers(ZoneVolunteer.newBuilder()
                    .setId("v" + i)
                    .setPlace(place(somewhere.apply(chance)))
                    .setAvailableFromMs(NOON_MS)
                    .setAvailableUntilMs(NOON_MS + 9 * HOUR_MS)
                    .setTravelMode(i % 5 == 0 ? TravelMode.TRAVEL_MODE_WALK : TravelMode.TRAVEL_MODE_EBIKE)
                    .setMaxTravelSeconds(2400));
        }
        String service = policy.services().keySet().iterator().next();
        for (int i = 0; i < VISITS; i++) {
            long startMs = NOON_MS + chance.nextInt(6) * HOUR_MS;
            zone.addVisits(ZoneVisit.newBuilder()
                    .setId("o" + i + ".1")
                    .setResidentId("r" + i)
                    .setOpenedAtMs(NOON_MS)
                    .setRequest(OrderRequest.newBuilder()
                            .setService(service)
                            .setLocation(place(somewhere.apply(chance)))
                            .setWindow(Window.newBuilder().setStartMs(startMs).setEndMs(startMs + 2 * HOUR_MS))
                            .setDurationMinutes(30)
                            .setPeople(1)
                            .setPriority(Priority.PRIORITY_ROUTINE)));
        }
        problem = zone.build();
    }

    private static Place place(Spot spot) {
        return Place.newBuilder().setLatE7(spot.latE7()).setLngE7(spot.lngE7()).build();
    }

    /** Microseconds a move, the making of the first plan among them. */
    double microsAMove(TravelTimes ways, int moves) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long startedAt = threads.getCurrentThreadCpuTime();
        ZoneSearch.ofMoves(problem, policy, ways, moves).run(differences -> {});
        return (threads.getCurrentThreadCpuTime() - startedAt) / 1e3 / moves;
    }
}
