package org.linli.gateway.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** RFC 3339 times. Most come as UTC to the second or the millisecond, and those are read without a formatter. */
public final class Times {
    private static final int SECONDS_END = 19;
    private static final int MILLIS_END = 23;
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final long DAY_SECONDS = 86_400;

    private Times() {}

    /** Throws {@link DateTimeParseException} for what is no such time. */
    public static Instant parse(String text) {
        boolean millis = text.length() == MILLIS_END + 1 && text.charAt(SECONDS_END) == '.' && isDigits(text);
        int end = millis ? MILLIS_END : SECONDS_END;
        return text.length() == end + 1 && text.charAt(end) == 'Z' && hasShape(text)
                ? utc(text, millis ? number(text, SECONDS_END + 1, MILLIS_END) : 0)
                : OffsetDateTime.parse(text).toInstant();
    }

    private static Instant utc(String text, int millis) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeParseException("no time of day", text, 11);
        }
        return Instant.ofEpochSecond(
                day(text) * DAY_SECONDS + hour * 3_600L + minute * 60L + second, millis * 1_000_000L);
    }

    private static long day(String text) {
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
        } catch (DateTimeException noDay) {
            throw new DateTimeParseException("no day", text, 0, noDay);
        }
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char expected = SHAPE.charAt(i);
            if (expected == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigits(String text) {
        return isDigit(text.charAt(20)) && isDigit(text.charAt(21)) && isDigit(text.charAt(22));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
