package org.linli.gateway.enrol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linli.gateway.sheet.Sheet;
import org.linli.gateway.sheet.SheetRow;
import org.linli.gateway.sheet.SheetUnreadable;

/**
 * Which column of a table is which.
 *
 * @param columns names by index, in any order
 * @param unknown headings that mean nothing here and whose cells are left alone
 */
public record Headings(Map<Integer, String> columns, List<String> unknown) {
    /** A title, a date and a remark may stand above the headings. */
    private static final int ROWS_TO_LOOK_AT = 10;

    public Headings {
        columns = Map.copyOf(columns);
        unknown = List.copyOf(unknown);
    }

    /**
     * Reads up to the headings: the first row in which at least two cells are headings that are known.
     *
     * @throws SheetUnreadable where there is none
     */
    public static Headings read(SheetKind kind, Sheet sheet) {
        Iterator<SheetRow> rows = sheet;
        for (int i = 0; i < ROWS_TO_LOOK_AT && rows.hasNext(); i++) {
            Optional<Headings> found = of(kind, rows.next());
            if (found.isPresent()) {
                return found.get();
            }
        }
        String some =
                kind.columns().stream().limit(3).map(Column::heading).toList().toString();
        throw new SheetUnreadable(
                "前 " + ROWS_TO_LOOK_AT + " 行里没有认得的标题行，例如 " + some,
                "has no row of headings that are known, such as " + some + ", among its first " + ROWS_TO_LOOK_AT);
    }

    private static Optional<Headings> of(SheetKind kind, SheetRow row) {
        Map<Integer, String> columns = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String heading = row.cell(i);
            Optional<Column> meant = kind.columns().stream()
                    .filter(column -> column.isMeantBy(heading))
                    .findFirst();
            if (meant.isPresent() && !columns.containsValue(meant.get().name())) {
                columns.put(i, meant.get().name());
            } else if (!heading.isEmpty()) {
                unknown.add(heading);
            }
        }
        return columns.size() >= 2 ? Optional.of(new Headings(columns, unknown)) : Optional.empty();
    }

    /** What a row says, by column; empty cells are left out. */
    public Map<String, String> cells(SheetRow row) {
        Map<String, String> cells = new LinkedHashMap<>();
        columns.forEach((index, name) -> {
            String cell = row.cell(index);
            if (!cell.isEmpty()) {
                cells.put(name, cell);
            }
        });
        return cells;
    }
}
