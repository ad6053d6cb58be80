package org.linli.gateway.node;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.linli.gateway.audit.AuditPlace;
import org.linli.gateway.audit.AuditSource;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.archive.ArchiveReader;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Entry;

/** The whole log as this node can read it: its archive first, and from where that ends on the store. Blocks. */
final class LogHistory implements AuditSource {
    private static final int PAGE_LIMIT = 256;

    private final Path archive;
    private final Loop loop;
    private final Store store;

    /** @param loop which the store is asked on */
    LogHistory(Path archive, Loop loop, Store store) {
        this.archive = archive;
        this.loop = loop;
        this.store = store;
    }

    @Override
    public void read(AuditPlace from, Predicate<Entry> sink) {
        Walk walk = new Walk(sink);
        new ArchiveReader(archive).readFrom(from.generation(), from.sequence(), walk::take);
        if (walk.isWanted) {
            live(from, walk);
        }
    }

    private void live(AuditPlace from, Walk walk) {
        if (walk.generation == 0) {
            LogPage page = page(0, Store.START);
            walk.generation = from.generation() == 0 ? page.generation() : from.generation();
            walk.sequence = from.sequence() <= 1 ? Store.START : from.sequence() - 1;
        }
        while (walk.isWanted) {
            LogPage page = page(walk.generation, walk.sequence);
            if (page.trimmed()) {
                throw new IllegalStateException("the store keeps nothing behind " + walk.generation + "-"
                        + walk.sequence + " any more, and the archive of this node does not reach it");
            }
            if (page.entries().isEmpty() && page.generation() == walk.generation) {
                return;
            }
            if (page.entries().isEmpty()) {
                walk.generation = page.generation();
                walk.sequence = Store.START;
            }
            page.entries().forEach(walk::take);
        }
    }

    private LogPage page(long generation, long after) {
        try {
            return loop.ask(() -> store.range(generation, after, PAGE_LIMIT))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(
                    "the store does not answer: " + StageFailure.behind(failed).getMessage(), failed);
        }
    }

    /** Where the reading has come to. */
    private static final class Walk {
        final Predicate<Entry> sink;
        long generation;
        long sequence;
        boolean isWanted = true;

        Walk(Predicate<Entry> sink) {
            this.sink = sink;
        }

        boolean take(Entry entry) {
            if (isWanted) {
                generation = entry.getGeneration();
                sequence = entry.getSequence();
                isWanted = sink.test(entry);
            }
            return isWanted;
        }
    }
}
