package org.linli.gateway.audit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.api.Registrar;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.gateway.http.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/audit}: the log as NDJSON, however long it is, in the memory of one batch: the next is read when the
 * client has taken the last.
 */
public final class AuditRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);
    /** Each reads the disk as fast as its client takes it, beside everybody's commits. */
    private static final int AT_ONCE = 2;

    private static final int AGAIN_SECONDS = 30;
    private static final int BATCH_CHARACTERS = 64 * 1024;
    /** Whoever takes nothing for so long has gone. */
    private static final int TAKEN_WITHIN_SECONDS = 60;

    private final AuditSource source;
    private final String region;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public AuditRoutes(AuditSource source, String region) {
        this.source = source;
        this.region = region;
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.AUDIT, this::audit);
    }

    private Future<Answer> audit(Exchange exchange) {
        Registrar.allow(exchange, Parties.NOBODY);
        Query query = exchange.query();
        AuditPlace from = place(query, "from", AuditPlace.START);
        AuditPlace to = place(query, "to", AuditPlace.END);
        String behind = query.text("chain").orElse("");
        if (!behind.isEmpty() && !AuditChain.isLink(behind)) {
            throw Query.invalid("chain", "应为上一行的 chain", "must be the chain of the line before");
        }
        if (room.availablePermits() == 0) {
            throw Problem.later(ProblemCode.UNAVAILABLE, AGAIN_SECONDS);
        }
        LOG.info("{} takes the log from {} to {} (call {})", exchange.caller().subject(), from, to, exchange.traceId());
        return Future.succeededFuture(
                Answer.streamed("application/x-ndjson", response -> start(response, from, to, behind)));
    }

    private static AuditPlace place(Query query, String name, AuditPlace absent) {
        return query.text(name)
                .map(text -> AuditPlace.find(text)
                        .orElseThrow(() ->
                                Query.invalid(name, "应为序号，或 世代-序号", "must be a sequence, or generation-sequence")))
                .orElse(absent);
    }

    private void start(HttpServerResponse response, AuditPlace from, AuditPlace to, String behind) {
        Thread thread = new Thread(() -> run(response, from, to, behind), "linli-audit");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(HttpServerResponse response, AuditPlace from, AuditPlace to, String behind) {
        room.acquireUninterruptibly();
        try {
            Lines lines = new Lines(response);
            AuditExport.run(source, region, from, to, behind, lines::take);
            lines.flush();
            response.end();
        } finally {
            room.release();
        }
    }

    /** Gathers lines to a batch, and waits until the client has taken it. */
    private static final class Lines {
        private final HttpServerResponse response;
        private final StringBuilder batch = new StringBuilder(BATCH_CHARACTERS + 4096);

        Lines(HttpServerResponse response) {
            this.response = response;
        }

        boolean take(String line) {
            batch.append(line).append('\n');
            return batch.length() < BATCH_CHARACTERS || flush();
        }

        boolean flush() {
            Buffer bytes = Buffer.buffer(batch.toString());
            batch.setLength(0);
            try {
                response.write(bytes)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException | TimeoutException gone) {
                response.reset();
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
