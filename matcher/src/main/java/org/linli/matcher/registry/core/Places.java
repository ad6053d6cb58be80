package org.linli.matcher.registry.core;

import org.linli.domain.Wgs84;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;

/** Places of an order. */
final class Places {
    private Places() {}

    /** Where a visit ends: its destination, the last door of its round, or where it began. */
    static Place endOf(OrderRequest request) {
        if (request.hasTo()) {
            return request.getTo();
        }
        int stops = request.getStopsCount();
        return stops > 0 ? request.getStops(stops - 1) : request.getLocation();
    }

    static boolean isOnEarth(Place place) {
        return Math.abs((long) place.getLatE7()) <= 900_000_000L && Math.abs((long) place.getLngE7()) <= 1_800_000_000L;
    }

    /** Metres between two places, rounded to the nearest; at most 100,000,000. */
    static int meters(Place one, Place other) {
        return (int) Math.round(wgs84(one).metersTo(wgs84(other)));
    }

    static Wgs84 wgs84(Place place) {
        return Wgs84.ofE7(place.getLatE7(), place.getLngE7());
    }
}
