package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After every one of thousands of random operations the matching is the optimum, and proves it. */
class MatchingOperationsTest {
    private static final int SEEDS = 6;
    private static final List<Script.Range> TINY = List.of(
            new Script.Range(6, 5, 4, 0, 20, 60),
            new Script.Range(6, 4, 4, 0, 2, 3),
            new Script.Range(5, 6, 5, -9, 9, 9));
    private static final List<Script.Range> MEDIUM = List.of(
            new Script.Range(60, 70, 8, 0, 1_000, 100_000),
            new Script.Range(70, 40, 10, 0, 1_000, 100_000),
            new Script.Range(60, 60, 6, 0, 3, 5),
            new Script.Range(60, 60, 12, 7, 7, 7),
            new Script.Range(50, 50, 6, -1_000, 1_000, 1_000),
            new Script.Range(40, 40, 6, 0, Matching.MAX_COST, Matching.MAX_COST));

    static Stream<Arguments> tiny() {
        return runs(TINY);
    }

    static Stream<Arguments> medium() {
        return runs(MEDIUM);
    }

    private static Stream<Arguments> runs(List<Script.Range> ranges) {
        return ranges.stream().flatMap(range -> IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(range, seed)));
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void everyOperation_onAHandful_equalsBruteForce(Script.Range range, int seed) {
        Script script = new Script(range, new Random(seed));
        for (int step = 0; step < 300; step++) {
            String done = script.step();
            assertThat(script.matching.totalCost())
                    .as("step %d: %s", step, done)
                    .isEqualTo(BruteForce.optimum(script.model));
            assertProved(script, step, done);
        }
    }

    @ParameterizedTest
    @MethodSource("medium")
    void everyOperation_onDozens_equalsFromScratchAndProvesIt(Script.Range range, int seed) {
        Script script = new Script(range, new Random(seed));
        for (int step = 0; step < 500; step++) {
            String done = script.step();
            assertThat(script.matching.totalCost())
                    .as("step %d: %s", step, done)
                    .isEqualTo(script.model.matchAfresh().totalCost());
            assertProved(script, step, done);
            if (step % 50 == 0) {
                assertThat(script.matching.totalCost()).isEqualTo(MinCostFlowOracle.optimum(script.model));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("medium")
    void drainedChanges_afterManyOperations_addUpToTheMatching(Script.Range range, int seed) {
        Script script = new Script(range, new Random(seed));
        Follower follower = new Follower();
        for (int step = 0; step < 200; step++) {
            script.step();
            follower.keepOnly(script.model.visits.keySet());
            if (step % 7 == 0) {
                follower.follow(script);
            }
        }
    }

    private static void assertProved(Script script, int step, String done) {
        Certificate certificate = Certificate.of(script.matching);
        assertThat(certificate.isProof())
                .as("step %d: %s: %s", step, done, certificate)
                .isTrue();
    }
}
