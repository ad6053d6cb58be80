package org.linli.matcher.registry.archive;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.TrimStore;
import org.linli.proto.Entry;
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
    /** Pages behind one fsync, at most: some 20 MB. Each fsync holds up the store's own, on the same disk. */
    private static final int PAGES_AN_FSYNC = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private final Loop loop;
    private final Store store;
    private final TrimStore trims;
    private final ArchiveWriter writer;
    private final Executor disk;
    private volatile long archivedGeneration;
    private volatile long archivedSequence;
    private long generation;
    private long writtenGeneration;
    private long writtenSequence;
    private int pagesWritten;
    private volatile boolean missing;
    private volatile String unwritable = "";
    private boolean closed;

    /**
     * @param store  whose stages may complete on any thread
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
        writtenGeneration = archivedGeneration;
        writtenSequence = archivedSequence;
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
        store.range(generation, generation == writtenGeneration ? writtenSequence : Store.START, PAGE_LIMIT)
                .whenComplete((page, error) -> loop.here(() -> {
                    if (error != null) {
                        LOG.debug("The log could not be read: {}", error.getMessage());
                        again(PAUSE_MS);
                    } else if (!closed) {
                        take(page);
                    }
                }));
    }

    private void take(LogPage page) {
        boolean over = page.generation() != generation;
        if (page.trimmed() || (over && isGap(page))) {
            missing = true;
            LOG.error("{}", trouble());
        } else if (page.entries().isEmpty() && pagesWritten > 0) {
            onDisk(page, true, 0);
        } else if (over && page.entries().isEmpty()) {
            LOG.info(
                    "The archive ends at {}-{}; generation {} begins",
                    writtenGeneration,
                    writtenSequence,
                    page.generation());
            generation = page.generation();
            again(0);
        } else if (page.entries().isEmpty()) {
            again(PAUSE_MS);
        } else {
            boolean more = over || page.head() > lastOf(page);
            onDisk(page, !more || pagesWritten + 1 >= PAGES_AN_FSYNC, more ? 0 : PAUSE_MS);
        }
    }

    /** Whether what the former generation left behind no longer joins what is archived. */
    private boolean isGap(LogPage page) {
        return generation > 0
                && !page.entries().isEmpty()
                && page.entries().get(0).getSequence() != writtenSequence + 1;
    }

    /** What is wrong with the archive, and what to do; empty while it is well. Safe to call from any thread. */
    public String trouble() {
        if (missing) {
            return "The archive ends at " + archivedGeneration + "-" + archivedSequence
                    + ", but the log no longer reaches back to it: nothing is archived or trimmed any more. Maybe"
                    + " another node archives this region; else put the archive back.";
        }
        return unwritable;
    }

    private void write(List<Entry> entries, boolean fsync) {
        if (!entries.isEmpty()) {
            Entry first = entries.get(0);
            if (writer.generation() != first.getGeneration()) {
                writer.begin(first.getGeneration(), first.getSequence() - 1);
            }
            writer.write(entries.stream()
                    .filter(entry -> entry.getGeneration() == first.getGeneration())
                    .toList());
        }
        if (fsync) {
            writer.force();
        }
    }

    private static long lastOf(LogPage page) {
        return page.entries().get(page.entries().size() - 1).getSequence();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure is dealt with on the loop
    private void onDisk(LogPage page, boolean fsync, long pauseMs) {
        CompletableFuture.runAsync(() -> write(page.entries(), fsync), disk)
                .whenComplete((done, error) -> loop.execute(() -> {
                    if (error != null) {
                        unwritable = "The archive cannot be written, and nothing is archived or trimmed any more: "
                                + StageFailure.behind(error).getMessage()
                                + ". Maybe make room on the disk and start the node again.";
                        LOG.error("{}", unwritable, error);
                        return;
                    }
                    writtenGeneration = writer.generation();
                    writtenSequence = writer.sequence();
                    generation = writtenGeneration;
                    pagesWritten = fsync ? 0 : pagesWritten + 1;
                    if (fsync) {
                        archivedGeneration = writtenGeneration;
                        archivedSequence = writtenSequence;
                    }
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
            boolean more = error == null && trimmed.entries() + trimmed.over() > 0;
            loop.schedule(more ? PAUSE_MS / 10 : TRIM_EVERY_MS, this::trim);
        });
    }
}
