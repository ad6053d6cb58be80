package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;

class SolverSettingsTest {
    private static final LongSupplier NO_CLOCK = () -> 0;

    private static SolverSettings settings(long seed, long scores) {
        return new SolverSettings(seed, Duration.ofMinutes(5), scores);
    }

    @Test
    void search_underFullAssertion_neverDisagreesWithTheStreams() {
        SolverSettings settings = settings(1, 20_000);
        SolverConfig config =
                settings.config(settings.annealing(NO_CLOCK)).withEnvironmentMode(EnvironmentMode.FULL_ASSERT);
        Objects.requireNonNull(config.getScoreDirectorFactoryConfig())
                .withAssertionScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withConstraintProviderClass(LinliConstraintProvider.class)
                        .withConstraintStreamImplType(ConstraintStreamImplType.BAVET));
        VisitPlan plan = new RandomZone(11, 3000).odd(6, 10);
        VisitPlan solved = SolverFactory.<VisitPlan>create(config).buildSolver().solve(plan);
        assertThat(solved.getScore()).isGreaterThanOrEqualTo(scoreOf(plan));
    }

    @Test
    void search_withTheSameSeed_givesTheSamePlan() {
        VisitPlan plan = new RandomZone(12, 5000).plain(20, 60);
        assertThat(routes(settings(3, 30_000), plan)).isEqualTo(routes(settings(3, 30_000), plan));
    }

    private static List<List<PlanVisit>> routes(SolverSettings settings, VisitPlan plan) {
        return settings.newSolver(NO_CLOCK).solve(plan.copy()).routes().stream()
                .map(Route::visits)
                .toList();
    }

    @Test
    void search_fromNothing_servesWhatCanBeServed_andBreaksNoHardRule() {
        VisitPlan solved = settings(4, 50_000).newSolver(NO_CLOCK).solve(new RandomZone(13, 4000).plain(30, 60));
        HardMediumSoftLongScore score = scoreOf(solved);
        assertThat(score.hardScore()).isZero();
        assertThat(solved.bench().visits()).isEmpty();
    }

    @Test
    void search_improvesOnConstruction() {
        VisitPlan plan = new RandomZone(14, 8000).plain(12, 70);
        HardMediumSoftLongScore constructed =
                scoreOf(settings(5, 200).newSolver(NO_CLOCK).solve(plan.copy()));
        HardMediumSoftLongScore improved =
                scoreOf(settings(5, 200_000).newSolver(NO_CLOCK).solve(plan.copy()));
        assertThat(improved).isGreaterThan(constructed);
    }

    private static HardMediumSoftLongScore scoreOf(VisitPlan plan) {
        try (var director = Directors.incremental(plan.copy())) {
            return director.calculateScore();
        }
    }

    @Test
    void settings_withoutTime_areRefused() {
        assertThatThrownBy(() -> new SolverSettings(1, Duration.ZERO, 0)).hasMessageContaining("solver.spent (PT0S)");
    }
}
