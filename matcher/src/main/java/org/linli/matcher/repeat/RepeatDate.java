package org.linli.matcher.repeat;

import java.time.LocalDate;
import java.util.Optional;
import org.linli.domain.policy.WorkCalendar;
import org.linli.proto.Window;

/**
 * One day of a repeat's rule, and what becomes of it.
 *
 * @param ruleDay the day by the rule
 * @param day     the day of the visit; the rule's own where there is none
 * @param window  when the visit may be, on that day
 * @param holiday the public holiday that the rule's day falls on
 */
public record RepeatDate(
        LocalDate ruleDay, Outcome outcome, LocalDate day, Window window, Optional<WorkCalendar.Holiday> holiday) {
    /** What becomes of a day of the rule. */
    public enum Outcome {
        AS_RULED,
        /** A public holiday moved it to the next workday. */
        MOVED,
        /** A public holiday, and no visit. */
        HOLIDAY,
        /** Left out from the beginning, or called off. */
        EXCEPTED
    }

    /** Whether there is a visit. */
    public boolean isVisit() {
        return outcome == Outcome.AS_RULED || outcome == Outcome.MOVED;
    }
}
