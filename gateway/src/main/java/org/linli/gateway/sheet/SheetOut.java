package org.linli.gateway.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table that is written row by row. Every cell is text. Blocks. Whoever opens it closes it, and only then is it whole. */
public abstract class SheetOut implements AutoCloseable {
    /** As many rows as a spreadsheet holds. */
    private static final int MOST_XLSX_ROWS = 1_048_576;

    /** XLSX where the name ends so, else CSV in UTF-8 with the mark by which spreadsheets know it. */
    public static SheetOut create(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".xlsx") ? new Xlsx(Files.newOutputStream(file)) : new Csv(Files.newBufferedWriter(file));
    }

    public abstract void row(List<String> cells) throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Csv extends SheetOut {
        private final CsvWriter writer;

        Csv(BufferedWriter out) throws IOException {
            out.write('\uFEFF');
            writer = CsvWriter.builder().build((Writer) out);
        }

        @Override
        public void row(List<String> cells) {
            writer.writeRecord(cells.stream().map(CellText::guarded).toList());
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** Text cells of a workbook are never formulas, so nothing is put before them. */
    private static final class Xlsx extends SheetOut {
        private final OutputStream out;
        private final Workbook workbook;
        private final Worksheet sheet;
        private int rows;

        Xlsx(OutputStream out) {
            this.out = new BufferedOutputStream(out);
            this.workbook = new Workbook(this.out, "Linli", "1.0");
            this.sheet = workbook.newWorksheet("Linli");
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(List<String> cells) throws IOException {
            if (rows == MOST_XLSX_ROWS) {
                throw new IOException("A workbook holds at most " + MOST_XLSX_ROWS + " rows. Maybe export to .csv.");
            }
            for (int i = 0; i < cells.size(); i++) {
                sheet.value(rows, i, cells.get(i));
            }
            rows++;
            if (rows % 1000 == 0) {
                sheet.flush();
            }
        }

        @Override
        public void close() throws IOException {
            workbook.finish();
            out.close();
        }
    }
}
