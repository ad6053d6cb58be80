package org.linli.domain;

/**
 * A place on the WGS 84 ellipsoid, in degrees. Distances use an equirectangular projection about the mean latitude on
 * a sphere of 6,371,008.8 m, good to 0.1 % within 100 km, which is more than any volunteer travels.
 */
public record Wgs84(double latDeg, double lngDeg) {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    public Wgs84 {
        if (!(latDeg >= -90 && latDeg <= 90)) {
            throw new IllegalArgumentException("lat (" + latDeg + ") must be between -90 and 90");
        }
        if (!(lngDeg >= -180 && lngDeg <= 180)) {
            throw new IllegalArgumentException("lng (" + lngDeg + ") must be between -180 and 180");
        }
    }

    public static Wgs84 ofE7(int latE7, int lngE7) {
        return new Wgs84(latE7 / 1e7, lngE7 / 1e7);
    }

    public int latE7() {
        return (int) Math.round(latDeg * 1e7);
    }

    public int lngE7() {
        return (int) Math.round(lngDeg * 1e7);
    }

    public double metersTo(Wgs84 other) {
        return meters(latDeg, lngDeg, other.latDeg, other.lngDeg);
    }

    /** Metres between two places given in degrees. */
    public static double meters(double lat1, double lng1, double lat2, double lng2) {
        double x = Math.toRadians(lng2 - lng1) * Math.cos(Math.toRadians((lat1 + lat2) / 2));
        double y = Math.toRadians(lat2 - lat1);
        return Math.sqrt(x * x + y * y) * EARTH_RADIUS_METERS;
    }
}
