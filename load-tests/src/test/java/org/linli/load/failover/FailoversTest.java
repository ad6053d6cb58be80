package org.linli.load.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few failovers of real servers; {@code make failovers} runs many. */
class FailoversTest {
    /** All of its kinds of fault, with what shows in the baseline among the first. */
    private static final int SEEDS = 4;

    @Test
    void failovers_loseNothingThatWasAcknowledged(@TempDir Path directory) throws IOException {
        try (Failovers failovers = new Failovers(directory, true)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Failovers.Run run = failovers.run(seed);
                assertThat(run.acknowledged()).isPositive();
                assertThat(run.lost()).as(run.toString()).isZero();
            }
        }
    }

    @Test
    void failovers_withoutWaitingForTheReplica_lose(@TempDir Path directory) throws IOException {
        int lost = 0;
        try (Failovers failovers = new Failovers(directory, false)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                lost += failovers.run(seed).lost();
            }
        }
        assertThat(lost).isPositive();
    }

    @Test
    void requestToWait_isTakenOut_andEverythingElsePassed() throws IOException {
        String wait = "*3\r\n$4\r\nWAIT\r\n$1\r\n1\r\n$4\r\n1000\r\n";
        String other = "*3\r\n$4\r\nWAIX\r\n*3\r\n$4\r\nWAI";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = (other + wait + "*1\r\n" + wait + "end").getBytes(StandardCharsets.US_ASCII);
        Rewriting.run(new ByteArrayInputStream(in), out);

        String once = "*1\r\n$6\r\nDBSIZE\r\n";
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(other + once + "*1\r\n" + once + "end");
    }
}
