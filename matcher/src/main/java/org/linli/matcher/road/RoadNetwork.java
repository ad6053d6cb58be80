package org.linli.matcher.road;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.storage.index.Snap;
import org.linli.solver.facts.Spot;

/**
 * The ways between any two places by one mode of travel. A place is put on the nearest road that the mode may take, once
 * for all places that share a ten-thousandth of a degree (at most 8 m away), so that what is asked twice is answered
 * alike. Safe for any thread; an answer takes less than a microsecond for places met before, some ten the first time.
 */
final class RoadNetwork {
    /** Of latitude and longitude, in E7. */
    private static final int GRAIN = 1000;

    /** Places remembered; each takes some kilobytes. */
    private static final int MOST_PLACES = 20_000;

    private final LocationIndex index;
    private final EdgeFilter open;
    private final Weighting weighting;
    private final HubLabels labels;
    private final Cache<Long, OnRoad> places =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).build();

    RoadNetwork(LocationIndex index, EdgeFilter open, Weighting weighting, HubLabels labels) {
        this.index = index;
        this.open = open;
        this.weighting = weighting;
        this.labels = labels;
    }

    HubLabels labels() {
        return labels;
    }

    /** Where a place meets the roads; {@link OnRoad#NOWHERE}: no road is near. */
    OnRoad at(Spot spot) {
        long lat = Math.floorDiv(spot.latE7(), GRAIN);
        long lng = Math.floorDiv(spot.lngE7(), GRAIN);
        return places.get(lat << 32 | (lng & 0xffff_ffffL), RoadNetwork.this::find);
    }

    private OnRoad find(long cell) {
        double lat = middle((int) (cell >> 32));
        double lng = middle((int) cell);
        Snap snap = index.findClosest(lat, lng, open);
        return snap.isValid() ? OnRoad.of(snap, weighting, labels) : OnRoad.NOWHERE;
    }

    private static double middle(int cells) {
        return (cells + 0.5) * GRAIN / 1e7;
    }
}
