package org.linli.solver.facts;

import org.linli.proto.Place;

/**
 * A place on earth, made ready for many distances: radians and the cosine of the latitude are worked out once.
 * Immutable.
 */
public final class Spot {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private final int latE7;
    private final int lngE7;
    private final double latRad;
    private final double lngRad;
    private final double cosLat;

    private Spot(int latE7, int lngE7) {
        this.latE7 = latE7;
        this.lngE7 = lngE7;
        latRad = Math.toRadians(latE7 / 1e7);
        lngRad = Math.toRadians(lngE7 / 1e7);
        cosLat = Math.cos(latRad);
    }

    /** In WGS 84, units of 1e-7 degree. */
    public static Spot ofE7(int latE7, int lngE7) {
        return new Spot(latE7, lngE7);
    }

    public static Spot of(Place place) {
        return new Spot(place.getLatE7(), place.getLngE7());
    }

    public int latE7() {
        return latE7;
    }

    public int lngE7() {
        return lngE7;
    }

    /**
     * Metres along a straight line, by an equirectangular projection with the mean of the two cosines; good to 0.1 %
     * within 100 km and equal in both directions.
     */
    public double metersTo(Spot other) {
        double x = (other.lngRad - lngRad) * (cosLat + other.cosLat) / 2;
        double y = other.latRad - latRad;
        return Math.sqrt(x * x + y * y) * EARTH_RADIUS_METERS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spot spot && spot.latE7 == latE7 && spot.lngE7 == lngE7;
    }

    @Override
    public int hashCode() {
        return 31 * latE7 + lngE7;
    }

    @Override
    public String toString() {
        return latE7 / 1e7 + "," + lngE7 / 1e7;
    }
}
