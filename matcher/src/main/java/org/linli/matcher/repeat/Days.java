package org.linli.matcher.repeat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Days as the contracts write them: year * 10000 + month * 100 + day. */
public final class Days {
    private Days() {}

    public static int number(LocalDate day) {
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** Throws {@link DateTimeException} where there is no such day. */
    public static LocalDate day(int number) {
        return LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
    }

    /** Empty where there is no such day. */
    public static Optional<LocalDate> find(int number) {
        try {
            return Optional.of(day(number));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** The day by the zone's clock. */
    public static LocalDate at(ZoneId zone, long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(zone).toLocalDate();
    }
}
