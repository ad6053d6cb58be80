package org.linli.matcher.road;

import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.RememberedTravel;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;

/**
 * Travel along roads: on foot and by e-bike the shortest way at the policy's speed, by car the fastest at each road's own;
 * from the door to the road on foot. Along a straight line where a place is off the map, where no way leads, and next
 * door. Immutable.
 */
final class RoadTravel implements TravelTimes {
    /** Farther from any road than this, a place is off the map. */
    private static final double FARTHEST_METERS = 500;

    /** Within this, people walk across the yard. */
    private static final double NEXT_DOOR_METERS = 50;

    private final RoadNetwork walk;
    private final RoadNetwork ebike;
    private final RoadNetwork car;
    private final TravelTimes straight;
    private final double walkSecondsPerMeter;
    private final double ebikeSecondsPerMeter;

    RoadTravel(RoadNetwork walk, RoadNetwork ebike, RoadNetwork car, RegionPolicy.Planning planning) {
        this.walk = walk;
        this.ebike = ebike;
        this.car = car;
        straight = new StraightLineTravel(planning);
        walkSecondsPerMeter = 3600.0 / planning.walkMetersPerHour();
        ebikeSecondsPerMeter = 3600.0 / planning.ebikeMetersPerHour();
    }

    @Override
    public int seconds(Spot from, Spot to, TravelMode mode) {
        return switch (mode) {
            case TRAVEL_MODE_WALK -> seconds(from, to, mode, walk, walkSecondsPerMeter);
            case TRAVEL_MODE_CAR -> seconds(from, to, mode, car, 1);
            default -> seconds(from, to, mode, ebike, ebikeSecondsPerMeter);
        };
    }

    private int seconds(Spot from, Spot to, TravelMode mode, RoadNetwork network, double secondsPerUnit) {
        if (from.metersTo(to) <= NEXT_DOOR_METERS) {
            return straight.seconds(from, to, mode);
        }
        OnRoad start = network.at(from);
        OnRoad end = network.at(to);
        int length = length(start, end);
        return length == Label.NO_WAY
                ? straight.seconds(from, to, mode)
                : (int) Math.ceil(
                        length / 10.0 * secondsPerUnit + (start.gapMeters() + end.gapMeters()) * walkSecondsPerMeter);
    }

    @Override
    public int meters(Spot from, Spot to) {
        if (from.metersTo(to) <= NEXT_DOOR_METERS) {
            return straight.meters(from, to);
        }
        OnRoad start = ebike.at(from);
        OnRoad end = ebike.at(to);
        int length = length(start, end);
        return length == Label.NO_WAY
                ? straight.meters(from, to)
                : (int) Math.ceil(length / 10.0 + start.gapMeters() + end.gapMeters());
    }

    private static int length(OnRoad start, OnRoad end) {
        boolean onMap = start.gapMeters() <= FARTHEST_METERS && end.gapMeters() <= FARTHEST_METERS;
        return onMap ? start.lengthTo(end) : Label.NO_WAY;
    }

    @Override
    public TravelTimes remembered() {
        return new RememberedTravel(this);
    }
}
