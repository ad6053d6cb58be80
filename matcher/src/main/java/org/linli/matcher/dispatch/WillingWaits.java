package org.linli.matcher.dispatch;

import java.time.Duration;
import org.linli.proto.Calendar;

/**
 * How long those who are on duty have waited for an offer: from the last one, answered or declined or lapsed alike, or from
 * coming on duty where there was none. Looked at on one loop; what was seen is read by any thread.
 */
final class WillingWaits {
    /** Nobody who is willing and qualified should wait longer while there is work. */
    private static final long BOUND_MS = Duration.ofDays(7).toMillis();

    private static final double DAY_MS = Duration.ofDays(1).toMillis();

    private volatile double longestDays;
    private volatile int overdue;

    WillingWaits(DispatchMeters meters) {
        meters.gauge("linli.fairness.longest.wait.days", () -> longestDays);
        meters.gauge("linli.fairness.waiting.over.week", () -> overdue);
    }

    void look(Iterable<BookVolunteer> volunteers, long nowMs) {
        long longest = 0;
        int over = 0;
        for (BookVolunteer volunteer : volunteers) {
            if (volunteer.isAvailable()) {
                long waited = nowMs - since(volunteer.calendar());
                longest = Math.max(longest, waited);
                over += waited > BOUND_MS ? 1 : 0;
            }
        }
        longestDays = longest / DAY_MS;
        overdue = over;
    }

    private static long since(Calendar calendar) {
        return calendar.getLastOfferMs() > 0
                ? calendar.getLastOfferMs()
                : calendar.getDuty().getSinceMs();
    }
}
