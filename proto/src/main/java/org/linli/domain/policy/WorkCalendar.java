package org.linli.domain.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On which days people work: from Monday to Friday, but not on public holidays; and on some days of a weekend that make up
 * for a holiday (调休), as the government publishes them each year.
 *
 * @param workdays days of a weekend that are worked
 */
public record WorkCalendar(List<Holiday> holidays, Set<LocalDate> workdays) {
    public static final WorkCalendar NONE = new WorkCalendar(List.of(), Set.of());

    /** No holiday is longer. */
    private static final int LONGEST_DAYS = 60;

    public WorkCalendar {
        holidays = List.copyOf(holidays);
        workdays = Set.copyOf(workdays);
    }

    /** One public holiday, with the days off around it; both days included. */
    public record Holiday(String name, String nameEn, LocalDate from, LocalDate to) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public Optional<Holiday> findHoliday(LocalDate day) {
        return holidays.stream().filter(holiday -> holiday.covers(day)).findFirst();
    }

    public boolean isWorkday(LocalDate day) {
        boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return findHoliday(day).isEmpty() && (!weekend || workdays.contains(day));
    }

    /** The first day after this one on which people work; where the calendar has none for two months, the last of these. */
    public LocalDate workdayAfter(LocalDate day) {
        int days = 1;
        while (days < LONGEST_DAYS && !isWorkday(day.plusDays(days))) {
            days++;
        }
        return day.plusDays(days);
    }
}
