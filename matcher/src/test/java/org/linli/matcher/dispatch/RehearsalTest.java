package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void rehearsal_onAQuickMachine_isPlayedOnce() {
        assertThat(Rehearsal.run(Town.POLICY, () -> 0)).isEqualTo(1);
    }

    @Test
    void rehearsal_onASlowMachine_endsInTime() {
        AtomicLong clock = new AtomicLong();
        assertThat(Rehearsal.run(Town.POLICY, () -> clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(300))))
                .isBetween(2, 4);
    }
}
