package org.linli.gateway.node;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Role;
import org.linli.gateway.audit.AuditCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code linli audit --out FILE}: takes the log of a running node, and goes on where a file from before ends. As an auditor:
 * whoever may read the secret beside the node's keys is one, everybody else brings a token.
 */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes who did what to which entity and when, from a running node, as lines of JSON in a chain.",
        footer = {
            "",
            "A file that is there already is checked and gone on with. Names in it are the log's pseudonyms; what was",
            "said is not in it. linli verify-audit FILE checks it, on any machine."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(20);

    private final LongSupplier nowMs = System::currentTimeMillis;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where it goes.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--from",
            defaultValue = "1",
            paramLabel = "PLACE",
            description = "A sequence, or generation-sequence. Default: ${DEFAULT-VALUE}.")
    private String from = "1";

    @Option(names = "--to", defaultValue = "", paramLabel = "PLACE", description = "Default: the log's end.")
    private String to = "";

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "The node. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--keys",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "Where the node's keys are. Default: ./${DEFAULT-VALUE}.")
    private Path keys = Path.of("data");

    @Option(names = "--region", defaultValue = "520181", description = "The region's code. Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(
            names = "--token",
            defaultValue = "${env:LINLI_TOKEN:-}",
            description = "An auditor's token, in place of --keys; better in the variable LINLI_TOKEN.")
    private String token = "";

    /** 0: taken, whole; 1: the node or the file failed; 2: a wrong setting, or a file that is not whole. */
    @Override
    public Integer call() throws InterruptedException {
        try {
            return run();
        } catch (Settings.Wrong wrong) {
            spec.commandLine().getErr().println("linli: " + wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            spec.commandLine()
                    .getErr()
                    .println("linli: " + url + ": " + failed.getMessage() + ". Maybe run it again: it goes on.");
            return 1;
        }
    }

    private int run() throws IOException, InterruptedException {
        AuditCheck.@Nullable Verdict before = Files.exists(out) ? before() : null;
        HttpResponse<InputStream> answer = HttpClient.newBuilder()
                .connectTimeout(CONNECTED_WITHIN)
                .build()
                .send(request(before), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new Settings.Wrong(new String(answer.body().readNBytes(2_000), StandardCharsets.UTF_8).strip());
        }
        take(answer);
        AuditCheck.Verdict verdict = AuditCheck.of(out);
        if (!verdict.isWhole()) {
            throw new IOException(verdict.fault());
        }
        spec.commandLine()
                .getOut()
                .println(verdict.entries() + " entries, the last is " + verdict.last() + ", chain " + verdict.chain());
        return 0;
    }

    /** What the file holds; what a broken connection left of its last line is cut off. */
    private AuditCheck.Verdict before() throws IOException {
        cutTornLine();
        AuditCheck.Verdict before = AuditCheck.of(out);
        if (!before.isWhole() && !before.fault().startsWith("it has no end")) {
            throw new Settings.Wrong(
                    "--out (" + out + ") is there and not whole: " + before.fault() + ". Maybe move it away.");
        }
        return before;
    }

    private void cutTornLine() throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(out, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0) {
                file.position(end - 1).read(one.clear());
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            file.truncate(end);
        }
    }

    private HttpRequest request(AuditCheck.@Nullable Verdict before) throws IOException {
        String query = before == null || before.last() == null
                ? "from=" + from
                : "from=" + before.last().next() + "&chain=" + before.chain();
        return HttpRequest.newBuilder(url.resolve("/v1/audit?" + query + (to.isEmpty() ? "" : "&to=" + to)))
                .header("Authorization", "Bearer " + token())
                .build();
    }

    private void take(HttpResponse<InputStream> answer) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
                BufferedWriter file = Files.newBufferedWriter(
                        out, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                file.write(line);
                file.write('\n');
            }
        }
    }

    private String token() throws IOException {
        if (!token.isBlank()) {
            return token.strip();
        }
        OwnToken own = OwnToken.beside(keys, ", or bring a --token", nowMs);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            return own.issue(vertx, "linli-audit", Role.AUDITOR, region);
        } finally {
            vertx.close().await();
        }
    }
}
