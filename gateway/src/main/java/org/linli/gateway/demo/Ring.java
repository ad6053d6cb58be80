package org.linli.gateway.demo;

import java.util.List;
import org.linli.domain.Wgs84;

/** A closed outline without holes. */
record Ring(List<Wgs84> corners) {
    /** Ray casting (even-odd rule); corners and edges belong to either side. */
    boolean contains(Wgs84 place) {
        boolean inside = false;
        Wgs84 previous = corners.get(corners.size() - 1);
        for (Wgs84 corner : corners) {
            if (crosses(previous, corner, place)) {
                inside = !inside;
            }
            previous = corner;
        }
        return inside;
    }

    private static boolean crosses(Wgs84 a, Wgs84 b, Wgs84 place) {
        if ((a.latDeg() > place.latDeg()) == (b.latDeg() > place.latDeg())) {
            return false;
        }
        double share = (place.latDeg() - a.latDeg()) / (b.latDeg() - a.latDeg());
        return place.lngDeg() < a.lngDeg() + share * (b.lngDeg() - a.lngDeg());
    }
}
