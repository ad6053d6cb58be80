package org.linli.matcher.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.Wgs84;
import org.linli.proto.Place;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

/**
 * Cuts a region into zones that one solver each can improve: halved at the median volunteer, across the longer side,
 * until none has more volunteers than the limit (a k-d tree, Bentley 1975). Each zone also gets the volunteers of a halo
 * around it, for hard borders cost 3 to 9 % of travel. The same input gives the same zones.
 */
public final class Zones {
    /** What one search of some seconds still improves well; measured, see the architecture. */
    public static final int MOST_VOLUNTEERS = 2_000;

    public static final int HALO_METERS = 1_000;

    private static final double METERS_PER_DEGREE = 111_195;
    private static final Comparator<ZoneVolunteer> BY_LAT = Comparator.comparingInt(
                    (ZoneVolunteer volunteer) -> volunteer.getPlace().getLatE7())
            .thenComparing(ZoneVolunteer::getId);
    private static final Comparator<ZoneVolunteer> BY_LNG = Comparator.comparingInt(
                    (ZoneVolunteer volunteer) -> volunteer.getPlace().getLngE7())
            .thenComparing(ZoneVolunteer::getId);

    private final int mostVolunteers;
    private final List<ZoneVolunteer> everybody;
    private final List<ZoneVisit> visits;
    private final List<Zone> zones = new ArrayList<>();

    private Zones(int mostVolunteers, List<ZoneVolunteer> everybody, List<ZoneVisit> visits) {
        this.mostVolunteers = mostVolunteers;
        this.everybody = everybody;
        this.visits = visits;
    }

    /**
     * A part of a region with its work.
     *
     * @param volunteers inside and in the halo
     * @param visits     that start inside, or stand on the route of one of the volunteers
     */
    public record Zone(ZoneKey key, List<ZoneVolunteer> volunteers, List<ZoneVisit> visits) {
        public Zone {
            volunteers = List.copyOf(volunteers);
            visits = List.copyOf(visits);
        }
    }

    /** The bounds of a zone; open to the outside at the region's edge. */
    private record Bounds(int minLatE7, int minLngE7, int maxLatE7, int maxLngE7) {
        private static final Bounds EVERYWHERE =
                new Bounds(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        /** Half-open: the lower bound is inside. */
        boolean contains(Place place) {
            return place.getLatE7() >= minLatE7
                    && place.getLatE7() < maxLatE7
                    && place.getLngE7() >= minLngE7
                    && place.getLngE7() < maxLngE7;
        }

        boolean isWithin(Place place, int meters) {
            double lat = clamp(place.getLatE7(), minLatE7, maxLatE7) / 1e7;
            double lng = clamp(place.getLngE7(), minLngE7, maxLngE7) / 1e7;
            return Wgs84.meters(place.getLatE7() / 1e7, place.getLngE7() / 1e7, lat, lng) <= meters;
        }

        private static int clamp(int value, int least, int most) {
            return Math.max(least, Math.min(most, value));
        }

        Bounds northOrEast(boolean byLat, int cutE7) {
            return byLat
                    ? new Bounds(cutE7, minLngE7, maxLatE7, maxLngE7)
                    : new Bounds(minLatE7, cutE7, maxLatE7, maxLngE7);
        }

        Bounds southOrWest(boolean byLat, int cutE7) {
            return byLat
                    ? new Bounds(minLatE7, minLngE7, cutE7, maxLngE7)
                    : new Bounds(minLatE7, minLngE7, maxLatE7, cutE7);
        }
    }

    /** The zones of a region, in the order of their keys; one where it has few volunteers. */
    public static List<Zone> of(String region, List<ZoneVolunteer> volunteers, List<ZoneVisit> visits) {
        return of(region, volunteers, visits, MOST_VOLUNTEERS);
    }

    static List<Zone> of(String region, List<ZoneVolunteer> volunteers, List<ZoneVisit> visits, int mostVolunteers) {
        Zones zones = new Zones(mostVolunteers, volunteers, visits);
        zones.cut(ZoneKey.whole(region), Bounds.EVERYWHERE, volunteers);
        return List.copyOf(zones.zones);
    }

    private void cut(ZoneKey key, Bounds bounds, List<ZoneVolunteer> inside) {
        if (inside.size() <= mostVolunteers) {
            zones.add(zone(key, bounds));
            return;
        }
        boolean byLat = isTallerThanWide(inside);
        List<ZoneVolunteer> sorted =
                inside.stream().sorted(byLat ? BY_LAT : BY_LNG).toList();
        int cutE7 = along(byLat, sorted.get(sorted.size() / 2));
        List<ZoneVolunteer> low =
                sorted.stream().filter(one -> along(byLat, one) < cutE7).toList();
        if (low.isEmpty()) {
            // Half of them stand on one line: no cut would part them.
            zones.add(zone(key, bounds));
            return;
        }
        cut(key.half(0), bounds.southOrWest(byLat, cutE7), low);
        cut(key.half(1), bounds.northOrEast(byLat, cutE7), sorted.subList(low.size(), sorted.size()));
    }

    private static int along(boolean byLat, ZoneVolunteer volunteer) {
        return byLat ? volunteer.getPlace().getLatE7() : volunteer.getPlace().getLngE7();
    }

    private static boolean isTallerThanWide(List<ZoneVolunteer> volunteers) {
        double tall = extent(volunteers, true);
        double cosine = Math.cos(Math.toRadians(volunteers.get(0).getPlace().getLatE7() / 1e7));
        return tall >= extent(volunteers, false) * cosine;
    }

    private static double extent(List<ZoneVolunteer> volunteers, boolean byLat) {
        var range = volunteers.stream()
                .mapToInt(volunteer -> along(byLat, volunteer))
                .summaryStatistics();
        return ((double) range.getMax() - range.getMin()) / 1e7 * METERS_PER_DEGREE;
    }

    private Zone zone(ZoneKey key, Bounds bounds) {
        List<ZoneVolunteer> near = everybody.stream()
                .filter(volunteer -> bounds.isWithin(volunteer.getPlace(), HALO_METERS))
                .toList();
        return new Zone(key, near, visitsOf(bounds, near));
    }

    private List<ZoneVisit> visitsOf(Bounds bounds, List<ZoneVolunteer> near) {
        Set<String> onRoutes = new HashSet<>();
        near.forEach(volunteer -> onRoutes.addAll(volunteer.getRouteList()));
        Set<String> elsewhere = new HashSet<>();
        everybody.forEach(volunteer -> elsewhere.addAll(volunteer.getRouteList()));
        elsewhere.removeAll(onRoutes);
        return visits.stream()
                .filter(visit -> onRoutes.contains(visit.getId())
                        || (bounds.contains(start(visit)) && !elsewhere.contains(visit.getId())))
                .toList();
    }

    private static Place start(ZoneVisit visit) {
        return visit.getRequest().hasLocation() || visit.getRequest().getStopsCount() == 0
                ? visit.getRequest().getLocation()
                : visit.getRequest().getStops(0);
    }
}
