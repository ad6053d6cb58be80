package org.linli.matcher.dispatch;

import org.linli.domain.Wgs84;
import org.linli.proto.Place;

/** Distances between fixes. */
final class Fixes {
    private static final double E7 = 1e-7;

    private Fixes() {}

    static double metersBetween(Place one, Place other) {
        return Wgs84.meters(one.getLatE7() * E7, one.getLngE7() * E7, other.getLatE7() * E7, other.getLngE7() * E7);
    }
}
