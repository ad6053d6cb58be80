package org.linli.matcher.travel;

import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.TravelMode;

/**
 * How many seconds a metre of straight line takes by each mode: what an index needs to sort by travel time before
 * anybody asks {@link org.linli.solver.facts.TravelTimes} for the exact way. Immutable.
 */
public record Pace(double walk, double ebike, double car) {
    public Pace {
        if (!(walk > 0 && ebike > 0 && car > 0)) {
            throw new IllegalArgumentException("pace (" + walk + ", " + ebike + ", " + car
                    + ") must be above 0 s/m for each mode. Maybe set planning.walkMetersPerHour and its like.");
        }
    }

    public static Pace of(RegionPolicy.Planning planning) {
        double perHour = 3.6 * planning.detour();
        return new Pace(
                perHour / planning.walkMetersPerHour(),
                perHour / planning.ebikeMetersPerHour(),
                perHour / planning.carMetersPerHour());
    }

    /** Seconds a metre; an unspecified mode counts as e-bike. */
    public double of(TravelMode mode) {
        return switch (mode) {
            case TRAVEL_MODE_WALK -> walk;
            case TRAVEL_MODE_CAR -> car;
            default -> ebike;
        };
    }
}
