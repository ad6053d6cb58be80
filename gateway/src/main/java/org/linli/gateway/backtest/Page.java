package org.linli.gateway.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.linli.gateway.http.HtmlText;
import org.linli.matcher.backtest.DayFigures;
import org.linli.matcher.backtest.Spread;

/**
 * A comparison as one HTML page that needs nothing else: no script, no network, Chinese and English, by day and by night.
 * The same comparison gives the same bytes.
 */
public final class Page {
    private static final double MOST_SHOWN = 99;

    private final Comparison comparison;
    private final StringBuilder html = new StringBuilder();

    private Page(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The page; it opens in Chinese, and can be switched to English. */
    public static String of(Comparison comparison) {
        return new Page(comparison).whole();
    }

    private String whole() {
        html.append("<!DOCTYPE html>\n<html lang=\"zh\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n");
        html.append("<meta charset=\"utf-8\"/>\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.append("<title>同样的日子，两种规则 · The same days under two policies</title>\n<style>\n");
        html.append(resource("page.css")).append("</style>\n</head>\n<body>\n");
        html.append("<input type=\"radio\" name=\"language\" id=\"zh\" checked=\"checked\"/><label"
                + " for=\"zh\">中文</label>\n");
        html.append("<input type=\"radio\" name=\"language\" id=\"en\"/><label for=\"en\">English</label>\n<main>\n");
        head();
        table();
        html.append("<div class=\"plots\">\n");
        plots().forEach(this::figure);
        html.append("</div>\n");
        notes();
        html.append("</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        html.append("<h1>");
        say(new Bilingual("同样的日子，两种规则", "The same days under two policies"));
        html.append("</h1>\n<p class=\"lead\">");
        say(lead());
        html.append("</p>\n<p class=\"demand\">");
        say(comparison.demand());
        html.append("</p>\n<p class=\"legend\">");
        legend("a", "A", comparison.a().name());
        legend("b", "B", comparison.b().name());
        html.append("</p>\n");
    }

    private void legend(String style, String letter, String name) {
        html.append("<span class=\"name\"><svg class=\"sample\" viewBox=\"0 0 40 12\" aria-hidden=\"true\">");
        html.append("<path class=\"curve ")
                .append(style)
                .append("\" d=\"M2 6h36\"/></svg><b>")
                .append(letter);
        html.append("</b> ").append(HtmlText.of(name)).append("</span>\n");
    }

    /** What matters most to who waits, in a sentence. */
    private Bilingual lead() {
        DayFigures a = comparison.a().figures();
        DayFigures b = comparison.b().figures();
        double minutes = a.lateMinutes().mean() - b.lateMinutes().mean();
        String amount = String.format(Locale.ROOT, "%.1f", Math.abs(minutes));
        String mean = String.format(Locale.ROOT, "%.1f", a.lateMinutes().mean());
        if (amount.equals("0.0")) {
            return new Bilingual(
                    "两种规则下，从下单到有人上门平均都是 " + mean + " 分钟。",
                    "Under both policies somebody is at the door after " + mean + " minutes on average.");
        }
        return new Bilingual(
                "在 A 规则下，从下单到有人上门平均 " + mean + " 分钟，比 B " + (minutes < 0 ? "快 " : "慢 ") + amount + " 分钟。",
                "Under A somebody is at the door after " + mean + " minutes on average, " + amount + " minutes "
                        + (minutes < 0 ? "sooner" : "later") + " than under B.");
    }

    private void table() {
        html.append("<table>\n<thead><tr><th></th><th scope=\"col\">A</th><th scope=\"col\">B</th>");
        html.append("<th scope=\"col\">A − B</th></tr></thead>\n<tbody>\n");
        for (Comparison.Row row : comparison.rows()) {
            html.append("<tr><th scope=\"row\">");
            say(row.name());
            html.append("</th><td>").append(row.a()).append("</td><td>").append(row.b());
            html.append("</td><td>").append(row.difference()).append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private List<Plot> plots() {
        DayFigures a = comparison.a().figures();
        DayFigures b = comparison.b().figures();
        Bilingual orders = new Bilingual("订单，%", "orders, %");
        return List.of(
                upTo(
                        "首次派单",
                        "Time to offer",
                        "下单后秒数",
                        "seconds since the order",
                        orders,
                        a.offerSeconds(),
                        b.offerSeconds()),
                upTo("等到上门", "Lateness", "下单后分钟数", "minutes since the order", orders, a.lateMinutes(), b.lateMinutes()),
                upTo("路程", "Travel", "路上分钟数", "minutes on the way", orders, a.travelMinutes(), b.travelMinutes()),
                new Plot(
                        new Bilingual("谁付出时间（洛伦兹曲线）", "Who gives the time (Lorenz curve)"),
                        new Bilingual("志愿者，%，从最少起", "volunteers, %, from the least"),
                        new Bilingual("服务时长，%", "minutes given, %"),
                        100,
                        100,
                        true,
                        a.minutes()::lorenz,
                        b.minutes()::lorenz));
    }

    /** How many have come to it by then. */
    private static Plot upTo(String zh, String en, String acrossZh, String acrossEn, Bilingual up, Spread a, Spread b) {
        double most = Math.max(a.percentile(MOST_SHOWN), b.percentile(MOST_SHOWN));
        return new Plot(
                new Bilingual(zh, en),
                new Bilingual(acrossZh, acrossEn),
                up,
                Plot.nice(most, 1),
                1,
                false,
                a::atMost,
                b::atMost);
    }

    private void figure(Plot plot) {
        html.append("<figure><figcaption>");
        say(plot.title());
        html.append("</figcaption>\n").append(plot.svg()).append("</figure>\n");
    }

    private void notes() {
        html.append("<section class=\"notes\">\n");
        for (Bilingual note : NOTES) {
            html.append("<p>");
            say(note);
            html.append("</p>\n");
        }
        html.append("</section>\n");
    }

    private static final List<Bilingual> NOTES = List.of(
            new Bilingual(
                    "两次演算用同样的人、同样的订单和同一个种子；决定与派单用的是正式运行的程序，时间是虚拟的。",
                    "Both runs have the same people, the same orders and the same seed; decisions and planning are"
                            + " those of a running node, on virtual time."),
            new Bilingual(
                    "等到上门：从需要的时刻到有人在门口，含派单、思考和路程。改派：已发出的派单因更好的安排而收回。",
                    "Lateness: from when somebody was wanted to somebody at the door, with offer, answer and way."
                            + " Changes: offers that were out and were withdrawn for a better plan."),
            new Bilingual(
                    "Jain 指数：1 表示人人一样多，1/n 表示全归一人。曲线越靠近对角线越均匀；前三幅图画到 99 %。",
                    "Jain's index: 1 where all have the same, 1/n where one has everything. The closer a Lorenz curve"
                            + " is to the diagonal, the more even. The first three plots end at 99 %."));

    private void say(Bilingual words) {
        html.append("<span class=\"zh\" lang=\"zh\">")
                .append(HtmlText.of(words.zh()))
                .append("</span>");
        html.append("<span class=\"en\" lang=\"en\">")
                .append(HtmlText.of(words.en()))
                .append("</span>");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
