package org.linli.matcher.repeat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The days on which something comes again: an RFC 5545 rule of whole days, counted in the region's calendar. */
public final class Recurrence {
    /** Ten years of days: a rule that has no next day by then has none. */
    private static final int MOST_STEPS = 3_660;

    private final RecurrenceRule rule;
    private final LocalDate first;

    private Recurrence(RecurrenceRule rule, LocalDate first) {
        this.rule = rule;
        this.first = first;
    }

    /** Empty for what is no rule, or one that names anything but days. */
    public static Optional<Recurrence> parse(String text, LocalDate first) {
        try {
            RecurrenceRule rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
            boolean allDay = rule.getUntil() == null || rule.getUntil().isAllDay();
            return allDay && isOfDays(rule) ? Optional.of(new Recurrence(rule, first)) : Optional.empty();
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException noRule) {
            return Optional.empty();
        }
    }

    /** Not a constant: the library's {@code Part} cannot be initialised before its {@code RecurrenceRule}. */
    private static boolean isOfDays(RecurrenceRule rule) {
        EnumSet<Part> days = EnumSet.of(
                Part.FREQ, Part.INTERVAL, Part.WKST, Part.BYMONTH, Part.BYMONTHDAY, Part.BYDAY, Part.COUNT, Part.UNTIL);
        boolean often =
                rule.getFreq() == Freq.HOURLY || rule.getFreq() == Freq.MINUTELY || rule.getFreq() == Freq.SECONDLY;
        return !often && EnumSet.complementOf(days).stream().noneMatch(rule::hasPart);
    }

    /** The first day of the rule from here on that is wanted. */
    public Optional<LocalDate> next(LocalDate from, Predicate<LocalDate> wanted) {
        RecurrenceRuleIterator days =
                rule.iterator(new DateTime(first.getYear(), first.getMonthValue() - 1, first.getDayOfMonth()));
        for (int i = 0; i < MOST_STEPS && days.hasNext(); i++) {
            DateTime next = days.nextDateTime();
            LocalDate day = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
            if (!day.isBefore(from) && wanted.test(day)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }
}
