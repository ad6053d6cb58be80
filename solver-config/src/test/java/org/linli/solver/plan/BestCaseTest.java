package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.solver.score.PlanTotal;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

class BestCaseTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bestCase_ofAMoveThatServesTheSame_isNeverBelowWhatItGains(long seed) {
        VisitPlan plan = new RandomZone(seed, 4000).plain(8, 30);
        try (var director = Directors.incremental(plan)) {
            RandomMoves moves = new RandomMoves(seed);
            HardMediumSoftLongScore before = director.calculateScore();
            PlanTotal total = plan.total();
            BestCase bestCase = new BestCase(plan);
            for (int i = 0; i < 3_000; i++) {
                RouteMove move = moves.next(plan);
                bestCase.makesUp(move, 0);
                move.touch(total);
                HardMediumSoftLongScore after = director.calculateScore();
                move.takeBack();
                move.touch(total);
                director.calculateScore();
                boolean possible = bestCase.makesUp(move, after.softScore() - before.softScore());
                assertThat(possible || after.hardScore() != before.hardScore())
                        .as("move %s, %s", i, move)
                        .isTrue();
                move.touch(total);
                before = director.calculateScore();
            }
        }
    }
}
