package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The planted mistakes that show within a few seeds; {@code make sim-mutants} hunts for all. */
class MutantsTest {
    private static final long SEEDS = 40;

    @BeforeAll
    static void quiet() {
        Quiet.logging();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "REPLY_IN_SECOND_STEP",
                "CALENDAR_NOT_READ",
                "COMMITMENTS_NOT_READ",
                "LAPSE_IGNORES_VERSION",
                "MARKER_EXPIRES",
                "ENTITY_BEFORE_LOG",
                "REFUSAL_NOT_KEPT",
                "EVERY_COMMUNITY",
                "HAND_BACK_LEAVES_HOLD",
                "DISPUTED_IS_POSTED",
                "CALLED_UP_FOR_EVER",
                "TRIM_BEFORE_ARCHIVED",
                "TRIM_BY_AGE",
                "NEWS_BY_HINTS_ALONE"
            })
    void plantedMistake_isFound(Bug bug) {
        boolean found = LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> Catch.shown(bug, Simulation.run(Plan.of(seed), Bugs.of(bug)))
                        .isPresent());
        assertThat(found).as(bug.mistake()).isTrue();
    }
}
