package org.linli.gateway.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.linli.matcher.backtest.DayFigures;
import org.linli.matcher.backtest.Spread;

class ComparisonTest {
    static final DayFigures QUICK = new DayFigures(
            5,
            1,
            0,
            spread(0.001, 0.001, 0.002, 20),
            spread(2, 3, 4, 11),
            spread(1, 2, 3, 2),
            spread(1, 1, 2),
            spread(30, 30, 60),
            1,
            0);
    static final DayFigures SLOW = new DayFigures(
            5, 1, 1, spread(1, 2, 3, 4), spread(5, 10, 15), spread(2, 2, 5), spread(0, 1, 3), spread(0, 30, 60), 2, 1);

    static Spread spread(double... values) {
        return Spread.of(DoubleStream.of(values));
    }

    static Comparison comparison() {
        return new Comparison(
                new Bilingual("五单", "Five orders"),
                new Comparison.Side("quick", QUICK),
                new Comparison.Side("slow & <old>", SLOW));
    }

    @Test
    void table_ofTwoDays_isAsWritten() {
        assertThat(String.join("\n", comparison().lines())).isEqualTo("""
            Five orders
                                                    A quick B slow & <old>          A - B
            orders for volunteers                         4              4              =
            referred to 120, 119, 110                     1              1              =
            unserved                                      0              1             -1
            time to offer, mean, s                    5.001          2.500         +2.501
            time to offer, p95, s                    20.000          4.000        +16.000
            lateness, mean, min                        5.00          10.00          -5.00
            lateness, median, min                      3.00          10.00          -7.00
            lateness, p95, min                        11.00          15.00          -4.00
            travel, mean, min                          2.00           3.00          -1.00
            travel, p95, min                           3.00           5.00          -2.00
            fairness of minutes (Jain)                0.889          0.600         +0.289
            fairness of offers (Jain)                 0.889          0.533         +0.356
            volunteers without an offer, %              0.0           33.3          -33.3
            changes of offers, each order             0.250          0.500         -0.250
            changes without a stated gain                 0              1             -1\
            """);
    }
}
