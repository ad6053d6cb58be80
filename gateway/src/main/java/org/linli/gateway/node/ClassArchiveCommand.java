package org.linli.gateway.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code linli class-archive}: starts an empty node once, and keeps the classes that it read for the next starts. */
@Command(
        name = "class-archive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes linli.jsa beside linli.jar, with which a node starts with half the work.",
        footer = {
            "",
            "Run it once for each jar and JDK, with the options of the JVM that the node will have, for instance",
            "  java -Xmx2g -jar linli.jar class-archive",
            "and start the node with",
            "  java -Xmx2g -XX:SharedArchiveFile=linli.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -jar linli.jar",
            "A JVM that the archive does not fit, or does not find, starts as without it."
        })
public final class ClassArchiveCommand implements Callable<Integer> {
    /** A start takes 5 s, and on a machine that builds something else at the same time ten times that. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private static final long LOOK_MS = 50;

    private final LongSupplier nanoTime = System::nanoTime;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--jar", paramLabel = "FILE", description = "Whose classes. Default: the jar that this runs from.")
    private @Nullable Path jar;

    /** 0: the archive is there; 2: this runs from no jar, or the node did not start. */
    @Override
    public Integer call() throws InterruptedException {
        Path of = (jar == null ? Path.of(System.getProperty("java.class.path")) : jar).toAbsolutePath();
        if (!Files.isRegularFile(of)) {
            System.err.println("linli: --jar (" + of + ") must be a jar. Maybe build it: ./mvnw -DskipTests package");
            return 2;
        }
        try {
            make(of);
        } catch (IOException | IllegalStateException failed) {
            System.err.println("linli: " + failed.getMessage());
            return 2;
        }
        spec.commandLine().getOut().println(ClassArchive.beside(of));
        return 0;
    }

    private void make(Path jar) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("linli-classes-");
        Path said = data.resolve("node.log");
        int management = freePort();
        List<String> serve =
                List.of("serve", "--data=" + data, "--port=" + freePort(), "--management-port=" + management);
        try {
            ClassArchive.make(jar, ownOptions(), serve, said, node -> {
                awaitReady(node, management, said);
                node.destroy();
            });
        } finally {
            delete(data);
        }
    }

    /** What decides the width of references is among them. */
    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:SharedArchiveFile") && !option.startsWith("-Xlog:"))
                .toList();
    }

    private void awaitReady(Process node, int port, Path said) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long until = nanoTime.getAsLong() + READY_WITHIN.toNanos();
        while (!isReady(http, ready)) {
            if (node.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || nanoTime.getAsLong() > until) {
                throw new IllegalStateException("the node did not get ready, and said: " + ClassArchive.last(said));
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
