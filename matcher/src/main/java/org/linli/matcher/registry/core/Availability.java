package org.linli.matcher.registry.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.linli.proto.Duty;
import org.linli.proto.Shift;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;

/**
 * Whether a volunteer may be sent at a time: on duty, or within a weekly shift. Who went off duty during a shift is
 * off for the rest of it. Pure, and shared with whoever proposes.
 */
public final class Availability {
    private final ZoneId zone;

    public Availability(ZoneId zone) {
        this.zone = zone;
    }

    /** Whether duty or one shift covers the whole window. */
    public boolean covers(VolunteerFile volunteer, Duty duty, Window window) {
        return onDuty(duty, window) || inShift(volunteer, duty, window);
    }

    private static boolean onDuty(Duty duty, Window window) {
        return duty.getOn() && duty.getSinceMs() <= window.getStartMs() && window.getEndMs() <= duty.getUntilMs();
    }

    /** Whether one shift covers the whole window. */
    public boolean inShift(VolunteerFile volunteer, Duty duty, Window window) {
        LocalDate day = Instant.ofEpochMilli(window.getStartMs()).atZone(zone).toLocalDate();
        return covers(volunteer, duty, window, day) || covers(volunteer, duty, window, day.minusDays(1));
    }

    private boolean covers(VolunteerFile volunteer, Duty duty, Window window, LocalDate day) {
        long offSinceMs = duty.getOn() ? 0 : duty.getSinceMs();
        for (Shift shift : volunteer.getShiftsList()) {
            if (shift.getDay() == day.getDayOfWeek().getValue()) {
                long startMs = at(day, shift.getStartMinute());
                boolean within = startMs <= window.getStartMs() && window.getEndMs() <= at(day, shift.getEndMinute());
                if (within && offSinceMs <= startMs) {
                    return true;
                }
            }
        }
        return false;
    }

    private long at(LocalDate day, int minute) {
        LocalDate date = day.plusDays(minute / 1440);
        return ZonedDateTime.of(date, LocalTime.ofSecondOfDay(minute % 1440 * 60L), zone)
                .toInstant()
                .toEpochMilli();
    }
}
