package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Test
    void parse_anyMomentInUtc_equalsTheLibrarys() {
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochMilli(chance.nextLong(0, 253_402_300_800_000L));
            String text = (i % 2 == 0 ? at.truncatedTo(ChronoUnit.SECONDS) : at).toString();
            assertThat(Times.parse(text))
                    .as(text)
                    .isEqualTo(OffsetDateTime.parse(text).toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T08:00:00+08:00", "2026-01-31T08:00Z", "2026-01-31T08:00:00.1234567Z"})
    void parse_otherFormsOfTheStandard_equalsTheLibrarys(String text) {
        assertThat(Times.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T08:00:00Z",
                "2026-13-01T08:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-01-31T08:00:60.000Z",
                "2026-01-31 08:00:00Z",
                "2026-01-31T08:00:00z1",
                "2026-01-31T08:00:00.1x3Z",
                "tomorrow"
            })
    void parse_whatIsNoTime_isRefused(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
