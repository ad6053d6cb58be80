package org.linli.solver.facts;

import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.TravelMode;

/** Travel along a straight line, times the region's detour, at the region's speed for the mode. Immutable. */
public final class StraightLineTravel implements TravelTimes {
    private final double detour;
    private final double[] secondsPerMeter = new double[4];

    /** Throws where a speed or the detour of the policy is not positive. */
    public StraightLineTravel(RegionPolicy.Planning planning) {
        detour = positive("planning.detour", planning.detour()) / 1000.0;
        speed(TravelMode.TRAVEL_MODE_WALK, "planning.walkMetersPerHour", planning.walkMetersPerHour());
        speed(TravelMode.TRAVEL_MODE_EBIKE, "planning.ebikeMetersPerHour", planning.ebikeMetersPerHour());
        speed(TravelMode.TRAVEL_MODE_CAR, "planning.carMetersPerHour", planning.carMetersPerHour());
        speed(TravelMode.TRAVEL_MODE_UNSPECIFIED, "planning.ebikeMetersPerHour", planning.ebikeMetersPerHour());
    }

    /** The ways under a policy. Throws as the constructor does. */
    public static TravelTimes under(RegionPolicy policy) {
        return new StraightLineTravel(policy.planning());
    }

    private void speed(TravelMode mode, String field, int metersPerHour) {
        secondsPerMeter[mode.getNumber()] = 3600.0 / positive(field, metersPerHour);
    }

    private static int positive(String field, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(field + " (" + value + ") must be positive");
        }
        return value;
    }

    @Override
    public int seconds(Spot from, Spot to, TravelMode mode) {
        return (int) Math.ceil(from.metersTo(to) * detour * secondsPerMeter[mode.getNumber()]);
    }

    @Override
    public int meters(Spot from, Spot to) {
        return (int) Math.ceil(from.metersTo(to) * detour);
    }
}
