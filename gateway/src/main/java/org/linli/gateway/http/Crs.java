package org.linli.gateway.http;

import java.util.Optional;
import org.linli.domain.Wgs84;

/**
 * Coordinate systems that a place at the door may be given in. CGCS2000 differs from WGS 84 by centimetres and is
 * taken as it is. GCJ-02 and BD-09 are turned back by the published approximation of their offset (the polynomial with
 * sines on the Krasovsky ellipsoid, as in the open "eviltransform"), inverted by fixed-point iteration; good to 0.5 m.
 */
public enum Crs {
    WGS84 {
        @Override
        public Wgs84 toWgs84(double lat, double lng) {
            return new Wgs84(lat, lng);
        }
    },
    CGCS2000 {
        @Override
        public Wgs84 toWgs84(double lat, double lng) {
            return new Wgs84(lat, lng);
        }
    },
    GCJ02 {
        @Override
        public Wgs84 toWgs84(double lat, double lng) {
            return fromGcj02(lat, lng);
        }
    },
    BD09 {
        @Override
        public Wgs84 toWgs84(double lat, double lng) {
            double x = lng - 0.0065;
            double y = lat - 0.006;
            double radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * BD09_FACTOR);
            double angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * BD09_FACTOR);
            return fromGcj02(radius * Math.sin(angle), radius * Math.cos(angle));
        }
    };

    private static final double KRASOVSKY_AXIS_METERS = 6_378_245.0;
    private static final double KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double BD09_FACTOR = Math.PI * 3000.0 / 180.0;
    private static final int ITERATIONS = 6;

    public abstract Wgs84 toWgs84(double lat, double lng);

    public static Optional<Crs> find(String name) {
        for (Crs crs : values()) {
            if (crs.name().equals(name)) {
                return Optional.of(crs);
            }
        }
        return Optional.empty();
    }

    private static Wgs84 fromGcj02(double lat, double lng) {
        double guessLat = lat;
        double guessLng = lng;
        for (int i = 0; i < ITERATIONS; i++) {
            double[] offset = offset(guessLat, guessLng);
            guessLat = lat - offset[0];
            guessLng = lng - offset[1];
        }
        return new Wgs84(Math.max(-90, Math.min(90, guessLat)), Math.max(-180, Math.min(180, guessLng)));
    }

    /** GCJ-02 minus WGS 84 at a WGS 84 place: latitude and longitude, in degrees. */
    static double[] offset(double lat, double lng) {
        double x = lng - 105.0;
        double y = lat - 35.0;
        double waves = 20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI);
        double north = -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + 2.0
                        / 3.0
                        * (waves
                                + 20.0 * Math.sin(y * Math.PI)
                                + 40.0 * Math.sin(y / 3.0 * Math.PI)
                                + 160.0 * Math.sin(y / 12.0 * Math.PI)
                                + 320.0 * Math.sin(y / 30.0 * Math.PI));
        double east = 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + 2.0
                        / 3.0
                        * (waves
                                + 20.0 * Math.sin(x * Math.PI)
                                + 40.0 * Math.sin(x / 3.0 * Math.PI)
                                + 150.0 * Math.sin(x / 12.0 * Math.PI)
                                + 300.0 * Math.sin(x / 30.0 * Math.PI));
        return degrees(lat, north, east);
    }

    private static double[] degrees(double lat, double northMeters, double eastMeters) {
        double radians = Math.toRadians(lat);
        double magic = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * Math.sin(radians) * Math.sin(radians);
        double meridian = KRASOVSKY_AXIS_METERS * (1 - KRASOVSKY_ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic));
        double parallel = KRASOVSKY_AXIS_METERS / Math.sqrt(magic) * Math.cos(radians);
        return new double[] {Math.toDegrees(northMeters / meridian), Math.toDegrees(eastMeters / parallel)};
    }
}
