package org.linli.gateway.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * The first sheet of an XLSX workbook (ISO/IEC 29500). A number stands as it is, without exponent; a number that is shown
 * as a date or time stands as {@code 2026-11-23} or {@code 2026-11-23 09:00}; a formula as what it gave when it was saved.
 */
final class XlsxSheet extends FilledRows {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;

    private XlsxSheet(ReadableWorkbook workbook) throws IOException {
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    static XlsxSheet open(Source source, long mostUnpacked) throws IOException {
        byte[] packed;
        try (InputStream in = source.open()) {
            packed = in.readAllBytes();
        }
        try {
            refuseBomb(packed, mostUnpacked);
            return new XlsxSheet(
                    new ReadableWorkbook(new ByteArrayInputStream(packed), new ReadingOptions(true, false)));
        } catch (SheetUnreadable tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException broken) {
            throw unreadable();
        }
    }

    private static SheetUnreadable unreadable() {
        return new SheetUnreadable(
                "不是可以读取的 .xlsx 文件（可能已加密或损坏），请重新另存",
                "is no .xlsx that can be read, or it is encrypted or damaged. Maybe save it again.");
    }

    /** What a workbook says of its own size may be a lie, so it is unpacked once for nothing. */
    private static void refuseBomb(byte[] packed, long mostUnpacked) throws IOException {
        byte[] buffer = new byte[65_536];
        long unpacked = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(packed).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        unpacked += read;
                        refuseAbove(mostUnpacked, unpacked);
                    }
                }
            }
        }
    }

    private static void refuseAbove(long mostUnpacked, long unpacked) {
        if (unpacked > mostUnpacked) {
            throw new SheetUnreadable(
                    "解压后超过 " + mostUnpacked + " 字节，请拆成较小的文件",
                    "has more than " + mostUnpacked + " bytes unpacked. Maybe split it.");
        }
    }

    @Override
    boolean advance() {
        try {
            return rows.hasNext();
        } catch (ExcelReaderException broken) {
            throw unreadable();
        }
    }

    @Override
    SheetRow read() {
        Row row = rows.next();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), MAX_COLUMNS); i++) {
            Cell cell = row.getOptionalCell(i).orElse(null);
            cells.add(cell == null ? "" : CellText.of(text(cell)));
        }
        return new SheetRow(row.getRowNum(), cells);
    }

    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> isMoment(cell) ? moment(cell) : number(cell.getRawValue());
            case FORMULA -> isMoment(cell) ? moment(cell) : number(cell.getRawValue());
            case STRING -> cell.getText();
            case BOOLEAN -> cell.asBoolean() ? "TRUE" : "FALSE";
            case ERROR, EMPTY -> "";
        };
    }

    private static boolean isMoment(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null || (cell.getType() == CellType.FORMULA && notANumber(cell.getRawValue()))) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase(Locale.ROOT);
        return !bare.equals("general") && bare.matches(".*[ymdhs].*");
    }

    private static boolean notANumber(@Nullable String raw) {
        return raw == null || !raw.matches("-?[0-9.]+([eE][+-]?[0-9]+)?");
    }

    private static String moment(Cell cell) {
        LocalDateTime at = ExcelDate.of(new BigDecimal(cell.getRawValue()));
        return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? DATE.format(at) : DATE_AND_TIME.format(at);
    }

    /** {@code 1.3900000001E10} as {@code 13900000001}. */
    private static String number(@Nullable String raw) {
        if (raw == null || notANumber(raw)) {
            return raw == null ? "" : raw;
        }
        return new BigDecimal(raw).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
