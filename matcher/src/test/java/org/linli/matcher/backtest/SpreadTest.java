package org.linli.matcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final Spread FOUR = Spread.of(DoubleStream.of(4, 1, 3, 2));

    @Test
    void percentile_isTheNearestRank() {
        assertThat(FOUR.percentile(0)).isEqualTo(1);
        assertThat(FOUR.percentile(25)).isEqualTo(1);
        assertThat(FOUR.percentile(26)).isEqualTo(2);
        assertThat(FOUR.percentile(50)).isEqualTo(2);
        assertThat(FOUR.percentile(95)).isEqualTo(4);
        assertThat(FOUR.mean()).isEqualTo(2.5);
    }

    @Test
    void atMost_countsTheValueItself() {
        assertThat(FOUR.atMost(0.9)).isZero();
        assertThat(FOUR.atMost(2)).isEqualTo(0.5);
        assertThat(FOUR.atMost(9)).isEqualTo(1);
    }

    @Test
    void lorenz_ofOneTwoThreeFour_isWhatThePoorestHave() {
        assertThat(FOUR.lorenz(0)).isZero();
        assertThat(FOUR.lorenz(0.25)).isCloseTo(0.1, within(1e-12));
        assertThat(FOUR.lorenz(0.5)).isCloseTo(0.3, within(1e-12));
        assertThat(FOUR.lorenz(0.625)).isCloseTo(0.45, within(1e-12));
        assertThat(FOUR.lorenz(1)).isEqualTo(1);
    }

    @Test
    void spread_ofNothing_isNoError() {
        Spread none = Spread.of(DoubleStream.empty());
        assertThat(none.count()).isZero();
        assertThat(none.mean()).isZero();
        assertThat(none.percentile(50)).isZero();
        assertThat(none.atMost(1)).isZero();
        assertThat(none.lorenz(0.4)).isEqualTo(0.4);
        assertThat(none.jain()).isEqualTo(1);
        assertThat(none.without()).isZero();
    }
}
