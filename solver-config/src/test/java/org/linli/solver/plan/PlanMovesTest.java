package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.solver.score.PlanTotal;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.impl.score.director.InnerScoreDirector;

class PlanMovesTest {
    @ParameterizedTest
    @CsvSource({"1, 4, 10", "2, 6, 16", "3, 8, 20", "4, 12, 12", "5, 5, 24", "6, 20, 30"})
    void move_eachOfManyDrawn_keptOrTakenBack_scoresLikeTheStreams(long seed, int volunteers, int orders) {
        VisitPlan plan = new RandomZone(seed, 4000).odd(volunteers, orders);
        try (var incremental = Directors.incremental(plan);
                var streams = Directors.streams(plan.copy())) {
            incremental.calculateScore();
            PlanTotal total = plan.total();
            SplittableRandom random = new SplittableRandom(seed);
            PlanMoves drawn = new PlanMoves(plan, random);
            for (int i = 0; i < 400; i++) {
                RouteMove move = drawn.next();
                move.doMoveOnly(incremental);
                assertThat(incremental.calculateScore()).as("%s, %s", i, move).isEqualTo(score(streams, plan));
                if (random.nextBoolean()) {
                    move.takeBack();
                    move.touch(total);
                }
            }
        }
    }

    private static HardMediumSoftLongScore score(
            InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director, VisitPlan plan) {
        director.setWorkingSolution(plan.copy());
        return director.calculateScore();
    }
}
