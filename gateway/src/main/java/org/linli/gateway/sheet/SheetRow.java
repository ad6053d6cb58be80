package org.linli.gateway.sheet;

import java.util.List;

/**
 * A row of a table as text.
 *
 * @param number as the spreadsheet counts it, from 1
 * @param cells  stripped; empty text where there is nothing
 */
public record SheetRow(int number, List<String> cells) {
    public SheetRow {
        cells = List.copyOf(cells);
    }

    public String cell(int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    /** A row that only a layout needs, such as the rest of merged cells. */
    public boolean isBlank() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
