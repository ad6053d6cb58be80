package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** The secret of the vectors of RFC 6238, appendix B, for SHA-1. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final long NOW = 1_234_567_890_000L;
    private static final long STEP_MS = Totp.STEP_SECONDS * 1000L;

    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void code_atTheTimesOfTheStandard_isTheStandards(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / Totp.STEP_SECONDS, 8)).isEqualTo(code);
    }

    @Test
    void step_ofNowTheLastAndTheNext_isFoundAndNoOther() {
        long now = NOW / STEP_MS;
        for (int drift = -1; drift <= 1; drift++) {
            assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW + drift * STEP_MS), NOW))
                    .hasValue(now + drift);
        }
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW - 2 * STEP_MS), NOW)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW + 2 * STEP_MS), NOW)).isEmpty();
        assertThat(Totp.step(SECRET, "", NOW)).isEmpty();
    }

    /** Of RFC 4648, 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32_ofTheVectorsOfTheStandard_isTheStandardsThereAndBack(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).hasValue(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void base32_asPeopleTypeIt_isReadAndWhatIsNoneIsNot() {
        assertThat(Base32.decode("mzxw 6ytb oi==")).hasValue("foobar".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base32.decode("MZXW1")).isEmpty();
    }
}
