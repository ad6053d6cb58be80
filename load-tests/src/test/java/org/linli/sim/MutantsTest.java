package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted mistake, with a seed that shows it; without the mistake the same seed shows nothing. */
class MutantsTest {
    private static final Map<Bug, Long> SEEDS = new EnumMap<>(Bug.class);

    static {
        SEEDS.put(Bug.ACK_BEFORE_DURABLE, 36L);
        SEEDS.put(Bug.EPOCH_AT_LEAST, 5L);
        SEEDS.put(Bug.NO_GENERATION, 3L);
        SEEDS.put(Bug.REPLY_IN_SECOND_STEP, 1L);
        SEEDS.put(Bug.OVERLAP_OFF_BY_ONE, 7L);
        SEEDS.put(Bug.CALENDAR_NOT_READ, 1L);
        SEEDS.put(Bug.LAPSE_IGNORES_VERSION, 1L);
        SEEDS.put(Bug.MARKER_EXPIRES, 1L);
        SEEDS.put(Bug.PUSH_BEFORE_DURABLE, 36L);
        SEEDS.put(Bug.RESUME_WITHOUT_GENERATION, 3L);
        SEEDS.put(Bug.CONFLATION_DROPS_FINAL, 16L);
        SEEDS.put(Bug.RESEND_WITH_NEW_KEY, 39L);
        SEEDS.put(Bug.TIMER_POPPED, 12L);
        SEEDS.put(Bug.TIME_GOES_BACK, 5L);
        SEEDS.put(Bug.ENTITY_BEFORE_LOG, 1L);
        SEEDS.put(Bug.REFUSAL_NOT_KEPT, 1L);
        SEEDS.put(Bug.EVERY_COMMUNITY, 1L);
        SEEDS.put(Bug.SNAPSHOT_AHEAD, 4L);
    }

    static Set<Bug> shown() {
        return SEEDS.keySet();
    }

    @BeforeAll
    static void quiet() {
        Quiet.logging();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void plantedMistake_isFound(Bug bug) {
        Plan plan = Plan.of(SEEDS.getOrDefault(bug, 0L));
        assertThat(Simulation.run(plan, Bugs.NONE).findings().violations()).isEmpty();
        assertThat(Simulation.run(plan, Bugs.of(bug)).findings().violations()).isNotEmpty();
    }
}
