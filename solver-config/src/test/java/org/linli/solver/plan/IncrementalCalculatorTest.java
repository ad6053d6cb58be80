package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.impl.score.director.InnerScoreDirector;

class IncrementalCalculatorTest {
    @ParameterizedTest
    @CsvSource({
        "1, 3, 6",
        "2, 5, 12",
        "3, 8, 20",
        "4, 4, 16",
        "5, 12, 12",
        "6, 2, 8",
        "7, 20, 30",
        "8, 6, 14",
        "4, 6, 17",
        "23, 7, 14",
        "34, 9, 6",
        "73, 3, 7",
        "105, 8, 10"
    })
    void incremental_afterEachOfManyRandomMoves_equalsTheStreams(long seed, int volunteers, int orders) {
        VisitPlan plan = new RandomZone(seed, 4000).odd(volunteers, orders);
        try (var incremental = Directors.incremental(plan.copy());
                var streams = Directors.streams(plan.copy())) {
            RandomMoves moves = new RandomMoves(seed);
            RandomMoves sameMoves = new RandomMoves(seed);
            assertThat(incremental.calculateScore()).isEqualTo(streams.calculateScore());
            for (int i = 0; i < 150; i++) {
                step(incremental, moves);
                step(streams, sameMoves);
                assertThat(score(incremental)).as("seed %s, move %s", seed, i).isEqualTo(score(streams));
            }
        }
    }

    private static void step(InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director, RandomMoves moves) {
        moves.next(director.getWorkingSolution()).doMoveOnly(director);
    }

    private static HardMediumSoftLongScore score(InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director) {
        return director.calculateScore();
    }
}
