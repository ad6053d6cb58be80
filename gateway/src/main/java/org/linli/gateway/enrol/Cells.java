package org.linli.gateway.enrol;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.http.Crs;
import org.linli.gateway.sheet.ExcelDate;

/**
 * One row of a table, read cell by cell. What is wrong is collected, so that a row is told all of it at once. Forgives
 * what spreadsheets do to cells: telephone numbers as numbers, dates as days since 1900, full-width digits.
 */
public final class Cells {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern FRACTION = Pattern.compile("[.eE]");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s()-]");
    private static final Pattern COUNTRY = Pattern.compile("^(\\+86|0086)");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{3,15}");
    private static final Pattern BETWEEN_ITEMS = Pattern.compile("[;,、|\\n]");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}(\\.0+)?年?");
    private static final Pattern MONTH = Pattern.compile("([0-9]{4})[-/.年][0-9]{1,2}月?");
    private static final Pattern DAY =
            Pattern.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]?([0-9]{1,2})[:时]([0-9]{2})?.*)?");
    private static final Pattern DAY_ALONE = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
    /** 1927 to 2119: a number in this range that should be a date is a spreadsheet's. */
    private static final BigDecimal FIRST_SERIAL = BigDecimal.valueOf(10_000);

    private static final BigDecimal LAST_SERIAL = BigDecimal.valueOf(80_000);
    private static final int MAX_ITEMS = 32;
    private static final Map<String, Crs> SYSTEMS = systems();

    private final Map<String, String> cells;
    private final List<CellFault> faults = new ArrayList<>();

    public Cells(Map<String, String> cells) {
        this.cells = Map.copyOf(cells);
    }

    public List<CellFault> faults() {
        return faults;
    }

    public boolean has(String column) {
        return cells.containsKey(column);
    }

    /** The cell as it stands; empty where there is none. */
    public String raw(String column) {
        return cells.getOrDefault(column, "");
    }

    /** With letters, digits and marks in their plain width. */
    public String plain(String column) {
        String raw = raw(column);
        return isAscii(raw)
                ? raw.strip()
                : Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
    }

    /** Then every character stands in its plain width already. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '\u007f') {
                return false;
            }
        }
        return true;
    }

    public String text(String column, int most) {
        String text = raw(column);
        return text.codePointCount(0, text.length()) <= most
                ? text
                : fault(
                        column,
                        "最多 " + most + " 个字",
                        "may have at most " + most + " characters. Maybe shorten it.",
                        "");
    }

    /** Notes what is wrong with a cell, and gives the value that stands in for it. */
    public <T> T fault(String column, String zh, String en, T instead) {
        faults.add(new CellFault(column, raw(column), zh, en));
        return instead;
    }

    /** Digits, and a plus where there is one; a number's fraction of nothing is left out. */
    public String phone(String column) {
        String given = plain(column);
        if (given.isEmpty()) {
            return "";
        }
        String digits =
                NUMBER.matcher(given).matches() && FRACTION.matcher(given).find() ? whole(given) : given;
        String phone =
                COUNTRY.matcher(BETWEEN_DIGITS.matcher(digits).replaceAll("")).replaceFirst("");
        return PHONE.matcher(phone).matches()
                ? phone
                : fault(column, "不是电话号码，请填 3 至 15 位数字", "is no telephone number: write 3 to 15 digits", "");
    }

    private static String whole(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Words between ；、，,;| or line ends. */
    public List<String> list(String column) {
        if (!has(column)) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        for (String item : BETWEEN_ITEMS.split(plain(column))) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items.size() <= MAX_ITEMS
                ? items
                : fault(column, "最多 " + MAX_ITEMS + " 项", "may have at most " + MAX_ITEMS + " items", List.of());
    }

    /** 是, 有, yes, true, 1 and √; 否, 无, no, false, 0 and ×. */
    public boolean flag(String column) {
        String word = plain(column).toLowerCase(Locale.ROOT);
        if (List.of("是", "有", "y", "yes", "true", "1", "√", "✓", "已同意", "同意").contains(word)) {
            return true;
        }
        return !word.isEmpty()
                        && !List.of("否", "无", "n", "no", "false", "0", "×", "x", "不")
                                .contains(word)
                ? fault(column, "请填 是 或 否", "write yes or no", false)
                : false;
    }

    public int whole(String column, int least, int most, int absent) {
        String given = plain(column);
        if (given.isEmpty()) {
            return absent;
        }
        try {
            int value = new BigDecimal(given).intValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException notWhole) {
            // Told below.
        }
        String range = least + "–" + most;
        return fault(column, "请填 " + range + " 之间的整数", "write a whole number within " + range, absent);
    }

    /** The value of the word in the cell; the default where it is empty. */
    public <T> T word(String column, Map<String, T> words, T absent) {
        String given = plain(column);
        if (given.isEmpty()) {
            return absent;
        }
        for (Map.Entry<String, T> word : words.entrySet()) {
            if (word.getKey().equalsIgnoreCase(given)) {
                return word.getValue();
            }
        }
        String known = String.join("、", words.keySet());
        return fault(column, "请填其中之一：" + known, "write one of " + String.join(", ", words.keySet()), absent);
    }

    /** A year alone, or that of a date. */
    public int year(String column, int least, int most) {
        String given = plain(column);
        if (given.isEmpty()) {
            return 0;
        }
        int year = YEAR.matcher(given).matches()
                ? Integer.parseInt(given.substring(0, 4))
                : day(given).map(LocalDateTime::getYear).orElse(monthOf(given));
        return year >= least && year <= most
                ? year
                : fault(
                        column,
                        "请填 " + least + "–" + most + " 之间的年份或日期，例如 1968-05-01",
                        "write a year within " + least + "–" + most + " or a date such as 1968-05-01",
                        0);
    }

    private static int monthOf(String given) {
        Matcher month = MONTH.matcher(given);
        return month.matches() ? Integer.parseInt(month.group(1)) : 0;
    }

    /** The end of the day that is named, in Unix milliseconds; 0 where the cell is empty. */
    public long untilMs(String column, ZoneId zone) {
        return plain(column).isEmpty() ? 0 : endOfDay(column, plain(column), zone);
    }

    long endOfDay(String column, String given, ZoneId zone) {
        return day(given)
                .map(at -> at.toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                        .toEpochMilli())
                .orElseGet(() -> fault(column, "请填日期，例如 2027-06-30", "write a date such as 2027-06-30", 0L));
    }

    /** A moment in the region's zone, or in the one that it names; null where the cell is empty or wrong. */
    public @Nullable Instant moment(String column, ZoneId zone) {
        String given = plain(column);
        if (given.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException local) {
            Optional<LocalDateTime> at = day(given);
            if (at.isEmpty()) {
                fault(column, "请填时间，例如 2026-11-25 09:00", "write a time such as 2026-11-25 09:00", 0);
                return null;
            }
            return at.get().atZone(zone).toInstant();
        }
    }

    private static Optional<LocalDateTime> day(String given) {
        Matcher alone = DAY_ALONE.matcher(given);
        Matcher day = alone.matches() ? alone : DAY.matcher(given);
        try {
            if (day.matches()) {
                LocalDate date = LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
                return Optional.of(date.atTime(day.groupCount() > 3 ? clock(day) : LocalTime.MIDNIGHT));
            }
            boolean serial = NUMBER.matcher(given).matches()
                    && new BigDecimal(given).compareTo(FIRST_SERIAL) > 0
                    && new BigDecimal(given).compareTo(LAST_SERIAL) < 0;
            return serial ? Optional.of(ExcelDate.of(new BigDecimal(given))) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static LocalTime clock(Matcher day) {
        return day.group(4) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(number(day, 4), day.group(5) == null ? 0 : number(day, 5));
    }

    private static int number(Matcher day, int group) {
        return Integer.parseInt(day.group(group));
    }

    /**
     * The place of the columns {@code lat} and {@code lng}, in the system that {@code crs} names; null where they are
     * empty or wrong. A place is never made from an address.
     */
    public @Nullable Wgs84 place(Crs otherwise) {
        if (!has("lat") && !has("lng")) {
            return null;
        }
        double lat = degrees("lat", 90);
        double lng = degrees("lng", 180);
        Crs crs = word("crs", SYSTEMS, otherwise);
        return Double.isNaN(lat) || Double.isNaN(lng) ? null : crs.toWgs84(lat, lng);
    }

    private static Map<String, Crs> systems() {
        Map<String, Crs> systems = new LinkedHashMap<>();
        for (Crs crs : Crs.values()) {
            systems.put(crs.name(), crs);
        }
        systems.put("火星坐标", Crs.GCJ02);
        systems.put("高德", Crs.GCJ02);
        systems.put("百度", Crs.BD09);
        return systems;
    }

    private double degrees(String column, int limit) {
        String given = plain(column);
        double degrees = NUMBER.matcher(given).matches() ? Double.parseDouble(given) : Double.NaN;
        return Math.abs(degrees) <= limit
                ? degrees
                : fault(
                        column,
                        "经纬度请填度数，例如 26.5561，两列都要填",
                        "write degrees such as 26.5561, in both columns",
                        Double.NaN);
    }
}
