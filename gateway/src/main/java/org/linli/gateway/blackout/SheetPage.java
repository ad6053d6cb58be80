package org.linli.gateway.blackout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.linli.gateway.http.HtmlText;

/**
 * A community's sheet as one file that needs nothing else: what {@code GET /v1/sheet} answers, as the staff's page prints
 * it, on A4. Whoever prints it may have no network, so no style, script or picture comes from elsewhere.
 */
final class SheetPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日 E", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);

    private static final Map<String, String> STATES = Map.of(
            "OPEN", "待派",
            "OFFERED", "待接",
            "INVITED", "抢单中",
            "ASSIGNED", "已接单",
            "EN_ROUTE", "在路上",
            "ON_SITE", "进行中");

    private static final String STYLE = """
        @page { size: A4 landscape; margin: 12mm; }
        body { margin: 24px; color: #000; background: #fff; line-height: 1.4; font-size: 12pt;
          font-family: "PingFang SC", "HarmonyOS Sans", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
        h1 { margin: 0; font-size: 20pt; }
        p { margin: 4px 0; }
        table { width: 100%; border-collapse: collapse; margin: 12px 0; }
        th, td { border: 1px solid #000; padding: 4px 6px; text-align: start; vertical-align: top; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        td { height: 15mm; }
        td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
        small, .door { display: block; }
        small { font-size: 11pt; }
        .blank { width: 24mm; }
        .wide { width: 42mm; }
        @media print { body { margin: 0; } }
        """;

    private final ZoneId zone;

    /** @param zone of the region, by whose clock people meet */
    SheetPage(ZoneId zone) {
        this.zone = zone;
    }

    String of(JsonObject sheet) {
        String title = "%s 停电表".formatted(text(sheet, "community"));
        JsonArray visits = sheet.getJsonArray("visits");
        StringBuilder page = new StringBuilder(4_096);
        page.append("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n".formatted(title, STYLE))
                .append("<header><h1>%s</h1>\n<p>%s 生成 · 24 小时内 %d 次服务</p></header>\n"
                        .formatted(title, MADE.format(time(sheet, "madeAt")), visits.size()))
                .append("<table>\n<thead><tr><th>时间</th><th>服务</th><th>居民</th><th>志愿者</th>")
                .append("<th class=\"blank\">到达</th><th class=\"blank\">离开</th><th class=\"wide\">结果、签名</th>")
                .append("</tr></thead>\n<tbody>\n");
        visits.forEach(row -> row(page, (JsonObject) row));
        return page.append("</tbody>\n</table>\n<footer><p>填好后请拍照，来电来网以后由两位工作人员补录。</p>\n")
                .append("<p>表上有居民的住址，请随身保管，用完交回社区。</p></footer>\n</body>\n</html>\n")
                .toString();
    }

    private void row(StringBuilder page, JsonObject row) {
        ZonedDateTime start = time(row, "start");
        String span = CLOCK.format(start) + '–' + CLOCK.format(time(row, "end"));
        String state = text(row, "state");
        page.append("<tr>");
        cell(page, span + small(DAY.format(start)));
        cell(page, text(row, "title") + small(STATES.getOrDefault(state, state)));
        cell(
                page,
                "<b>%s</b> %s<span class=\"door\">%s</span>%s"
                        .formatted(
                                text(row, "residentName"),
                                text(row, "residentPhoneMasked"),
                                text(row, "address"),
                                small(text(row, "notes"))));
        cell(page, text(row, "volunteerName") + small(text(row, "volunteerPhoneMasked")));
        page.append("<td></td><td></td><td></td></tr>\n");
    }

    private static void cell(StringBuilder page, String html) {
        page.append("<td>").append(html).append("</td>");
    }

    private static String small(String html) {
        return html.isEmpty() ? "" : "<small>" + html + "</small>";
    }

    private ZonedDateTime time(JsonObject json, String name) {
        return Instant.parse(json.getString(name)).atZone(zone);
    }

    /** What people have written, which is text and never markup. */
    private static String text(JsonObject json, String name) {
        return HtmlText.of(json.getString(name, ""));
    }
}
