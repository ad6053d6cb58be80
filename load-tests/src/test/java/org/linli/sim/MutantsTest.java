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
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "ACK_BEFORE_DURABLE",
                "PUSH_BEFORE_DURABLE",
                "PLANNER_EARLY",
                "CONFLATION_DROPS_FINAL",
                "RESEND_WITH_NEW_KEY",
                "TIMER_POPPED",
                "REPLY_SKIPS_WAIT"
            })
    void plantedMistake_isFound(Bug bug) {
        boolean found = LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> Catch.shown(bug, Simulation.run(Plan.of(seed), Bugs.of(bug)))
                        .isPresent());
        assertThat(found).as(bug.mistake()).isTrue();
    }
}
