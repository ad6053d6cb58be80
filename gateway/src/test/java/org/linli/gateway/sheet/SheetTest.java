package org.linli.gateway.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
    private static final String TABLE = "姓名,电话\r\n李明,13900000001\r\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<SheetRow> read(byte[] bytes) {
        List<SheetRow> rows = new ArrayList<>();
        try (Sheet sheet = Sheet.open(() -> new ByteArrayInputStream(bytes), 1 << 20)) {
            sheet.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static List<SheetRow> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Filling {
        void fill(Worksheet sheet) throws IOException;
    }

    private static byte[] workbook(Filling filling) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbook workbook = new Workbook(out, "test", "1.0");
        filling.fill(workbook.newWorksheet("一"));
        workbook.finish();
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void csv_inUtf8OrGbk_isReadAsItIs(String charset) {
        List<SheetRow> rows = read(TABLE.getBytes(Charset.forName(charset)));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).isEqualTo(new SheetRow(2, List.of("李明", "13900000001")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void csv_withAByteOrderMark_isReadWithoutIt(String charset) {
        assertThat(read(("\uFEFF" + TABLE).getBytes(Charset.forName(charset)))
                        .get(0)
                        .cell(0))
                .isEqualTo("姓名");
    }

    @Test
    void csv_thatIsNeitherUtf8NorGbk_isRefused() {
        byte[] bytes = {'a', ',', 'b', '\n', (byte) 0xFF, (byte) 0xFF, '\n'};
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SheetUnreadable.class)
                .hasMessageContaining("neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void csv_byCommasSemicolonsOrTabs_isParted(String separator) {
        assertThat(read("姓名" + separator + "电话\n李明" + separator + "139\n")
                        .get(1)
                        .cells())
                .containsExactly("李明", "139");
    }

    @Test
    void csv_quotesLineEndsAndBlankRows_keepTheirRowNumbers() {
        List<SheetRow> rows = read("姓名,备注\n\n,\n\"李,明\",\"一\n二\"\"三\"\n王芳,\n");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).cells()).containsExactly("李,明", "一\n二\"三");
        assertThat(rows.get(1).number()).isEqualTo(4);
        assertThat(rows.get(2).cells()).containsExactly("王芳", "");
    }

    @Test
    void cell_withMarksThatNobodySees_losesThem() {
        assertThat(read("姓名\n\u200B　李明\u00A0\n").get(1).cell(0)).isEqualTo("李明");
    }

    @Test
    void xlsx_numbersAndDates_areTextAsPeopleMeanThem() throws IOException {
        List<SheetRow> rows = read(workbook(sheet -> {
            sheet.value(0, 0, "电话");
            sheet.value(0, 1, "生日");
            sheet.value(0, 2, "开始时间");
            sheet.value(1, 0, 13_900_000_001L);
            sheet.value(1, 1, 25_000.0);
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, LocalDateTime.of(2026, 11, 25, 9, 30));
            sheet.style(1, 2).format("yyyy/m/d h:mm").set();
            sheet.value(3, 0, "合并");
            sheet.range(3, 0, 4, 0).merge();
        }));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).cells()).containsExactly("13900000001", "1968-06-11", "2026-11-25 09:30");
        assertThat(rows.get(2)).isEqualTo(new SheetRow(4, List.of("合并")));
    }

    @Test
    void xlsx_thatUnpacksWithoutEnd_isRefusedBeforeItIsRead() throws IOException {
        byte[] bytes = workbook(sheet -> {
            for (int row = 0; row < 20_000; row++) {
                sheet.value(row, 0, "同一个很长的单元格同一个很长的单元格同一个很长的单元格");
                sheet.value(row, 1, row);
            }
        });
        assertThat(bytes.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SheetUnreadable.class)
                .hasMessageContaining("unpacked");
    }

    @Test
    void file_thatOnlyLooksLikeAWorkbook_isRefusedInOneLine() {
        assertThatThrownBy(() -> read("PK and nothing")).isInstanceOf(SheetUnreadable.class);
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
        assertThatThrownBy(() -> read(old)).isInstanceOf(SheetUnreadable.class).hasMessageContaining(".xls");
    }

    @Test
    void csvOut_formulas_areTextAndComeBackAsTheyWere() throws IOException {
        Path file = folder.resolve("out.csv");
        List<String> cells = List.of("=1+1", "+8613900000001", "-2+3", "@SUM(A1)", "-26.5", "李明");
        try (SheetOut out = SheetOut.create(file)) {
            out.row(cells);
        }
        String written = Files.readString(file);
        assertThat(written).startsWith("\uFEFF'=1+1,'+8613900000001,'-2+3,'@SUM(A1),-26.5,李明");
        assertThat(read(Files.readAllBytes(file)).get(0).cells()).isEqualTo(cells);
    }

    @Test
    void xlsxOut_cells_areTextAndComeBackAsTheyWere() throws IOException {
        Path file = folder.resolve("out.xlsx");
        List<String> cells = List.of("=1+1", "013900000001", "李明");
        try (SheetOut out = SheetOut.create(file)) {
            out.row(cells);
        }
        assertThat(read(Files.readAllBytes(file)).get(0).cells()).isEqualTo(cells);
    }
}
