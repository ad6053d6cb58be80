package org.linli.gateway.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.linli.matcher.backtest.Fairness;

/**
 * The closing figures of a replay.
 *
 * @param calls             lines of the log that were due
 * @param seconds           of the replay
 * @param orders            orders that the node acknowledged
 * @param referred          of them sent on to 120, 119 or 110
 * @param refused           calls that the node would not take
 * @param forVolunteers     orders that were volunteers' work
 * @param taken             of these with somebody who accepted
 * @param served            of these with a visit that was done
 * @param firstOfferMicros  from sending the order to the first sight of an offer
 * @param travelSeconds     mean travel of accepted visits, in life's seconds
 * @param withdrawn         offers that were taken back after they were shown
 * @param offersByVolunteer offers of each volunteer on duty
 * @param minutesByVolunteer ordered minutes of the visits that each did
 * @param apiCount          orders of the replay that the API lists
 * @param logCount          orders of the replay that the stream, which follows the log, has shown
 */
record Report(
        int calls,
        long seconds,
        int orders,
        int referred,
        int refused,
        int forVolunteers,
        int taken,
        int served,
        Histogram firstOfferMicros,
        double travelSeconds,
        int withdrawn,
        Map<String, Integer> offersByVolunteer,
        Map<String, Integer> minutesByVolunteer,
        int apiCount,
        int logCount) {

    /** Whether report, API and log count the same orders. */
    boolean agrees() {
        return orders == apiCount && orders == logCount;
    }

    /** The report as lines of a table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        line(lines, "calls replayed", "%d in %d s", calls, seconds);
        line(lines, "orders acknowledged", "%d (%d refused)", orders, refused);
        line(lines, "referred first (120, 119, 110)", "%d", referred);
        line(lines, "for volunteers", "%d", forVolunteers);
        line(lines, "accepted / served", "%s / %s", share(taken, forVolunteers), share(served, forVolunteers));
        line(
                lines,
                "time to first offer",
                "median %.1f ms, p99 %.1f ms, worst %.1f ms (%d orders)",
                firstOfferMicros.getValueAtPercentile(50) / 1e3,
                firstOfferMicros.getValueAtPercentile(99) / 1e3,
                firstOfferMicros.getMaxValue() / 1e3,
                firstOfferMicros.getTotalCount());
        line(lines, "travel, mean", "%.1f min", travelSeconds / 60);
        line(lines, "shown offers withdrawn", "%d (%.3f per order)", withdrawn, each(withdrawn, forVolunteers));
        line(
                lines,
                "fairness (Jain)",
                "offers %.3f, minutes %.3f, %d volunteers, %s without an offer",
                Fairness.jain(offersByVolunteer.values()),
                Fairness.jain(minutesByVolunteer.values()),
                offersByVolunteer.size(),
                percent(Fairness.without(offersByVolunteer.values())));
        line(
                lines,
                "counts",
                "report %d, API %d, log %d: %s",
                orders,
                apiCount,
                logCount,
                agrees() ? "they agree" : "THEY DIFFER");
        return lines;
    }

    private static void line(List<String> lines, String name, String format, Object... values) {
        lines.add(String.format(Locale.ROOT, "%-32s ", name) + String.format(Locale.ROOT, format, values));
    }

    private static String share(int part, int whole) {
        return part + " (" + percent(each(part, whole)) + ")";
    }

    /** Rounded down: 3,536 of 3,537 are not all. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
    }

    private static double each(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
