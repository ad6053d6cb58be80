package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linli.load.check.Checker;
import org.linli.load.check.Findings;
import org.linli.load.check.HistoryFile;
import org.linli.load.check.Invariant;

class SimulationTest {
    @BeforeAll
    static void quiet() {
        Quiet.logging();
    }

    @Test
    void sameSeed_hasTheSameTrace() {
        Run one = Simulation.run(Plan.of(7), Bugs.NONE);
        Run other = Simulation.run(Plan.of(7), Bugs.NONE);
        assertThat(other.traceHash()).isEqualTo(one.traceHash());
        assertThat(other.events()).isEqualTo(one.events());
        assertThat(Simulation.run(Plan.of(8), Bugs.NONE).traceHash()).isNotEqualTo(one.traceHash());
    }

    @Test
    void seeds_keepEveryInvariant_andPutEachToTheTest() {
        Campaign campaign = Campaign.run(1, 200, 2, System::nanoTime);
        assertThat(campaign.failures().stream()
                        .map(run -> "seed " + run.plan().seed() + ": "
                                + run.findings().violations().get(0)))
                .isEmpty();
        for (Invariant invariant : Invariant.values()) {
            assertThat(campaign.findings().tested(invariant))
                    .as(invariant.name())
                    .isGreaterThan(100);
        }
        assertThat(campaign.count("failovers while the former primary serves")).isGreaterThan(10);
        assertThat(campaign.count("team offers accepted")).isGreaterThan(10);
        assertThat(campaign.count("orders and activities that left the store")).isGreaterThan(100);
        assertThat(campaign.count("zones searched")).isGreaterThan(50);
        assertThat(campaign.count("difference improve applied")).isGreaterThan(5);
    }

    @Test
    void history_writtenAndReadAgain_isCheckedTheSame(@TempDir Path directory) throws IOException {
        Run run = Simulation.run(Plan.of(3), Bugs.NONE);
        Path file = directory.resolve("history");
        HistoryFile.write(file, run.history().all());
        Findings read = new Checker(Rulebooks.READER).check(HistoryFile.read(file));
        assertThat(read.violations()).isEmpty();
        for (Invariant invariant : Invariant.values()) {
            assertThat(read.tested(invariant))
                    .as(invariant.name())
                    .isEqualTo(run.findings().tested(invariant));
        }
    }

    @Test
    void failingPlan_isShrunken_andStillFails() {
        Run failing = firstFailing(Bug.ENTITY_BEFORE_LOG);
        Plan smaller = new Shrinker(Bugs.of(Bug.ENTITY_BEFORE_LOG)).shrink(failing);
        assertThat(smaller.steps().size()).isLessThan(failing.plan().steps().size());
        assertThat(smaller.steps()).extracting(Step::kind).contains(Step.Kind.FULL);
        assertThat(Simulation.run(smaller, Bugs.of(Bug.ENTITY_BEFORE_LOG)).isSound())
                .isFalse();
    }

    private static Run firstFailing(Bug bug) {
        for (long seed : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L)) {
            Run run = Simulation.run(Plan.of(seed), Bugs.of(bug));
            if (!run.isSound()) {
                return run;
            }
        }
        throw new AssertionError("no seed up to 10 shows " + bug);
    }
}
