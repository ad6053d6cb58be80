package org.linli.matcher.repeat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.policy.RegionPolicy;
import org.linli.domain.policy.WorkCalendar;
import org.linli.proto.HolidayRule;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesTime;
import org.linli.proto.Window;

/**
 * The dates of an order that comes again: its RFC 5545 rule, without its exceptions, with the region's holidays, at the
 * time of day that counts on each day, by the region's clock. Immutable; safe to call from any thread.
 */
public final class RepeatPlan {
    /** A year of days: whoever looks further has no visits soon. */
    private static final int MOST_LOOKED_AT = 400;

    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final OrderSeries series;
    private final Recurrence rule;

    private RepeatPlan(RegionPolicy policy, OrderSeries series, Recurrence rule) {
        this.zone = policy.zone();
        this.calendar = policy.calendar();
        this.series = series;
        this.rule = rule;
    }

    /** Empty where the rule is none, or one that names anything but days. */
    public static Optional<RepeatPlan> of(RegionPolicy policy, OrderSeries series) {
        OrderRequest request = series.getRequest();
        LocalDate first = Days.at(policy.zone(), request.getWindow().getStartMs());
        return Recurrence.parse(request.getRepeat(), first).map(rule -> new RepeatPlan(policy, series, rule));
    }

    /** The plan of what somebody asks for and has not ordered yet. */
    public static Optional<RepeatPlan> of(RegionPolicy policy, OrderRequest request) {
        return of(policy, OrderSeries.newBuilder().setRequest(request).build());
    }

    /** The first day of the rule from here on; empty after the last. */
    public Optional<LocalDate> ruleDay(LocalDate from) {
        Optional<LocalDate> next = rule.next(from, day -> true);
        return next.filter(day -> !isAfterTheLast(day));
    }

    /** What becomes of a day of the rule. */
    public RepeatDate on(LocalDate ruleDay) {
        Optional<WorkCalendar.Holiday> holiday = calendar.findHoliday(ruleDay);
        HolidayRule onHolidays = series.getRequest().getOnHolidays();
        if (isExcepted(ruleDay)) {
            return date(ruleDay, RepeatDate.Outcome.EXCEPTED, ruleDay, holiday);
        }
        if (holiday.isPresent() && onHolidays == HolidayRule.HOLIDAY_RULE_SKIP) {
            return date(ruleDay, RepeatDate.Outcome.HOLIDAY, ruleDay, holiday);
        }
        if (holiday.isPresent() && onHolidays == HolidayRule.HOLIDAY_RULE_NEXT_WORKDAY) {
            LocalDate day = calendar.workdayAfter(ruleDay);
            boolean off = isExcepted(day) || isAfterTheLast(day);
            return date(ruleDay, off ? RepeatDate.Outcome.EXCEPTED : RepeatDate.Outcome.MOVED, day, holiday);
        }
        return date(ruleDay, RepeatDate.Outcome.AS_RULED, ruleDay, holiday);
    }

    /**
     * The days of the rule from here on until so many visits are among them; those that a holiday or an exception leaves
     * without a visit are there too. Two that a holiday moves to one day are one.
     */
    public List<RepeatDate> ahead(LocalDate from, int visits) {
        List<RepeatDate> dates = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        Optional<LocalDate> next = ruleDay(from);
        for (int i = 0; i < MOST_LOOKED_AT && next.isPresent() && days.size() < visits; i++) {
            RepeatDate date = on(next.get());
            if (!date.isVisit() || days.add(date.day())) {
                dates.add(date);
            }
            next = ruleDay(next.get().plusDays(1));
        }
        return dates;
    }

    /** Which change of the time counts on this day; 0: none. */
    public int revision(LocalDate day) {
        return time(day).map(SeriesTime::getRevision).orElse(0);
    }

    private Optional<SeriesTime> time(LocalDate day) {
        int number = Days.number(day);
        return series.getTimesList().stream()
                .filter(time ->
                        time.getFromDay() <= number && (time.getUntilDay() == 0 || number <= time.getUntilDay()))
                .reduce((earlier, later) -> later);
    }

    private RepeatDate date(
            LocalDate ruleDay, RepeatDate.Outcome outcome, LocalDate day, Optional<WorkCalendar.Holiday> holiday) {
        Window asked = series.getRequest().getWindow();
        LocalTime usual = Instant.ofEpochMilli(asked.getStartMs()).atZone(zone).toLocalTime();
        LocalTime start = time(day)
                .map(time -> LocalTime.of(time.getStartMinute() / 60, time.getStartMinute() % 60))
                .orElse(usual);
        long startMs = day.atTime(start).atZone(zone).toInstant().toEpochMilli();
        Window window = Window.newBuilder()
                .setStartMs(startMs)
                .setEndMs(startMs + asked.getEndMs() - asked.getStartMs())
                .build();
        return new RepeatDate(ruleDay, outcome, day, window, holiday);
    }

    private boolean isExcepted(LocalDate day) {
        int number = Days.number(day);
        return series.getRequest().getExceptDaysList().contains(number)
                || series.getCancelledDaysList().contains(number);
    }

    private boolean isAfterTheLast(LocalDate day) {
        return series.getLastDay() > 0 && Days.number(day) > series.getLastDay();
    }
}
