package org.linli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linli.gateway.node.JavaCommand;

/**
 * A node in a process of its own, on free ports, with its data in a directory that is deleted at the end. Closing ends it
 * with SIGTERM and, after 20 s, by force, its Redis included. Blocks; for the main thread.
 */
final class NodeProcess implements AutoCloseable {
    /** The system may give a port that was closed a moment ago again. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final Duration READY_WITHIN = Duration.ofSeconds(180);

    private final Process process;
    private final Path data;
    private final int port;
    private long readyNanos;
    private final Thread hook = new Thread(this::end, "end-node");

    private NodeProcess(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The node's jar beside which this was built. */
    static Path builtWith() {
        try {
            Path self = Path.of(NodeProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return self.resolveSibling("../../gateway/target/linli.jar").normalize();
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With tokens for invented people. */
    static NodeProcess start(Path jar, List<String> jvm, List<String> options, Path keep, String name) {
        return startClosed(jar, jvm, open(options), keep, name);
    }

    private static List<String> open(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("--dev-tokens");
        return all;
    }

    /** As a county starts one: whoever wants something signs in. */
    static NodeProcess startClosed(Path jar, List<String> jvm, List<String> options, Path keep, String name) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "node (" + jar + ") is not there. Maybe build it: ./mvnw -DskipTests package");
        }
        try {
            return startOn(jar, jvm, options, keep, name, Files.createTempDirectory("linli-load-"));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot start the node", broken);
        }
    }

    /** On data that are there already, such as those that {@link #leave} left. */
    static NodeProcess start(Path jar, List<String> jvm, List<String> options, Path keep, String name, Path data)
            throws IOException {
        return startOn(jar, jvm, open(options), keep, name, data);
    }

    private static NodeProcess startOn(
            Path jar, List<String> jvm, List<String> options, Path keep, String name, Path data) throws IOException {
        Files.createDirectories(keep);
        int port = freePort();
        int management = freePort();
        long begun = System.nanoTime();
        NodeProcess node = new NodeProcess(
                new ProcessBuilder(command(jar, jvm, options, port, management, data))
                        .redirectErrorStream(true)
                        .redirectOutput(keep.resolve(name + "-node.log").toFile())
                        .start(),
                data,
                port);
        node.awaitReady(management, keep.resolve(name + "-node.log"));
        node.readyNanos = System.nanoTime() - begun;
        return node;
    }

    private static List<String> command(
            Path jar, List<String> jvm, List<String> options, int port, int management, Path data) {
        List<String> all = new ArrayList<>(List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=4"));
        all.addAll(jvm);
        List<String> serve = new ArrayList<>(List.of("serve", "--rate", "0"));
        serve.addAll(List.of("--port", Integer.toString(port)));
        serve.addAll(List.of("--management-port", Integer.toString(management)));
        serve.addAll(List.of("--data", data.toString()));
        serve.addAll(options);
        return JavaCommand.ofJar(jar, all, serve);
    }

    private void awaitReady(int management, Path log) throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + management + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            if (answers(http, request)) {
                return;
            }
            pause();
        }
        close();
        List<String> lines = Files.readAllLines(log);
        throw new IllegalStateException("the node did not get ready. Its last words: "
                + String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size())));
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** From the start of the process to the first time that it said that it was ready. */
    double readySeconds() {
        return readyNanos / 1e9;
    }

    Path data() {
        return data;
    }

    /** What the node's JVM holds on its heap after a full collection, in bytes. */
    long liveHeapBytes() {
        ask("GC.run");
        return used(ask("GC.heap_info"));
    }

    /** The first {@code used} of a heap's description, such as {@code used 120M} or {@code used 12345K}. */
    static long used(String heap) {
        Matcher used = Pattern.compile("used (\\d+)([KMG])").matcher(heap);
        if (!used.find()) {
            throw new IllegalStateException("the JVM does not say how much of its heap is used: " + heap);
        }
        int shift = 10 * (1 + "KMG".indexOf(used.group(2)));
        return Long.parseLong(used.group(1)) << shift;
    }

    private String ask(String command) {
        try {
            Process jcmd = new ProcessBuilder(JavaCommand.tool("jcmd"), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    NodeThreads threads() {
        return NodeThreads.of(process.pid());
    }

    /** Seconds of processor time that the node's JVM has used; Redis is not in it. */
    double cpuSeconds() {
        return Processors.own(process.toHandle());
    }

    /** The node's own Redis, where it still runs. */
    Optional<ProcessHandle> redis() {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readString(data.resolve("redis/redis.pid")).strip()));
        } catch (IOException | NumberFormatException noRedis) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        stop();
        delete();
    }

    /** Ends the node but leaves its data, for another start. */
    Path leave() {
        Runtime.getRuntime().removeShutdownHook(hook);
        stop();
        return data;
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                redis().ifPresent(ProcessHandle::destroy);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            System.err.println(data + " could not be deleted: " + gone.getMessage());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            return GIVEN.add(port) ? port : freePort();
        }
    }
}
