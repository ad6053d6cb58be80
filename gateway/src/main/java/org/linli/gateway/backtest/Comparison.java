package org.linli.gateway.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.linli.matcher.backtest.DayFigures;

/**
 * The same day under two policies.
 *
 * @param demand what was asked of them, in words
 * @param a      the policy
 * @param b      what it is held against
 */
public record Comparison(Bilingual demand, Side a, Side b) {
    /** A policy by its name, and what a day under it came to. */
    public record Side(String name, DayFigures figures) {}

    /** One figure of both. */
    record Row(Bilingual name, String a, String b, String difference) {}

    /** What is compared, and with how many digits. */
    private record Measure(Bilingual name, int digits, ToDoubleFunction<DayFigures> of) {
        Row row(DayFigures a, DayFigures b) {
            return new Row(
                    name,
                    number(of.applyAsDouble(a)),
                    number(of.applyAsDouble(b)),
                    signed(of.applyAsDouble(a) - of.applyAsDouble(b)));
        }

        private String number(double value) {
            return String.format(Locale.ROOT, "%,." + digits + 'f', value);
        }

        private String signed(double value) {
            String number = number(Math.abs(value));
            boolean none = number.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
            return none ? "=" : (value < 0 ? "−" : "+") + number;
        }
    }

    private static final List<Measure> MEASURES = List.of(
            measure("订单（志愿服务）", "orders for volunteers", 0, DayFigures::forVolunteers),
            measure("转往 120、119、110", "referred to 120, 119, 110", 0, DayFigures::referred),
            measure("无人上门", "unserved", 0, DayFigures::unserved),
            measure(
                    "首次派单，平均，秒",
                    "time to offer, mean, s",
                    3,
                    day -> day.offerSeconds().mean()),
            measure(
                    "首次派单，95 %，秒",
                    "time to offer, p95, s", 3, day -> day.offerSeconds().percentile(95)),
            measure(
                    "等到上门，平均，分",
                    "lateness, mean, min",
                    2,
                    day -> day.lateMinutes().mean()),
            measure(
                    "等到上门，中位，分",
                    "lateness, median, min",
                    2,
                    day -> day.lateMinutes().percentile(50)),
            measure(
                    "等到上门，95 %，分",
                    "lateness, p95, min", 2, day -> day.lateMinutes().percentile(95)),
            measure(
                    "路程，平均，分",
                    "travel, mean, min",
                    2,
                    day -> day.travelMinutes().mean()),
            measure(
                    "路程，95 %，分",
                    "travel, p95, min", 2, day -> day.travelMinutes().percentile(95)),
            measure(
                    "时长公平（Jain）",
                    "fairness of minutes (Jain)",
                    3,
                    day -> day.minutes().jain()),
            measure(
                    "派单公平（Jain）",
                    "fairness of offers (Jain)",
                    3,
                    day -> day.offers().jain()),
            measure(
                    "未获派单的志愿者，%",
                    "volunteers without an offer, %",
                    1,
                    day -> 100 * day.offers().without()),
            measure("每单改派", "changes of offers, each order", 3, DayFigures::changesPerOrder),
            measure("未说明得益的改派", "changes without a stated gain", 0, DayFigures::ungained));

    private static Measure measure(String zh, String en, int digits, ToDoubleFunction<DayFigures> of) {
        return new Measure(new Bilingual(zh, en), digits, of);
    }

    List<Row> rows() {
        return MEASURES.stream()
                .map(measure -> measure.row(a.figures(), b.figures()))
                .toList();
    }

    /** A table of plain text, in English. */
    public List<String> lines() {
        String format = "%-32s %14s %14s %14s";
        List<String> lines = new ArrayList<>();
        lines.add(demand.en());
        lines.add(String.format(Locale.ROOT, format, "", "A " + a.name(), "B " + b.name(), "A - B"));
        for (Row row : rows()) {
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    row.name().en(),
                    row.a(),
                    row.b(),
                    row.difference().replace('−', '-')));
        }
        return lines;
    }
}
