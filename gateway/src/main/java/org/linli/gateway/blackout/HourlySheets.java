package org.linli.gateway.blackout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each hour's sheets while this node owns the region: a blackout asks nobody whether the page was open. It works on
 * a loop of its own, where the disk may be slow; what fails is told to the operator and tried again in a minute.
 */
public final class HourlySheets implements AutoCloseable {
    /** A node that takes a region over, or has read what is stored, has its sheets after so long. */
    static final long LOOK_EVERY_MS = 5_000;
    /** What failed is tried again, and old files are deleted, so often. */
    static final long AGAIN_MS = 60_000;

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final Logger LOG = LoggerFactory.getLogger(HourlySheets.class);

    private final Parts parts;
    private final SheetFolder folder;
    private final Counter written;
    private final Counter failed;
    private long doneHour = -1;
    private long againMs;
    private long sweptMs;
    private long warnedHour = -1;
    private boolean busy;
    private boolean closed;

    @Nullable
    private Throwable trouble;

    /** Where sheets come from. */
    public interface Source {
        /** The communities that have visits ahead. */
        CompletionStage<List<String>> communities();

        /** One community's sheet, as {@code GET /v1/sheet} answers; that it was read is durable by then. */
        CompletionStage<JsonObject> make(String community);
    }

    /**
     * What it works with.
     *
     * @param loop      of its own: it blocks while the disk writes
     * @param directory where the files go
     * @param owner     whether the region is this node's now
     * @param nowMs     Unix milliseconds
     */
    public record Parts(
            Loop loop,
            Source source,
            Path directory,
            BooleanSupplier owner,
            Supplier<ZoneId> zone,
            LongSupplier nowMs,
            MeterRegistry meters) {}

    public HourlySheets(Parts parts) {
        this.parts = parts;
        this.folder = new SheetFolder(parts.directory());
        this.written = Counter.builder("linli.sheets.written")
                .description("Blackout sheets that this node wrote")
                .register(parts.meters());
        this.failed = Counter.builder("linli.sheets.failed")
                .description("Blackout sheets that this node could not make, write or delete")
                .register(parts.meters());
    }

    /** Begins, and looks every few seconds whether an hour has begun. */
    public void start() {
        parts.loop().execute(this::look);
    }

    /** Ends after what is being written. */
    @Override
    public void close() {
        parts.loop().execute(() -> closed = true);
    }

    private void look() {
        if (closed) {
            return;
        }
        long nowMs = parts.nowMs().getAsLong();
        if (nowMs >= sweptMs + AGAIN_MS) {
            sweep(nowMs);
        }
        long hour = nowMs / HOUR_MS;
        if (hour != doneHour && nowMs >= againMs && !busy && parts.owner().getAsBoolean()) {
            make(hour);
        }
        parts.loop().schedule(LOOK_EVERY_MS, this::look);
    }

    private void sweep(long nowMs) {
        sweptMs = nowMs;
        try {
            folder.sweep(nowMs);
        } catch (IOException | RuntimeException refused) {
            failed(refused);
            warn(nowMs / HOUR_MS);
        }
    }

    private void make(long hour) {
        busy = true;
        parts.source()
                .communities()
                .thenComposeAsync(all -> rest(all.iterator()), parts.loop())
                .whenComplete((done, error) -> parts.loop().here(() -> {
                    if (error != null) {
                        failed(error);
                    }
                    ended(hour);
                }));
    }

    /** One after the other: nobody waits for them, and the loop and the store are there for others. */
    private CompletionStage<Void> rest(Iterator<String> left) {
        if (!left.hasNext() || closed) {
            return CompletableFuture.completedFuture(null);
        }
        return parts.source()
                .make(left.next())
                .thenAcceptAsync(this::write, parts.loop())
                .exceptionally(error -> {
                    parts.loop().here(() -> failed(error));
                    return null;
                })
                .thenComposeAsync(done -> rest(left), parts.loop());
    }

    private void write(JsonObject sheet) {
        if (sheet.getJsonArray("visits").isEmpty()) {
            return;
        }
        ZoneId zone = parts.zone().get();
        try {
            folder.write(
                    sheet.getString("community"),
                    Instant.parse(sheet.getString("madeAt")).atZone(zone),
                    new SheetPage(zone).of(sheet));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        written.increment();
    }

    private void ended(long hour) {
        busy = false;
        if (trouble == null) {
            doneHour = hour;
        } else {
            againMs = parts.nowMs().getAsLong() + AGAIN_MS;
            warn(hour);
        }
    }

    private void failed(Throwable error) {
        failed.increment();
        trouble = StageFailure.root(error);
    }

    /** Once an hour: whoever reads the log is told, and not drowned. */
    private void warn(long hour) {
        if (warnedHour != hour) {
            LOG.warn(
                    "The blackout sheets of this hour are not whole in {}: {}. It is tried again every minute. Maybe"
                            + " make room on the disk, or let the node's user write to --sheets' directory.",
                    parts.directory(),
                    String.valueOf(trouble));
        }
        warnedHour = hour;
        trouble = null;
    }
}
