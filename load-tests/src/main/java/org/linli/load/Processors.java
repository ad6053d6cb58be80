package org.linli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Processor time in seconds that the node's JVM, its Redis and this load have used so far. Redis' children count once they
 * have ended (on Linux): a rewrite of its file is one, and takes a share of each order's time like its own.
 */
record Processors(double node, double redis, double load) {
    static Processors of(NodeProcess node) {
        return new Processors(
                node.cpuSeconds(),
                node.redis().map(Processors::withChildren).orElse(0.0),
                own(ProcessHandle.current()));
    }

    Processors since(Processors before) {
        return new Processors(node - before.node, redis - before.redis, load - before.load);
    }

    private static double withChildren(ProcessHandle process) {
        try {
            ProcStat stat = ProcStat.parse(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
            return stat.seconds() + stat.childrenSeconds();
        } catch (IOException goneOrNotLinux) {
            return own(process);
        }
    }

    /** Seconds that the process has used, without its children. */
    static double own(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
