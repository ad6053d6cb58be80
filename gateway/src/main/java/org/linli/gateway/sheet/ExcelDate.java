package org.linli.gateway.sheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Days since 1899-12-30, as spreadsheets store dates from March 1900 on (ISO/IEC 29500-1, 18.17.4). */
public final class ExcelDate {
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final long DAY_SECONDS = 86_400;

    private ExcelDate() {}

    /** To the second. */
    public static LocalDateTime of(BigDecimal serial) {
        long seconds = serial.multiply(BigDecimal.valueOf(DAY_SECONDS))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return DAY_ZERO.atStartOfDay().plusSeconds(seconds);
    }
}
