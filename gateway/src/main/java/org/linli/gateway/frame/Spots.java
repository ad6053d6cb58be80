package org.linli.gateway.frame;

import com.google.protobuf.Timestamp;
import org.linli.domain.Wgs84;
import org.linli.proto.LatLng;
import org.linli.proto.Place;

/** Places and times on their way between the registry's integers and the door's words. */
public final class Spots {
    /** About 500 m from south to north; from west to east a little less in China. */
    private static final double CELL_DEG = 0.0045;

    private Spots() {}

    public static LatLng exact(Place place) {
        return LatLng.newBuilder()
                .setLat(place.getLatE7() / 1e7)
                .setLng(place.getLngE7() / 1e7)
                .build();
    }

    /** The middle of a cell of about 500 m: enough to judge the way, not to find the door. */
    public static LatLng rounded(Place place) {
        return LatLng.newBuilder()
                .setLat(middle(place.getLatE7()))
                .setLng(middle(place.getLngE7()))
                .build();
    }

    private static double middle(int e7) {
        double cell = Math.floor(e7 / 1e7 / CELL_DEG);
        return Math.round((cell + 0.5) * CELL_DEG * 1e5) / 1e5;
    }

    public static Place place(Wgs84 place) {
        return Place.newBuilder()
                .setLatE7(place.latE7())
                .setLngE7(place.lngE7())
                .build();
    }

    public static Wgs84 wgs84(Place place) {
        return Wgs84.ofE7(place.getLatE7(), place.getLngE7());
    }

    public static Timestamp time(long ms) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ms, 1000))
                .setNanos(Math.floorMod(ms, 1000) * 1_000_000)
                .build();
    }
}
