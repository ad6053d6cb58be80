package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void seen_afterItWasDue_isTimedOnce() {
        latencies.due("a", 1_000_000);
        latencies.seen("a", 3_000_000);
        latencies.seen("a", 9_000_000);

        assertThat(latencies.micros().getTotalCount()).isEqualTo(1);
        assertThat(latencies.micros().getMaxValue()).isCloseTo(2_000, within(5L));
        assertThat(latencies.unseen()).isZero();
    }

    @Test
    void seen_beforeItsNameWasKnown_isTimedFromWhenItWasDue() {
        latencies.seen("a", 3_000_000);
        latencies.due("a", 1_000_000);

        assertThat(latencies.micros().getMaxValue()).isCloseTo(2_000, within(5L));
        assertThat(latencies.unseen()).isZero();
    }

    @Test
    void never_seen_isCounted() {
        latencies.due("a", 0);
        assertThat(latencies.unseen()).isEqualTo(1);
        latencies.begin();
        assertThat(latencies.unseen()).isZero();
    }
}
