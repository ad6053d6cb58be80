package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

class StartTemperatureTest {
    private static VisitPlan solved(int volunteers, int orders) {
        return new SolverSettings(1, Duration.ofMinutes(5), 4_000)
                .newSolver(() -> 0)
                .solve(new RandomZone(3, 4000).plain(volunteers, orders));
    }

    private static double temperature(VisitPlan plan) {
        return new StartTemperature().of(plan, new PlanMoves(plan, new SplittableRandom(1)));
    }

    @Test
    void temperature_ofAPlan_leavesThePlanAsItWas() {
        VisitPlan plan = solved(10, 40);
        try (var director = Directors.incremental(plan)) {
            HardMediumSoftLongScore before = director.calculateScore();
            List<List<PlanVisit>> routes = plan.routes().stream()
                    .map(route -> List.copyOf(route.visits()))
                    .toList();
            assertThat(temperature(plan)).isPositive();
            assertThat(director.calculateScore()).isEqualTo(before);
            assertThat(plan.routes().stream().map(Route::visits).toList()).isEqualTo(routes);
        }
    }

    @Test
    void temperature_ofKnownLosses_takesOneInTwentyOfThem() {
        assertThat(StartTemperature.of(300, 300, 300)).isCloseTo(300 / Math.log(20), withPercentage(0.1));
        double mixed = StartTemperature.of(10, 100, 1_000, 10_000);
        double taken = DoubleStream.of(10, 100, 1_000, 10_000)
                .map(loss -> Math.exp(-loss / mixed))
                .average()
                .orElseThrow();
        assertThat(taken).isCloseTo(0.05, withPercentage(1));
    }

    @Test
    void temperature_whereNothingIsLost_isNone() {
        assertThat(StartTemperature.of()).isZero();
    }
}
