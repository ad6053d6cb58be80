package org.linli.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One run of the groups that matter most, and the proof that a loss would be seen; more by {@code make faults}. */
class FaultsTest {
    @TempDir
    private Path keep;

    @ParameterizedTest
    @EnumSource(
            value = FaultGroup.class,
            names = {"KILLS", "POWER_LOSS"})
    void town_underFaults_losesNothingThatWasAcknowledged(FaultGroup group) {
        FaultRun.Outcome outcome = FaultRow.alone(group, 1, keep, false);

        assertThat(outcome.findings().violations())
                .as(outcome.plan().toString())
                .isEmpty();
        assertThat(outcome.account().acknowledged()).isPositive();
        assertThat(outcome.account().lost()).isZero();
    }

    @Test
    void town_whoseRedisFsyncsOnceASecond_losesWhatWasAcknowledged() {
        FaultRun.Outcome outcome = FaultRow.alone(FaultGroup.POWER_LOSS, 1, keep, true);

        assertThat(outcome.account().lost()).isPositive();
        assertThat(outcome.findings().violations()).isNotEmpty();
    }
}
