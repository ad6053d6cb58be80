package org.linli.gateway.api;

import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.linli.gateway.enrol.Column;
import org.linli.gateway.enrol.Headings;
import org.linli.gateway.enrol.SheetKind;
import org.linli.gateway.http.Crs;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.Query;
import org.linli.gateway.sheet.Sheet;
import org.linli.gateway.sheet.SheetRow;
import org.linli.gateway.sheet.SheetUnreadable;

/**
 * What a call wants imported: rows as JSON, or a whole file in which the headings are still to be found.
 *
 * @param dryRun    everything but the commit
 * @param pending   whether volunteers who are new wait for approval
 * @param crs       the coordinate system of rows that name none
 * @param community of rows that name none; empty: none
 * @param unknown   headings that mean nothing here
 */
record ImportRequest(
        SheetKind kind,
        boolean dryRun,
        boolean pending,
        Crs crs,
        String community,
        List<Line> lines,
        List<String> unknown) {
    /** A row and its cells by column. */
    record Line(int row, Map<String, String> cells) {
        /** What the row says, the same whichever order its cells came in, and of no two rows that differ the same. */
        String said() {
            StringBuilder said = new StringBuilder();
            new TreeMap<>(cells).forEach((column, cell) -> say(say(said, column), cell));
            return said.toString();
        }

        private static StringBuilder say(StringBuilder said, String text) {
            return said.append(text.length()).append(':').append(text);
        }
    }

    /** At 3,000 a second a quarter of a second, so that a call ends before anybody loses patience. */
    static final int MOST_ROWS = 500;
    /** What staff bring in one file; more is the command line's work, which shows how far it is. */
    static final int MOST_FILE_ROWS = 5_000;

    private static final int MOST_ROW_NUMBER = 2_000_000;
    private static final long MOST_UNPACKED = 64L << 20;

    static Future<ImportRequest> of(Exchange exchange, Registrar registrar) {
        String type = Optional.ofNullable(exchange.header("Content-Type")).orElse("");
        return type.startsWith("text/csv") || type.startsWith("application/vnd.openxmlformats")
                ? ofFile(exchange, registrar)
                : Future.succeededFuture(ofRows(exchange.fields()));
    }

    private static ImportRequest ofRows(Fields body) {
        String word = body.requiredText("kind", 16);
        Optional<SheetKind> kind = SheetKind.find(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            body.fault("kind", "应为 " + kinds(), "must be one of " + kinds(), 0);
        }
        String system = body.text("crs", 16);
        if (!system.isEmpty() && Crs.find(system).isEmpty()) {
            body.fault("crs", "应为 WGS84、GCJ02、BD09 或 CGCS2000", "must be WGS84, GCJ02, BD09 or CGCS2000", 0);
        }
        boolean dryRun = body.flag("dryRun", false);
        boolean pending = body.flag("pending", false);
        String community = body.text("community", 64);
        List<Line> lines = new ArrayList<>();
        kind.ifPresent(of -> body.objects("rows", MOST_ROWS).forEach(row -> lines.add(line(of, row))));
        body.check();
        return new ImportRequest(
                kind.orElseThrow(), dryRun, pending, Crs.find(system).orElse(Crs.WGS84), community, lines, List.of());
    }

    private static Line line(SheetKind kind, Fields row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Column column : kind.columns()) {
            String cell = row.text(column.name(), Sheet.MAX_CELL);
            if (!cell.isEmpty()) {
                cells.put(column.name(), cell);
            }
        }
        return new Line(row.integer("row", 1, MOST_ROW_NUMBER, 1), cells);
    }

    private static Future<ImportRequest> ofFile(Exchange exchange, Registrar registrar) {
        Query query = exchange.query();
        SheetKind kind = query.text("kind")
                .flatMap(SheetKind::find)
                .orElseThrow(() -> Query.invalid("kind", "应为 " + kinds(), "must be one of " + kinds()));
        Crs crs = Crs.find(query.text("crs").orElse("WGS84"))
                .orElseThrow(() -> Query.invalid(
                        "crs", "应为 WGS84、GCJ02、BD09 或 CGCS2000", "must be WGS84, GCJ02, BD09 or CGCS2000"));
        byte[] bytes = exchange.body().getBytes();
        return registrar
                .blocking(() -> read(kind, () -> new ByteArrayInputStream(bytes)))
                .map(read -> new ImportRequest(
                        kind,
                        query.flag("dryRun"),
                        query.flag("pending"),
                        crs,
                        query.text("community").orElse(""),
                        read.lines,
                        read.headings.unknown()));
    }

    private record Read(Headings headings, List<Line> lines) {}

    private static Read read(SheetKind kind, Sheet.Source source) {
        try (Sheet sheet = Sheet.open(source, MOST_UNPACKED)) {
            Headings headings = Headings.read(kind, sheet);
            List<Line> lines = new ArrayList<>();
            while (sheet.hasNext()) {
                if (lines.size() == MOST_FILE_ROWS) {
                    throw new SheetUnreadable(
                            "超过 " + MOST_FILE_ROWS + " 行，请用命令行 linli import 导入",
                            "has more than " + MOST_FILE_ROWS + " rows. Maybe use linli import.");
                }
                SheetRow row = sheet.next();
                lines.add(new Line(row.number(), headings.cells(row)));
            }
            return new Read(headings, lines);
        } catch (SheetUnreadable wrong) {
            throw Problem.field("", wrong.zh(), wrong.en());
        }
    }

    private static String kinds() {
        return String.join(
                ", ", List.of(SheetKind.values()).stream().map(SheetKind::word).toList());
    }
}
