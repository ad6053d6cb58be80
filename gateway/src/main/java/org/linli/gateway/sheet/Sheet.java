package org.linli.gateway.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * A table that is read once, row by row, blank rows left out. Blocks. Whoever opens it closes it.
 *
 * <p>What a file is, its first bytes say and not its name: {@code PK} begins an XLSX, anything else is text.
 */
public interface Sheet extends Iterator<SheetRow>, AutoCloseable {
    /** Longer cells are no person's name, address or note. */
    int MAX_CELL = 4_000;

    /** As many columns as a spreadsheet of people has at most. */
    int MAX_COLUMNS = 200;

    @Override
    void close();

    /** Where a table's bytes come from, as often as they are asked for: once to look at them, once to read. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Opens a table.
     *
     * @param mostUnpacked how many bytes an XLSX may have unpacked, so that a small file cannot fill the memory
     * @throws SheetUnreadable for what is no table
     */
    static Sheet open(Source source, long mostUnpacked) {
        try {
            return startsAsZip(source) ? XlsxSheet.open(source, mostUnpacked) : CsvSheet.open(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean startsAsZip(Source source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] first = in.readNBytes(8);
            if (first.length >= 4 && (first[0] & 0xFF) == 0xD0 && (first[1] & 0xFF) == 0xCF) {
                throw new SheetUnreadable(
                        "这是旧格式的 .xls 文件，请在表格软件中另存为 .xlsx 或 .csv",
                        "is an old .xls file. Maybe save it as .xlsx or .csv first.");
            }
            return first.length >= 2 && first[0] == 'P' && first[1] == 'K';
        }
    }
}
