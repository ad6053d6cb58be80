package org.linli.matcher.registry.archive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.TrimStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the log to the archive, and takes from the store what is older than 7 days and archived. It reads the log for
 * itself, at its own pace: a slow disk delays trimming and nothing else. One for each region and archive directory.
 */
public final class Archiver implements AutoCloseable {
    /** Entries wait this long in the store alone, which is durable too; one fsync then carries many. */
    static final long PAUSE_MS = 1_000;

    static final long TRIM_EVERY_MS = 60_000;
    /** What is promised: open work and 7 days. */
    static final long KEEP_MS = 7L * 24 * 3600 * 1000;

    private static final int PAGE_LIMIT = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private final Loop loop;
    private final Store store;
    private final TrimStore trims;
    private final ArchiveWriter writer;
    private final Executor disk;
    private volatile long archivedGeneration;
    private volatile long archivedSequence;
    private long generation;
    private boolean closed;

    /**
     * @param writer used on {@code disk} alone from here on
     * @param disk   runs one task after another, and may block
     */
    public Archiver(Loop loop, Store store, TrimStore trims, ArchiveWriter writer, Executor disk) {
        this.loop = loop;
        this.store = store;
        this.trims = trims;
        this.writer = writer;
        this.disk = disk;
        archivedGeneration = writer.generation();
        archivedSequence = writer.sequence();
        generation = archivedGeneration;
    }

    /** Begins. */
    public void start() {
        loop.execute(this::next);
        loop.schedule(TRIM_EVERY_MS, this::trim);
    }

    /** The last archived sequence of the current generation. Safe to call from any thread. */
    public long archivedSequence() {
        return archivedSequence;
    }

    /** Reads no more and closes the file after what is being written. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            disk.execute(writer::close);
        });
    }

    private void next() {
        if (closed) {
            return;
        }
        store.range(generation, generation == archivedGeneration ? archivedSequence : Store.START, PAGE_LIMIT)
                .whenComplete((page, error) -> {
                    if (error != null) {
                        LOG.debug("The log could not be read: {}", error.getMessage());
                        again(PAUSE_MS);
                    } else if (!closed) {
                        take(page);
                    }
                });
    }

    private void take(LogPage page) {
        if (page.generation() != generation) {
            LOG.info(
                    "The archive ends at {}-{}; generation {} begins",
                    archivedGeneration,
                    archivedSequence,
                    page.generation());
            generation = page.generation();
            again(0);
        } else if (page.trimmed()) {
            LOG.error(
                    "The archive ends at {}-{}, but the log no longer reaches back to it: nothing is archived or"
                            + " trimmed any more. Maybe another node archives this region; else put the archive back.",
                    archivedGeneration,
                    archivedSequence);
        } else if (page.entries().isEmpty()) {
            again(PAUSE_MS);
        } else {
            onDisk(() -> append(page), page.head() > lastOf(page) ? 0 : PAUSE_MS);
        }
    }

    private void append(LogPage page) {
        if (writer.generation() != page.generation()) {
            writer.begin(page.generation(), page.entries().get(0).getSequence() - 1);
        }
        writer.append(page.entries());
    }

    private static long lastOf(LogPage page) {
        return page.entries().get(page.entries().size() - 1).getSequence();
    }

    private void onDisk(Runnable work, long pauseMs) {
        CompletableFuture.runAsync(work, disk)
                .whenComplete((done, error) -> loop.execute(() -> {
                    if (error != null) {
                        LOG.error("The archive cannot be written; nothing is archived or trimmed any more", error);
                        return;
                    }
                    archivedGeneration = writer.generation();
                    archivedSequence = writer.sequence();
                    again(pauseMs);
                }));
    }

    private void again(long pauseMs) {
        if (!closed) {
            loop.schedule(pauseMs, this::next);
        }
    }

    private void trim() {
        if (closed) {
            return;
        }
        trims.trim(archivedGeneration, archivedSequence, KEEP_MS).whenComplete((trimmed, error) -> {
            boolean more = error == null && trimmed.entries() + trimmed.orders() > 0;
            loop.schedule(more ? PAUSE_MS / 10 : TRIM_EVERY_MS, this::trim);
        });
    }
}
