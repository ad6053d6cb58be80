package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.START;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.linli.proto.Duty;
import org.linli.proto.Shift;
import org.linli.proto.VolunteerFile;

class AvailabilityTest {
    /** Wednesday, 10:00, is {@link Neighbourhood#START}. */
    private final Availability availability = new Availability(ZoneId.of("Asia/Shanghai"));

    private static VolunteerFile shift(int day, int startMinute, int endMinute) {
        return VolunteerFile.newBuilder()
                .addShifts(Shift.newBuilder()
                        .setDay(day)
                        .setStartMinute(startMinute)
                        .setEndMinute(endMinute))
                .build();
    }

    private boolean covers(VolunteerFile file, Duty duty, long startMs, long endMs) {
        return availability.covers(file, duty, window(startMs, endMs));
    }

    @Test
    void duty_coversItsOwnTimeOnly() {
        VolunteerFile none = VolunteerFile.getDefaultInstance();
        Duty duty = Duty.newBuilder()
                .setOn(true)
                .setSinceMs(START)
                .setUntilMs(START + 2 * HOUR)
                .build();
        assertThat(covers(none, duty, START, START + 2 * HOUR)).isTrue();
        assertThat(covers(none, duty, START - 1, START + HOUR)).isFalse();
        assertThat(covers(none, duty, START, START + 2 * HOUR + 1)).isFalse();
        assertThat(covers(none, duty.toBuilder().setOn(false).build(), START, START + HOUR))
                .isFalse();
    }

    @Test
    void shift_coversItsWeekdayInTheRegionsZone() {
        VolunteerFile wednesday = shift(3, 9 * 60, 12 * 60);
        Duty never = Duty.getDefaultInstance();
        assertThat(covers(wednesday, never, START - HOUR, START + 2 * HOUR)).isTrue();
        assertThat(covers(wednesday, never, START + HOUR, START + 2 * HOUR + 1)).isFalse();
        assertThat(covers(wednesday, never, START + 24 * HOUR, START + 25 * HOUR))
                .isFalse();
        assertThat(covers(wednesday, never, START + 7 * 24 * HOUR, START + 7 * 24 * HOUR + HOUR))
                .isTrue();
    }

    @Test
    void shift_pastMidnight_coversTheNextMorning() {
        VolunteerFile tuesdayNight = shift(2, 22 * 60, 30 * 60);
        long threeInTheMorning = START - 7 * HOUR;
        assertThat(covers(tuesdayNight, Duty.getDefaultInstance(), threeInTheMorning, threeInTheMorning + HOUR))
                .isTrue();
        assertThat(covers(tuesdayNight, Duty.getDefaultInstance(), threeInTheMorning, threeInTheMorning + 4 * HOUR))
                .isFalse();
    }

    @Test
    void goingOff_duringAShift_endsThatShiftOnly() {
        VolunteerFile wednesday = shift(3, 9 * 60, 18 * 60);
        Duty off = Duty.newBuilder().setSinceMs(START).build();
        assertThat(covers(wednesday, off, START + HOUR, START + 2 * HOUR)).isFalse();
        assertThat(covers(wednesday, off, START + 7 * 24 * HOUR, START + 7 * 24 * HOUR + HOUR))
                .isTrue();
    }
}
