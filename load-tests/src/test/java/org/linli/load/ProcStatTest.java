package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void line_isReadBehindAName_thatMayHoldAnything() {
        ProcStat stat = ProcStat.parse("9 (odd) (name) S 1 1 1 0 -1 4 5 6 7 8 250 50 300 45 20 0 30");
        assertThat(stat).isEqualTo(new ProcStat("odd) (name", 3.0, 3.45));
    }
}
