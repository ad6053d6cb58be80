package org.linli.gateway.enrol;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.linli.proto.Gender;

/**
 * A citizen's identity number (GB 11643-1999): 17 digits and a check by ISO 7064 MOD 11-2. Born and gender are taken from
 * it; the number itself is never kept, only a keyed digest by which a second import knows the same person.
 */
public record IdNumber(String number, LocalDate born, Gender gender) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /** Empty where the cell is; a number that does not check is noted. */
    public static Optional<IdNumber> read(Cells cells, String column) {
        String given = cells.plain(column).replace(" ", "").toUpperCase(Locale.ROOT);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<IdNumber> read = parse(given);
        if (read.isPresent()) {
            return read;
        }
        return given.matches("[0-9.]+E\\+?[0-9]+|[0-9]{15}000")
                ? cells.fault(
                        column,
                        "表格软件丢掉了末几位数字，请把这一列设为文本后重新填写",
                        "has lost its last digits to the spreadsheet: make the column text and write it again",
                        Optional.empty())
                : cells.fault(column, "身份证号校验不符，请核对", "does not check. Maybe a digit is wrong.", Optional.empty());
    }

    static Optional<IdNumber> parse(String given) {
        if (!given.matches("[0-9]{17}[0-9X]") || CHECKS.charAt(sum(given) % 11) != given.charAt(17)) {
            return Optional.empty();
        }
        try {
            LocalDate born = LocalDate.of(
                    Integer.parseInt(given.substring(6, 10)),
                    Integer.parseInt(given.substring(10, 12)),
                    Integer.parseInt(given.substring(12, 14)));
            boolean male = (given.charAt(16) - '0') % 2 == 1;
            return Optional.of(new IdNumber(given, born, male ? Gender.GENDER_MALE : Gender.GENDER_FEMALE));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int sum(String given) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (given.charAt(i) - '0');
        }
        return sum;
    }
}
