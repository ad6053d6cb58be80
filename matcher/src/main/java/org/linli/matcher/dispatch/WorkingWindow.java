package org.linli.matcher.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Duty;
import org.linli.proto.Shift;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;

/**
 * When a volunteer may be planned: while on duty, else in the weekly shift that comes next or runs now. One window at a
 * time is enough, because a volunteer who comes on duty, or whose shift has passed, is looked at again. Who went off duty
 * during a shift is off for the rest of it.
 */
final class WorkingWindow {
    private static final int MINUTES_PER_DAY = 1440;
    private static final int DAYS_AHEAD = 7;

    private WorkingWindow() {}

    /** The window, half-open; null where there is none. Times in milliseconds since 1970. */
    static @Nullable Window of(VolunteerFile file, Duty duty, ZoneId zone, long nowMs) {
        if (file.getState() != VolunteerState.VOLUNTEER_STATE_APPROVED) {
            return null;
        }
        if (isOnDuty(duty, nowMs)) {
            return window(duty.getSinceMs(), duty.getUntilMs());
        }
        return nextShift(file, duty.getOn() ? 0 : duty.getSinceMs(), zone, nowMs);
    }

    static boolean isOnDuty(Duty duty, long nowMs) {
        return duty.getOn() && duty.getUntilMs() > nowMs;
    }

    private static @Nullable Window nextShift(VolunteerFile file, long offSinceMs, ZoneId zone, long nowMs) {
        Window next = null;
        if (file.getShiftsCount() == 0) {
            return null;
        }
        LocalDate today = Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate();
        // From yesterday, because a night's shift ends after midnight.
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            for (Shift shift : file.getShiftsList()) {
                if (shift.getDay() == day.getDayOfWeek().getValue()) {
                    Window window = on(day, shift, zone);
                    next = window.getStartMs() >= offSinceMs ? earlier(next, window, nowMs) : next;
                }
            }
        }
        return next;
    }

    private static @Nullable Window earlier(@Nullable Window next, Window shift, long nowMs) {
        boolean over = shift.getEndMs() <= nowMs;
        return over || (next != null && next.getStartMs() <= shift.getStartMs()) ? next : shift;
    }

    private static Window on(LocalDate day, Shift shift, ZoneId zone) {
        return window(instant(day, shift.getStartMinute(), zone), instant(day, shift.getEndMinute(), zone));
    }

    private static long instant(LocalDate day, int minute, ZoneId zone) {
        return day.plusDays(minute / MINUTES_PER_DAY)
                .atStartOfDay()
                .plusMinutes(minute % MINUTES_PER_DAY)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static Window window(long startMs, long endMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(endMs).build();
    }
}
