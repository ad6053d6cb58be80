package org.linli.gateway.api;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.linli.gateway.http.Language;

/**
 * An RFC 5545 rule of whole days in plain words: "every Monday and Thursday", 「每周一、周四」. A part that there are no
 * words for is left as it stands, for a rule half said would be a wrong one.
 */
final class RepeatWords {
    private static final List<String> CODES = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final String ZH_DAYS = "一二三四五六日";
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private final Map<String, String> parts = new HashMap<>();
    private final String rule;
    private final LocalDate first;
    private final boolean english;

    private RepeatWords(String rule, LocalDate first, Language language) {
        this.rule = rule;
        this.first = first;
        this.english = language == Language.EN;
        for (String part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
    }

    /** @param first the first day, which names the weekday or the day of the month where the rule does not */
    static String of(String rule, LocalDate first, Language language) {
        try {
            return new RepeatWords(rule, first, language).words();
        } catch (DateTimeException | IllegalArgumentException beyondWords) {
            return rule;
        }
    }

    private String words() {
        int interval = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
        String days = switch (parts.getOrDefault("FREQ", "")) {
            case "DAILY" -> daily(interval);
            case "WEEKLY" -> weekly(interval);
            case "MONTHLY" -> monthly(interval);
            case "YEARLY" -> yearly(interval);
            default -> throw new IllegalArgumentException(rule);
        };
        return days + end();
    }

    private String daily(int interval) {
        none("BYMONTHDAY", "BYMONTH");
        if (parts.containsKey("BYDAY")) {
            one(interval);
            return weekly(1);
        }
        return english
                ? interval == 1 ? "every day" : "every " + interval + " days"
                : interval == 1 ? "每天" : "每 " + interval + " 天";
    }

    private String weekly(int interval) {
        none("BYMONTHDAY", "BYMONTH");
        List<String> days = split("BYDAY", CODES.get(first.getDayOfWeek().getValue() - 1)).stream()
                .map(this::weekday)
                .toList();
        if (english) {
            return interval == 1 ? "every " + listed(days) : "every " + interval + " weeks on " + listed(days);
        }
        return (interval == 1 ? "每" : "每 " + interval + " 周的") + listed(days);
    }

    private String monthly(int interval) {
        none("BYMONTH");
        String every = english
                ? interval == 1 ? "every month" : "every " + interval + " months"
                : interval == 1 ? "每月" : "每 " + interval + " 个月";
        if (parts.containsKey("BYDAY")) {
            none("BYMONTHDAY");
            List<String> days =
                    split("BYDAY", "").stream().map(this::nthWeekday).toList();
            return every + (english ? " on the " : "") + listed(days);
        }
        List<String> days = split("BYMONTHDAY", Integer.toString(first.getDayOfMonth())).stream()
                .map(this::monthday)
                .toList();
        return every + (english ? " on the " : " ") + listed(days);
    }

    private String yearly(int interval) {
        none("BYDAY", "BYMONTHDAY", "BYMONTH");
        one(interval);
        return english
                ? "every year on " + first.getDayOfMonth() + ' '
                        + Month.from(first).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                : "每年 " + first.getMonthValue() + " 月 " + first.getDayOfMonth() + " 日";
    }

    private String end() {
        String count = parts.getOrDefault("COUNT", "");
        if (!count.isEmpty()) {
            return english ? ", " + count + " times" : "，共 " + count + " 次";
        }
        String until = parts.getOrDefault("UNTIL", "");
        if (until.isEmpty()) {
            return "";
        }
        LocalDate last = LocalDate.parse(until, DateTimeFormatter.BASIC_ISO_DATE);
        return english ? ", until " + last : "，到 " + last + " 为止";
    }

    private String weekday(String code) {
        int index = CODES.indexOf(code);
        if (index < 0) {
            throw new IllegalArgumentException(rule);
        }
        return english
                ? DayOfWeek.of(index + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                : "周" + ZH_DAYS.charAt(index);
    }

    /** Such as 1MO or -1FR; without a number every one of the month. */
    private String nthWeekday(String text) {
        String day = weekday(text.substring(Math.max(0, text.length() - 2)));
        String number = text.substring(0, text.length() - 2);
        if (number.isEmpty()) {
            throw new IllegalArgumentException(rule);
        }
        int nth = Integer.parseInt(number);
        if (nth == -1) {
            return english ? "last " + day : "最后一个" + day;
        }
        if (nth < 1 || nth > ORDINALS.size()) {
            throw new IllegalArgumentException(rule);
        }
        return english ? ORDINALS.get(nth - 1) + ' ' + day : "第" + ZH_DAYS.charAt(nth - 1) + "个" + day;
    }

    private String monthday(String text) {
        int day = Integer.parseInt(text);
        if (day == -1) {
            return english ? "last day" : "最后一天";
        }
        if (day < 1) {
            throw new IllegalArgumentException(rule);
        }
        return english ? day + ending(day) : day + " 日";
    }

    private static String ending(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private List<String> split(String part, String otherwise) {
        return Arrays.asList(parts.getOrDefault(part, otherwise).split(",", -1));
    }

    private String listed(List<String> words) {
        if (!english) {
            return String.join("、", words);
        }
        int last = words.size() - 1;
        return last == 0
                ? words.get(0)
                : words.stream().limit(last).collect(Collectors.joining(", ")) + " and " + words.get(last);
    }

    private void none(String... names) {
        for (String name : names) {
            if (parts.containsKey(name)) {
                throw new IllegalArgumentException(rule);
            }
        }
    }

    private void one(int interval) {
        if (interval != 1) {
            throw new IllegalArgumentException(rule);
        }
    }
}
