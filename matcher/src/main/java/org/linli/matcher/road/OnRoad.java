package org.linli.matcher.road;

import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.GHPoint;

/**
 * A place put on the nearest road.
 *
 * @param road      the piece of road between two junctions; -1: none
 * @param out       the hubs that are reached from here
 * @param in        the hubs from which this is reached
 * @param ahead     what the whole piece takes along its direction; {@link Label#NO_WAY}: closed that way
 * @param back      the same against its direction
 * @param along     how far along its direction the place is, 0 to 1
 * @param gapMeters from the place to the road
 */
record OnRoad(int road, Label out, Label in, int ahead, int back, double along, double gapMeters) {
    private static final Label NO_HUBS = new Label(new int[0], new int[0]);

    static final OnRoad NOWHERE =
            new OnRoad(-1, NO_HUBS, NO_HUBS, Label.NO_WAY, Label.NO_WAY, 0, Double.POSITIVE_INFINITY);

    static OnRoad of(Snap snap, Weighting weighting, HubLabels labels) {
        EdgeIteratorState edge = snap.getClosestEdge();
        int ahead = RoadMap.length(weighting, edge, false);
        int back = RoadMap.length(weighting, edge, true);
        double along = along(snap, edge);
        int base = edge.getBaseNode();
        int adjacent = edge.getAdjNode();
        return new OnRoad(
                edge.getEdge(),
                Label.between(labels.from(adjacent), part(ahead, 1 - along), labels.from(base), part(back, along)),
                Label.between(labels.to(base), part(ahead, along), labels.to(adjacent), part(back, 1 - along)),
                ahead,
                back,
                along,
                snap.getQueryDistance());
    }

    private static int part(int length, double share) {
        return length == Label.NO_WAY ? length : (int) Math.round(length * share);
    }

    /** The share of the road's length up to where the place was put. */
    private static double along(Snap snap, EdgeIteratorState edge) {
        PointList points = edge.fetchWayGeometry(FetchMode.ALL);
        GHPoint here = snap.getSnappedPoint();
        double before = 0;
        double all = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            double step = meters(points.getLat(i), points.getLon(i), points.getLat(i + 1), points.getLon(i + 1));
            if (i < snap.getWayIndex()) {
                before += step;
            } else if (i == snap.getWayIndex()) {
                before += meters(points.getLat(i), points.getLon(i), here.lat, here.lon);
            }
            all += step;
        }
        return all > 0 ? Math.min(1, before / all) : 0;
    }

    private static double meters(double lat, double lng, double otherLat, double otherLng) {
        return DistanceCalcEarth.DIST_EARTH.calcDist(lat, lng, otherLat, otherLng);
    }

    /** The shortest way along the roads, in tenths of the mode's unit; {@link Label#NO_WAY}: there is none. */
    int lengthTo(OnRoad other) {
        int shortest = Label.shortest(out, other.in);
        return road == other.road && road >= 0 ? Math.min(shortest, straightOn(other)) : shortest;
    }

    /** Without leaving the piece of road that both are on. */
    private int straightOn(OnRoad other) {
        return other.along >= along ? part(ahead, other.along - along) : part(back, along - other.along);
    }
}
