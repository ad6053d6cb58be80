package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void calls_areDueAtTheirRate_whateverTheyTake() {
        List<Long> due = new ArrayList<>();
        long calls = new OpenLoop(2_000).run(0.05, due::add);

        assertThat(calls).isEqualTo(100);
        assertThat(due).hasSize(100);
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i) - due.get(i - 1)).isEqualTo(500_000);
        }
    }

    @Test
    void dueTimes_doNotDrift() {
        assertThat(new OpenLoop(3).dueNanos(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void rate_outOfReach_isRefusedByValue() {
        assertThatThrownBy(() -> new OpenLoop(0)).hasMessageContaining("rate (0.0)");
        assertThatThrownBy(() -> new OpenLoop(Double.NaN)).hasMessageContaining("rate (NaN)");
    }
}
