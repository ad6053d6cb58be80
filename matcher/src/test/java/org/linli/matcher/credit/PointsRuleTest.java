package org.linli.matcher.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.domain.policy.RegionPolicy.Band;

class PointsRuleTest {
    private static final PointsRule WEIHAI =
            new PointsRule(List.of(new Band(20, 1), new Band(80, 2), new Band(200, 3), new Band(0, 4)));

    @ParameterizedTest(name = "after {0} h, {1} h earn {2} thousandths")
    @CsvSource({
        "0, 1, 1000",
        "0, 20, 20000",
        "20, 1, 500",
        "20, 60, 30000",
        "80, 3, 1000",
        "80, 1, 333",
        "80, 120, 40000",
        "200, 4, 1000",
        "0, 200, 90000",
        "0, 204, 91000",
        "19, 3, 2000",
        "79, 4, 1500",
        "500, 1, 250"
    })
    void points_byBand_areWeihais(long hoursBefore, long hours, long milli) {
        assertThat(WEIHAI.pointsMilli(hoursBefore * 60, hours * 60, 1000)).isEqualTo(milli);
    }

    @Test
    void points_ofAHarderService_areMultiplied() {
        assertThat(WEIHAI.pointsMilli(0, 60, 1200)).isEqualTo(1200);
        assertThat(WEIHAI.pointsMilli(19 * 60, 120, 500)).isEqualTo(750);
        assertThat(WEIHAI.pointsMilli(0, 0, 1000)).isZero();
    }

    @Test
    void points_ofManyShortVisits_areThoseOfOneLongOne() {
        for (long seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            int difficulty = 500 + chance.nextInt(1500);
            long minutes = 0;
            long points = 0;
            while (minutes < 15_000) {
                long more = chance.nextInt(200);
                points += WEIHAI.pointsMilli(minutes, more, difficulty);
                minutes += more;
            }
            assertThat(points).as("seed %d", seed).isEqualTo(WEIHAI.pointsMilli(0, minutes, difficulty));
        }
    }

    @Test
    void points_neverFallWithMoreMinutes() {
        for (long before = 0; before < 13_000; before += 37) {
            assertThat(WEIHAI.pointsMilli(before, 61, 1000))
                    .isGreaterThanOrEqualTo(WEIHAI.pointsMilli(before, 60, 1000));
        }
    }

    @Test
    void rule_withoutBandsOrWithNegativeMinutes_isRefused() {
        assertThatThrownBy(() -> new PointsRule(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> WEIHAI.pointsMilli(0, -1, 1000)).hasMessageContaining("minutes (-1)");
    }
}
