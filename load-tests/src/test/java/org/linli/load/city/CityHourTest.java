package org.linli.load.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Tiers;
import org.linli.matcher.backtest.VirtualZones;

class CityHourTest {
    private static final CityHour HOUR = new CityHour(Layout.even(3_000), 60, 60, Duration.ofSeconds(40), 0);

    @Test
    void greedy_servesEverybodyInTime_andNeverChangesItsMind() {
        CityHour.Outcome outcome = HOUR.run(1, Fixture.policy(), site -> new Greedy(site, false));

        assertThat(outcome.unserved()).isZero();
        assertThat(outcome.changes()).isZero();
        assertThat(outcome.refusals()).isEmpty();
        assertThat(outcome.travel()).isPositive().isLessThan(outcome.minutes());
        assertThat(outcome.origins()).containsOnlyKeys("insert");
    }

    @Test
    void tiers_withASolver_stateTheGainOfEachChange() {
        CityHour.Outcome outcome = HOUR.run(
                1,
                Fixture.policy(),
                Tiers.onCityLoop(Duration.ofSeconds(1), (loop, policy) -> new VirtualZones(loop, policy, 500)));

        assertThat(outcome.unserved()).isZero();
        assertThat(outcome.ungained()).isZero();
        assertThat(outcome.changes()).isLessThanOrEqualTo(0.2);
    }
}
