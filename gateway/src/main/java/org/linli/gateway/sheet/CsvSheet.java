package org.linli.gateway.sheet;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** CSV (RFC 4180) with commas, semicolons or tabs, whichever its first line uses most. */
final class CsvSheet extends FilledRows {
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private int row;

    private CsvSheet(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.records = reader.iterator();
    }

    static CsvSheet open(Source source) throws IOException {
        TextEncoding encoding = TextEncoding.of(source);
        char separator = separator(source, encoding);
        return new CsvSheet(CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(encoding.reader(source)));
    }

    private static char separator(Source source, TextEncoding encoding) throws IOException {
        try (BufferedReader lines = new BufferedReader(encoding.reader(source))) {
            String line = lines.readLine();
            while (line != null && line.isBlank()) {
                line = lines.readLine();
            }
            return line == null ? ',' : mostUsed(line);
        }
    }

    private static char mostUsed(String line) {
        char best = ',';
        long most = 0;
        for (char separator : SEPARATORS) {
            long used = line.chars().filter(c -> c == separator).count();
            if (used > most) {
                most = used;
                best = separator;
            }
        }
        return best;
    }

    @Override
    boolean advance() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException broken) {
            throw new SheetUnreadable(
                    "第 " + (row + 1) + " 行之后无法读取：引号不配对或单元格过长",
                    "cannot be read after row " + (row + 1)
                            + ": a quotation mark without its other, or a cell too long");
        }
    }

    @Override
    SheetRow read() {
        row++;
        List<String> fields = records.next().getFields();
        List<String> cells = new ArrayList<>(fields.size());
        for (String field : fields.subList(0, Math.min(fields.size(), MAX_COLUMNS))) {
            cells.add(CellText.of(field));
        }
        return new SheetRow(row, cells);
    }

    @Override
    public void close() {
        try {
            records.close();
            reader.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
