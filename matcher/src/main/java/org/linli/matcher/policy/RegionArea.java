package org.linli.matcher.policy;

import java.util.List;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy.Area;

/**
 * Whether a place lies in a region: within its ring (by counting the edges that a ray to the east crosses) or no further
 * from it than the margin. Without a ring the bounding box counts, widened by the margin.
 */
public final class RegionArea {
    private static final double METERS_PER_DEGREE = 111_195;

    private RegionArea() {}

    public static boolean contains(Area area, Wgs84 place) {
        return inBox(area, place) && (area.ring().isEmpty() || inRing(area.ring(), place) || nearRing(area, place));
    }

    private static boolean inBox(Area area, Wgs84 place) {
        double lat = area.marginMeters() / METERS_PER_DEGREE;
        double lng = lat / eastScale(place);
        return area.minLatDeg() - lat <= place.latDeg()
                && place.latDeg() <= area.maxLatDeg() + lat
                && area.minLngDeg() - lng <= place.lngDeg()
                && place.lngDeg() <= area.maxLngDeg() + lng;
    }

    private static boolean inRing(List<double[]> ring, Wgs84 place) {
        boolean inside = false;
        double[] from = ring.get(ring.size() - 1);
        for (double[] to : ring) {
            boolean straddles = (from[1] > place.latDeg()) != (to[1] > place.latDeg());
            if (straddles && place.lngDeg() < lngAt(from, to, place.latDeg())) {
                inside = !inside;
            }
            from = to;
        }
        return inside;
    }

    private static double lngAt(double[] from, double[] to, double latDeg) {
        return from[0] + (to[0] - from[0]) * (latDeg - from[1]) / (to[1] - from[1]);
    }

    private static boolean nearRing(Area area, Wgs84 place) {
        double eastScale = eastScale(place);
        double[] from = area.ring().get(area.ring().size() - 1);
        for (double[] to : area.ring()) {
            if (metersToEdge(from, to, place, eastScale) <= area.marginMeters()) {
                return true;
            }
            from = to;
        }
        return false;
    }

    private static double metersToEdge(double[] from, double[] to, Wgs84 place, double eastScale) {
        double dx = (to[0] - from[0]) * eastScale;
        double dy = to[1] - from[1];
        double px = (place.lngDeg() - from[0]) * eastScale;
        double py = place.latDeg() - from[1];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        return Math.hypot(px - along * dx, py - along * dy) * METERS_PER_DEGREE;
    }

    private static double eastScale(Wgs84 place) {
        return Math.max(0.01, Math.cos(Math.toRadians(place.latDeg())));
    }
}
