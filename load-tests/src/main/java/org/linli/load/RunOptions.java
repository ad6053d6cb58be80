package org.linli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both benchmarks take. */
final class RunOptions {
    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Measured seconds a run. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "60",
            description = "Seconds before: the JIT needs about a minute on two cores. Default: ${DEFAULT-VALUE}.")
    int warmup;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Runs, each on a fresh node. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(names = "--node", description = "The node's jar. Default: the one that this was built with.")
    @Nullable
    Path jar;

    @Option(names = "--node-jvm", split = " ", description = "JVM options of the node, separated by spaces.")
    List<String> jvm = List.of("-Xmx6g", "-XX:+UseZGC");

    @Option(names = "--node-options", split = " ", description = "More options of the node, separated by spaces.")
    List<String> nodeOptions = List.of();

    @Option(
            names = "--keep",
            defaultValue = "load-tests/target/load",
            description = "Histograms and the node's output.")
    Path keep = Path.of("load-tests/target/load");

    @Option(names = "--append", description = "A Markdown file that the table is added to.")
    @Nullable
    Path append;

    /** What was asked for, as it would be typed. */
    String said() {
        return "--warmup %d --seconds %d --runs %d --node-jvm \"%s\""
                .formatted(warmup, seconds, runs, String.join(" ", jvm));
    }

    NodeProcess start(String name) {
        return NodeProcess.start(jar(), jvm, nodeOptions, keep, name);
    }

    /** With options of the benchmark's own, before those that were asked for. */
    NodeProcess start(String name, List<String> own) {
        List<String> all = new ArrayList<>(own);
        all.addAll(nodeOptions);
        return NodeProcess.start(jar(), jvm, all, keep, name);
    }

    /** The same, and nobody gets a token but by signing in. */
    NodeProcess startClosed(String name, List<String> own) {
        List<String> all = new ArrayList<>(own);
        all.addAll(nodeOptions);
        return NodeProcess.startClosed(jar(), jvm, all, keep, name);
    }

    /** On data that another node left. */
    NodeProcess start(String name, Path data) throws IOException {
        return NodeProcess.start(jar(), jvm, nodeOptions, keep, name, data);
    }

    Path jar() {
        return jar == null ? NodeProcess.builtWith() : jar;
    }
}
