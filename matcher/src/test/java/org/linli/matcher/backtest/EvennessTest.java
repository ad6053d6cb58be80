package org.linli.matcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvennessTest {
    @Test
    void jain_isOneForEqualSharesAndOneOverNForOneWhoHasAll() {
        assertThat(Fairness.jain(List.of(3, 3, 3))).isEqualTo(1);
        assertThat(Fairness.jain(List.of(9, 0, 0))).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(Fairness.jain(List.of(0, 0))).isEqualTo(1);
        assertThat(Fairness.without(List.of(1, 0, 0, 2))).isEqualTo(0.5);
        assertThat(Fairness.without(List.of())).isZero();
    }
}
