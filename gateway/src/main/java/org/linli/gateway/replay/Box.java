package org.linli.gateway.replay;

import java.util.List;

/** A bounding box in degrees. */
record Box(double south, double west, double north, double east) {
    Box {
        if (!(south <= north && west <= east)) {
            throw new IllegalArgumentException("box (" + south + "," + west + "," + north + "," + east
                    + ") must be south,west,north,east with south below north and west below east");
        }
    }

    static Box around(List<Call> calls) {
        return new Box(
                calls.stream().mapToDouble(Call::latDeg).min().orElseThrow(),
                calls.stream().mapToDouble(Call::lngDeg).min().orElseThrow(),
                calls.stream().mapToDouble(Call::latDeg).max().orElseThrow(),
                calls.stream().mapToDouble(Call::lngDeg).max().orElseThrow());
    }

    /** The same middle, each side that share as long. */
    Box shrunk(double share) {
        double lat = (north - south) * (1 - share) / 2;
        double lng = (east - west) * (1 - share) / 2;
        return new Box(south + lat, west + lng, north - lat, east - lng);
    }
}
