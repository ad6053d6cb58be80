package org.linli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeThreadsTest {
    @Test
    void threads_ofOneKind_areAddedWhateverStandsInTheirNames() {
        Map<String, Double> seconds = new HashMap<>();

        NodeThreads.count(seconds, "7 (C2 CompilerThre) S 1 1 1 0 -1 4 5 6 7 8 250 50 0 0 20 0 30");
        NodeThreads.count(seconds, "8 (C1 CompilerThre) S 1 1 1 0 -1 4 5 6 7 8 100 0 0 0 20 0 30");
        NodeThreads.count(seconds, "9 (odd) (name) S 1 1 1 0 -1 4 5 6 7 8 10 10 0 0 20 0 30");

        assertThat(seconds).containsOnly(Map.entry("compiling", 4.0), Map.entry("other threads", 0.2));
    }

    @Test
    void threads_since_areTheDifference() {
        NodeThreads before = new NodeThreads(Map.of("registry", 1.0));

        assertThat(new NodeThreads(Map.of("registry", 3.5, "pusher", 1.0))
                        .since(before)
                        .seconds())
                .containsOnly(Map.entry("registry", 2.5), Map.entry("pusher", 1.0));
    }
}
