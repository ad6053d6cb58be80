package org.linli.matcher.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.domain.policy.WorkCalendar;
import org.yaml.snakeyaml.nodes.Node;

/** Reads public holidays and the weekend's days that are worked instead. */
final class WorkCalendars {
    /** Fifty a year, for eight years. */
    private static final int MOST_DAYS = 400;
    /** Longer than any holiday, and short enough that a workday comes soon after it. */
    private static final int LONGEST_HOLIDAY_DAYS = 30;

    private WorkCalendars() {}

    static WorkCalendar read(Section root, Problems problems) {
        if (!root.has("calendar")) {
            return WorkCalendar.NONE;
        }
        Section section = root.section("calendar");
        List<WorkCalendar.Holiday> holidays = holidays(section, problems);
        Set<LocalDate> workdays = new LinkedHashSet<>();
        if (section.has("workdays")) {
            section.texts("workdays").forEach(text -> workdays.add(day(section, "workdays", text)));
        }
        if (holidays.size() > MOST_DAYS || workdays.size() > MOST_DAYS) {
            root.problem("calendar", "must have at most " + MOST_DAYS + " holidays and workdays");
        }
        section.done();
        return new WorkCalendar(holidays, workdays);
    }

    private static List<WorkCalendar.Holiday> holidays(Section section, Problems problems) {
        List<WorkCalendar.Holiday> holidays = new ArrayList<>();
        List<Node> nodes = section.listOrNone("holidays");
        for (int i = 0; i < nodes.size(); i++) {
            Section one = new Section(nodes.get(i), section.at("holidays") + '/' + i, problems);
            LocalDate from = day(one, "from", one.text("from"));
            LocalDate to = one.has("to") ? day(one, "to", one.text("to")) : from;
            if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_HOLIDAY_DAYS - 1))) {
                one.problem("to", "(" + to + ") must be " + from + " or up to " + LONGEST_HOLIDAY_DAYS + " days on");
                to = from;
            }
            holidays.add(new WorkCalendar.Holiday(one.text("name"), one.text("nameEn"), from, to));
            one.done();
        }
        return holidays;
    }

    private static LocalDate day(Section section, String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            section.problem(key, "(" + text + ") must be a day such as 2026-02-17");
            return LocalDate.EPOCH;
        }
    }
}
