package org.linli.solver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

class BestCaseTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "5, 40", "6, 40", "7, 40"})
    void bestCase_ofAMoveThatServesTheSame_isWhatItGains_whereNobodyHasSiblings(long seed, int onTheMove) {
        VisitPlan plan = new RandomZone(seed, 4000).plain(8, 30, onTheMove);
        try (var director = Directors.incremental(plan)) {
            RandomMoves moves = new RandomMoves(seed);
            HardMediumSoftLongScore before = director.calculateScore();
            BestCase bestCase = new BestCase(plan);
            int judged = 0;
            for (int i = 0; i < 3_000; i++) {
                RouteMove move = moves.next(plan);
                move.doMoveOnly(director);
                HardMediumSoftLongScore after = director.calculateScore();
                takeBack(move, plan);
                if (after.hardScore() == 0 && after.mediumScore() == before.mediumScore() && !movesTheBench(move)) {
                    assertThat(makesUp(bestCase, move, after.softScore() - before.softScore()))
                            .as("%s, %s", i, move)
                            .isTrue();
                    assertThat(makesUp(bestCase, move, after.softScore() - before.softScore() + 1))
                            .as("%s, %s", i, move)
                            .isFalse();
                    judged++;
                }
                if (after.hardScore() == 0) {
                    move.doMoveOnly(director);
                    before = director.calculateScore();
                }
            }
            assertThat(judged).isGreaterThan(100);
        }
    }

    private static boolean movesTheBench(RouteMove move) {
        return move.splices().stream().anyMatch(splice -> splice.route().isBench());
    }

    private static void takeBack(RouteMove move, VisitPlan plan) {
        move.takeBack();
        move.touch(plan.total());
        plan.total().settle();
    }

    private static boolean makesUp(BestCase bestCase, RouteMove move, double least) {
        boolean possible = bestCase.makesUp(move, least);
        move.takeBack();
        return possible;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bestCase_ofAMoveThatBreaksNothing_isNotRefusedAsImpossible(long seed) {
        VisitPlan plan = new RandomZone(seed, 4000).plain(8, 30);
        try (var director = Directors.incremental(plan)) {
            director.calculateScore();
            RandomMoves moves = new RandomMoves(seed);
            BestCase bestCase = new BestCase(plan);
            for (int i = 0; i < 1_000; i++) {
                RouteMove move = moves.next(plan);
                boolean possible = makesUp(bestCase, move, -1e15);
                move.doMoveOnly(director);
                long hard = director.calculateScore().hardScore();
                assertThat(possible || hard < 0).as("%s, %s", i, move).isTrue();
                if (hard < 0) {
                    takeBack(move, plan);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bestCase_ofAMoveThatARuleForbids_isOneThatBreaksIt(long seed) {
        VisitPlan plan = new RandomZone(seed, 4000).odd(8, 30);
        benchAll(plan);
        try (var director = Directors.incremental(plan)) {
            RandomMoves moves = new RandomMoves(seed);
            assertThat(director.calculateScore().hardScore()).isZero();
            BestCase bestCase = new BestCase(plan);
            int forbidden = 0;
            for (int i = 0; i < 1_000; i++) {
                RouteMove move = moves.next(plan);
                if (bestCase.forbids(move)) {
                    forbidden++;
                    move.doMoveOnly(director);
                    assertThat(director.calculateScore().hardScore()).isNegative();
                    move.takeBack();
                    move.touch(plan.total());
                }
            }
            assertThat(forbidden).isPositive();
        }
    }

    private static void benchAll(VisitPlan plan) {
        for (Route route : plan.routes()) {
            if (!route.isBench()) {
                plan.bench().visits().addAll(route.visits());
                route.visits().clear();
            }
        }
    }
}
