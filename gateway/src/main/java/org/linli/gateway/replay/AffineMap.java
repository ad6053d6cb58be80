package org.linli.gateway.replay;

import java.util.Arrays;
import java.util.List;
import org.linli.domain.Wgs84;

/** Moves places from one county to another: {@code lat' = a·lat + b·lng + c}, {@code lng' = d·lat + e·lng + f}. */
record AffineMap(double a, double b, double c, double d, double e, double f) {
    /** The map that lays one bounding box on another; a box without extent goes to the other's middle. */
    static AffineMap between(Box from, Box onto) {
        double lat = from.north() > from.south() ? (onto.north() - onto.south()) / (from.north() - from.south()) : 0;
        double lng = from.east() > from.west() ? (onto.east() - onto.west()) / (from.east() - from.west()) : 0;
        double latStart = lat == 0 ? (onto.south() + onto.north()) / 2 : onto.south();
        double lngStart = lng == 0 ? (onto.west() + onto.east()) / 2 : onto.west();
        return new AffineMap(lat, 0, latStart - lat * from.south(), 0, lng, lngStart - lng * from.west());
    }

    /**
     * Reads the option: {@code box} lays the log's box on the middle half of the region's, which a county's crooked
     * border seldom cuts; {@code box:S,W,N,E} on that box; six numbers are the coefficients {@code a,b,c,d,e,f}.
     */
    static AffineMap parse(String text, Box log, Box region) {
        if (text.equals("box")) {
            return between(log, region.shrunk(0.5));
        }
        if (text.startsWith("box:")) {
            double[] n = numbers(text, text.substring(4), 4);
            return between(log, new Box(n[0], n[1], n[2], n[3]));
        }
        double[] n = numbers(text, text, 6);
        return new AffineMap(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    private static double[] numbers(String option, String text, int count) {
        try {
            List<String> parts = List.of(text.split(",", -1));
            double[] numbers = parts.stream().mapToDouble(Double::parseDouble).toArray();
            if (numbers.length == count && Arrays.stream(numbers).allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal that names the option.
        }
        throw new IllegalArgumentException(
                "map (" + option + ") must be box, box:south,west,north,east or six numbers a,b,c,d,e,f");
    }

    Wgs84 apply(double latDeg, double lngDeg) {
        return new Wgs84(a * latDeg + b * lngDeg + c, d * latDeg + e * lngDeg + f);
    }
}
