package org.linli.gateway.enrol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.sheet.Sheet;
import org.linli.gateway.sheet.SheetRow;

/**
 * Sends a table to a node in batches, a few at once, and gathers what became of each row. Reads no faster than the node
 * answers. Each batch has one request key for all its attempts, so that a repeat takes effect once.
 */
final class Importing {
    /** What the node takes in one call. */
    private static final int BATCH = 500;

    private final Conversation node;
    private final String token;
    private final JsonObject frame;
    private final SheetKind kind;
    private final RowReport report;
    private final IntConsumer progress;
    private final Semaphore free = new Semaphore(NodeOptions.CALLS_AT_ONCE);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<String, Integer> rowsByPerson = new HashMap<>();

    /** @param frame what every batch says beside its rows */
    Importing(
            Conversation node, String token, SheetKind kind, JsonObject frame, RowReport report, IntConsumer progress) {
        this.node = node;
        this.token = token;
        this.kind = kind;
        this.frame = frame;
        this.report = report;
        this.progress = progress;
    }

    /** Returns when every row is answered; throws what stopped it, after which the rest was not sent. */
    void run(Headings headings, Sheet sheet) throws InterruptedException {
        JsonArray batch = new JsonArray();
        while (sheet.hasNext() && failure.get() == null) {
            SheetRow row = sheet.next();
            Map<String, String> cells = headings.cells(row);
            if (isFirstOfPerson(row.number(), cells)) {
                batch.add(json(row.number(), cells));
            }
            if (batch.size() == BATCH) {
                send(batch);
                batch = new JsonArray();
            }
        }
        if (!batch.isEmpty() && failure.get() == null) {
            send(batch);
        }
        free.acquire(NodeOptions.CALLS_AT_ONCE);
        if (failure.get() instanceof RuntimeException stopped) {
            throw stopped;
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    private static JsonObject json(int row, Map<String, String> cells) {
        JsonObject json = new JsonObject().put("row", row);
        cells.forEach(json::put);
        return json;
    }

    /** Two rows of one person would undo each other at every import; rows far apart come in different batches. */
    private boolean isFirstOfPerson(int row, Map<String, String> cells) {
        if (kind == SheetKind.ORDERS || kind == SheetKind.ORGANISATIONS) {
            return true;
        }
        Cells read = new Cells(cells);
        String id = read.plain("id");
        String person =
                id.isEmpty() ? read.phone("phone") + '\n' + read.raw("name") + '\n' + read.plain("idNumber") : id;
        Integer former = person.length() == 2 ? null : rowsByPerson.putIfAbsent(person, row);
        if (former != null) {
            report.refuse(
                    row,
                    new CellFault(
                            "name",
                            read.raw("name"),
                            "与第 " + former + " 行是同一个人，请只保留一行",
                            "is the same person as in row " + former + ". Maybe keep one of the two."));
        }
        return former == null;
    }

    private void send(JsonArray batch) throws InterruptedException {
        free.acquire();
        JsonObject body = frame.copy().put("rows", batch);
        node.begin(api -> api.post("/v1/imports", body, token)).onComplete(outcome -> {
            if (outcome.succeeded()) {
                report.take(outcome.result().body().getJsonArray("rows"));
                progress.accept(report.rows());
            } else {
                failure.compareAndSet(null, outcome.cause());
            }
            free.release();
        });
    }
}
