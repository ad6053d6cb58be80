package org.linli.gateway.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linli.proto.Shift;

/**
 * Weekly hours as people write them: {@code 周一 08:00-12:00；周六至周日 9:00-17:00}, {@code 1-5 18:00-21:00}. An end that
 * is not after its start is the next day's.
 */
public final class ShiftWords {
    private static final Pattern SHIFT =
            Pattern.compile("(?:周|星期|礼拜)?([一二三四五六日天1-7])(?:[-至到~](?:周|星期|礼拜)?([一二三四五六日天1-7]))?[\\s:]*"
                    + "([0-9]{1,2}):([0-9]{2})[-至到~]([0-9]{1,2}):([0-9]{2})");
    private static final String DAYS = "一二三四五六日";
    private static final int DAY_MINUTES = 1440;
    private static final int MOST_SHIFTS = 21;

    private ShiftWords() {}

    public static List<Shift> shifts(Cells cells, String column) {
        List<Shift> shifts = new ArrayList<>();
        for (String item : cells.list(column)) {
            Matcher parts = SHIFT.matcher(item);
            if (!parts.matches() || !add(shifts, parts)) {
                return cells.fault(
                        column,
                        "看不懂“" + item + "”，请写成 周一至周五 18:00-21:00",
                        "cannot read " + item + ": write it as 1-5 18:00-21:00",
                        List.of());
            }
        }
        return shifts.size() <= MOST_SHIFTS
                ? shifts
                : cells.fault(
                        column, "最多 " + MOST_SHIFTS + " 个时段", "may have at most " + MOST_SHIFTS + " shifts", List.of());
    }

    private static boolean add(List<Shift> shifts, Matcher parts) {
        int start = minute(parts.group(3), parts.group(4));
        int end = minute(parts.group(5), parts.group(6));
        if (start < 0 || start >= DAY_MINUTES || end < 0 || end > DAY_MINUTES) {
            return false;
        }
        int first = day(parts.group(1));
        int last = parts.group(2) == null ? first : day(parts.group(2));
        for (int day = first; day <= last; day++) {
            shifts.add(Shift.newBuilder()
                    .setDay(day)
                    .setStartMinute(start)
                    .setEndMinute(end <= start ? end + DAY_MINUTES : end)
                    .build());
        }
        return first <= last;
    }

    private static int minute(String hour, String minute) {
        int of = Integer.parseInt(minute);
        return of < 60 ? Integer.parseInt(hour) * 60 + of : -1;
    }

    private static int day(String word) {
        return switch (word) {
            case "天" -> 7;
            default -> DAYS.contains(word) ? DAYS.indexOf(word) + 1 : Integer.parseInt(word);
        };
    }

    /** As {@link #shifts} reads it. */
    public static String text(List<Shift> shifts) {
        return String.join(
                "；",
                shifts.stream()
                        .map(shift -> "周" + DAYS.charAt(shift.getDay() - 1) + ' ' + clock(shift.getStartMinute()) + '-'
                                + clock(shift.getEndMinute()))
                        .toList());
    }

    private static String clock(int minute) {
        int ofDay = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
        return "%02d:%02d".formatted(ofDay / 60, ofDay % 60);
    }
}
