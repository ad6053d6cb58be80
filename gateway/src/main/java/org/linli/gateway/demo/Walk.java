package org.linli.gateway.demo;

import org.linli.domain.Wgs84;

/** A straight line from one place to another at a steady speed, or standing still. Times in Unix milliseconds. */
record Walk(Wgs84 from, Wgs84 to, long startMs, long arrivesMs) {
    static Walk standing(Wgs84 place, long nowMs) {
        return new Walk(place, place, nowMs, nowMs);
    }

    static Walk towards(Wgs84 from, Wgs84 to, long nowMs, double metersPerSecond) {
        long tookMs = Math.round(from.metersTo(to) / metersPerSecond * 1000);
        return new Walk(from, to, nowMs, nowMs + tookMs);
    }

    Wgs84 at(long nowMs) {
        if (nowMs >= arrivesMs) {
            return to;
        }
        double share = Math.max(0, nowMs - startMs) / (double) (arrivesMs - startMs);
        return new Wgs84(
                from.latDeg() + share * (to.latDeg() - from.latDeg()),
                from.lngDeg() + share * (to.lngDeg() - from.lngDeg()));
    }

    boolean over(long nowMs) {
        return nowMs >= arrivesMs;
    }
}
