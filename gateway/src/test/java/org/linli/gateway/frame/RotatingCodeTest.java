package org.linli.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RotatingCodeTest {
    private static final byte[] KEY = "a key of some length".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_773_194_400_000L;

    @Test
    void code_isSixDigits_otherOnesEveryThirtySeconds() {
        String now = RotatingCode.at(KEY, "a-1", NOW);
        assertThat(now).matches("[0-9]{6}");
        assertThat(RotatingCode.at(KEY, "a-1", NOW + 29_999)).isEqualTo(now);
        assertThat(RotatingCode.at(KEY, "a-1", NOW + 30_000)).isNotEqualTo(now);
        assertThat(RotatingCode.at(KEY, "a-2", NOW)).isNotEqualTo(now);
    }

    @Test
    void find_ofTheCodeNowAndTheOneBefore_givesItsStep() {
        String code = RotatingCode.at(KEY, "a-1", NOW);
        long step = NOW / RotatingCode.STEP_MS;
        assertThat(RotatingCode.find(KEY, "a-1", code, NOW)).isEqualTo(step);
        assertThat(RotatingCode.find(KEY, "a-1", code, NOW + 30_000)).isEqualTo(step);
        assertThat(RotatingCode.find(KEY, "a-1", code, NOW + 60_000)).isZero();
        assertThat(RotatingCode.find(KEY, "a-2", code, NOW)).isZero();
        assertThat(RotatingCode.find(KEY, "a-1", "", NOW)).isZero();
    }
}
