package org.linli.matcher.credit;

import java.util.List;
import org.linli.domain.policy.RegionPolicy.Band;

/**
 * Points for minutes by bands that diminish over the year (Weihai's published rule: hours 1 to 20 one point an hour, 21
 * to 80 one per 2 h, 81 to 200 one per 3 h, above 200 one per 4 h), times the service's difficulty. Exact integers:
 * points are the difference of two rounded-down running totals, so that many short visits earn as much as one long one.
 */
public final class PointsRule {
    private static final int MINUTES_PER_HOUR = 60;

    private final List<Band> bands;
    private final long common;

    /** @param bands in ascending order; the last is open */
    public PointsRule(List<Band> bands) {
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("bands must have at least one");
        }
        this.bands = List.copyOf(bands);
        this.common = common(bands);
    }

    /** The common denominator of all bands. */
    private static long common(List<Band> bands) {
        long common = 1;
        for (Band band : bands) {
            common = lcm(common, band.hoursPerPoint());
        }
        return common;
    }

    /**
     * The points, in thousandths, of some minutes of service.
     *
     * @param yearMinutes the minutes that earned points before in the same year
     * @param difficulty  in thousandths (1000: plain)
     */
    public long pointsMilli(long yearMinutes, long minutes, int difficulty) {
        if (yearMinutes < 0 || minutes < 0) {
            throw new IllegalArgumentException(
                    "yearMinutes (" + yearMinutes + ") and minutes (" + minutes + ") must not be negative");
        }
        return totalMilli(yearMinutes + minutes, difficulty) - totalMilli(yearMinutes, difficulty);
    }

    /** All thousandths of a year's minutes: the sum over the bands on one common denominator, rounded down once. */
    private long totalMilli(long minutes, int difficulty) {
        long weighted = 0;
        long from = 0;
        for (Band band : bands) {
            long to = band.toHour() == 0 ? Long.MAX_VALUE : (long) band.toHour() * MINUTES_PER_HOUR;
            long inBand = Math.max(0, Math.min(minutes, to) - from);
            weighted += inBand * (common / band.hoursPerPoint());
            from = Math.max(from, to);
        }
        return weighted * difficulty / (common * MINUTES_PER_HOUR);
    }

    private static long lcm(long one, long other) {
        return one / gcd(one, other) * other;
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
