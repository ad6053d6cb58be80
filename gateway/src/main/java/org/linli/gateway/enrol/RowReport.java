package org.linli.gateway.enrol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.linli.gateway.sheet.SheetOut;

/** What became of all rows, as batches are answered in any order. Safe to call from any thread. */
final class RowReport {
    /** What becomes of a row. */
    enum Outcome {
        CREATED("新增", "new"),
        CHANGED("更新", "changed"),
        UNCHANGED("没有变化", "unchanged"),
        REFUSED("未导入", "refused");

        private final String zh;
        private final String en;

        Outcome(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        String text(boolean english) {
            return english ? en : zh;
        }
    }

    /** One thing to be said of a row. */
    private record Line(Outcome outcome, String id, String column, String value, String detail) {}

    private final SheetKind kind;
    private final boolean english;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<Integer, List<Line>> lines = new TreeMap<>();
    private int rows;

    RowReport(SheetKind kind, boolean english) {
        this.kind = kind;
        this.english = english;
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
    }

    synchronized void take(JsonArray answered) {
        answered.forEach(each -> {
            JsonObject row = (JsonObject) each;
            Outcome outcome = Outcome.valueOf(row.getString("outcome"));
            count(outcome);
            for (String said : List.of("errors", "notes")) {
                row.getJsonArray(said, new JsonArray())
                        .forEach(fault ->
                                say(row.getInteger("row"), outcome, row.getString("id", ""), (JsonObject) fault));
            }
        });
    }

    /** A row that never reached the node. */
    synchronized void refuse(int row, CellFault fault) {
        count(Outcome.REFUSED);
        say(
                row,
                Outcome.REFUSED,
                "",
                new JsonObject()
                        .put("column", fault.column())
                        .put("value", fault.value())
                        .put("detail", english ? fault.en() : fault.zh()));
    }

    private void count(Outcome outcome) {
        rows++;
        counts.merge(outcome, 1, Integer::sum);
    }

    private void say(int row, Outcome outcome, String id, JsonObject fault) {
        lines.computeIfAbsent(row, first -> new ArrayList<>())
                .add(new Line(
                        outcome,
                        id,
                        fault.getString("column", ""),
                        fault.getString("value", ""),
                        fault.getString("detail", "")));
    }

    synchronized int rows() {
        return rows;
    }

    synchronized int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Such as {@code 3 rows: 1 new, 0 changed, 1 unchanged, 1 refused}. */
    synchronized String summary() {
        List<String> parts = new ArrayList<>();
        counts.forEach((outcome, count) ->
                parts.add(english ? count + " " + outcome.text(true) : outcome.text(false) + ' ' + count));
        return english ? rows + " rows: " + String.join(", ", parts) : rows + " 行：" + String.join("，", parts);
    }

    /** The first lines for the screen. */
    synchronized List<String> first(int most) {
        List<String> first = new ArrayList<>();
        lines.forEach((row, said) -> said.forEach(line -> {
            if (first.size() < most) {
                first.add(text(row, line));
            }
        }));
        return first;
    }

    private String text(int row, Line line) {
        String value = line.value.isEmpty() ? "" : english ? " (" + line.value + ")" : "（" + line.value + "）";
        return english
                ? "row " + row + ": " + heading(line.column) + value + " " + line.detail
                : "第 " + row + " 行：" + heading(line.column) + value + " " + line.detail;
    }

    private String heading(String column) {
        return kind.columns().stream()
                .filter(known -> known.name().equals(column))
                .map(known -> english ? known.name() : known.heading())
                .findFirst()
                .orElse(column);
    }

    /** The whole as a table of its own: row, outcome, id, column, value, what to do. */
    synchronized void write(Path file) throws IOException {
        try (SheetOut out = SheetOut.create(file)) {
            out.row(
                    english
                            ? List.of("row", "outcome", "id", "column", "value", "what to do")
                            : List.of("行", "结果", "编号", "列", "内容", "说明"));
            for (Map.Entry<Integer, List<Line>> row : lines.entrySet()) {
                for (Line line : row.getValue()) {
                    out.row(List.of(
                            Integer.toString(row.getKey()),
                            line.outcome.text(english),
                            line.id,
                            heading(line.column),
                            line.value,
                            line.detail));
                }
            }
        }
    }
}
