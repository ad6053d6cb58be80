package org.linli.load;

import java.time.Duration;
import java.util.Optional;

/** Processor time in seconds that the node's JVM, its Redis and this load have used so far. */
record Processors(double node, double redis, double load) {
    static Processors of(NodeProcess node) {
        return new Processors(node.cpuSeconds(), seconds(node.redis()), seconds(Optional.of(ProcessHandle.current())));
    }

    Processors since(Processors before) {
        return new Processors(node - before.node, redis - before.redis, load - before.load);
    }

    private static double seconds(Optional<ProcessHandle> process) {
        return process.flatMap(running -> running.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }
}
