package org.linli.load.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.linli.gateway.Linli;
import org.linli.gateway.node.JavaCommand;

/** A node in a process of its own, on the same ports through all of its lives. Blocks; for one thread. */
final class RealNode {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private final Path scratch;
    private final int redisPort;
    private final List<String> jvm;
    private final int port = RealProcess.freePort();
    private final int management = RealProcess.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private RealProcess process;

    /**
     * Starts it; {@link #awaitReady} waits for it.
     *
     * @param jvm more options of its JVM
     */
    RealNode(Path scratch, int redisPort, List<String> jvm) {
        this.scratch = scratch;
        this.jvm = jvm;
        this.redisPort = redisPort;
        this.process = launch();
    }

    private RealProcess launch() {
        List<String> options =
                new ArrayList<>(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        options.addAll(jvm);
        List<String> serve = List.of(
                "serve",
                "--dev-tokens",
                "--rate=0",
                "--port=" + port,
                "--management-port=" + management,
                "--redis=redis://127.0.0.1:" + redisPort,
                "--data=" + scratch.resolve("node").toAbsolutePath());
        return RealProcess.start(
                JavaCommand.ofClass(Linli.class, options, serve),
                Map.of(),
                Path.of("").toAbsolutePath(),
                log());
    }

    int port() {
        return port;
    }

    Path log() {
        return scratch.resolve("node.log");
    }

    void kill() {
        process.kill();
    }

    void pause() {
        process.pause();
    }

    void goOn() {
        process.goOn();
    }

    /** Starts it anew if it is down, and waits until it is ready. */
    void restart() {
        if (!process.isAlive()) {
            process = launch();
        }
        awaitReady();
    }

    void awaitReady() {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        AtomicReference<String> word = new AtomicReference<>("nothing");
        boolean ready = Patience.upTo(READY_WITHIN, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node has ended by itself, see " + log());
            }
            return answers(question, word);
        });
        if (!ready) {
            throw new IllegalStateException("the node was not ready within " + READY_WITHIN.toSeconds()
                    + " s; its last word: " + word.get() + "; see " + log());
        }
    }

    private boolean answers(HttpRequest question, AtomicReference<String> word) {
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            word.set(answer.body());
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            word.set(notYet.toString());
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        process.end();
    }
}
