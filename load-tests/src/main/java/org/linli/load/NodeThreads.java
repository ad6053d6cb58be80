package org.linli.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time in seconds that a node's threads have used so far, by what they are for; Linux tells it in
 * {@code /proc}, in hundredths. Empty elsewhere.
 */
record NodeThreads(Map<String, Double> seconds) {
    /** Names of threads as Linux cuts them, and what they do. */
    private static final Map<String, String> KINDS = kinds();

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("C2 Compiler", "compiling");
        kinds.put("C1 Compiler", "compiling");
        kinds.put("ZWorker", "collecting garbage");
        kinds.put("ZD", "collecting garbage");
        kinds.put("GC Thread", "collecting garbage");
        kinds.put("G1", "collecting garbage");
        kinds.put("vert.x-eventloo", "event loops");
        kinds.put("registry", "registry");
        kinds.put("linli-dispatch", "dispatcher");
        kinds.put("linli-pusher", "pusher");
        kinds.put("linli-archive", "archiver");
        kinds.put("linli-solver", "solver");
        kinds.put("linli-problems", "making problems");
        kinds.put("linli-city", "decisions and people");
        return kinds;
    }

    static NodeThreads of(long pid) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                add(seconds, thread.resolve("stat"));
            }
        } catch (IOException notLinux) {
            return new NodeThreads(Map.of());
        }
        return new NodeThreads(seconds);
    }

    private static void add(Map<String, Double> seconds, Path stat) {
        try {
            count(seconds, Files.readString(stat));
        } catch (IOException ended) {
            // The thread is gone; what it used is in nobody's account.
        }
    }

    static void count(Map<String, Double> seconds, String stat) {
        ProcStat thread = ProcStat.parse(stat);
        seconds.merge(kind(thread.name()), thread.seconds(), Double::sum);
    }

    private static String kind(String name) {
        return KINDS.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other threads");
    }

    NodeThreads since(NodeThreads before) {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds.forEach((kind, now) -> used.put(kind, now - before.seconds.getOrDefault(kind, 0.0)));
        return new NodeThreads(used);
    }
}
