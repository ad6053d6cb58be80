package org.linli.matcher.registry.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Followers on their way to the end of the log, by one scan. It notes the head, scans all entities, and puts on top what
 * was committed meanwhile, so that the state is exact as of the head at the scan's end; then it catches up with the tail.
 */
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final long TRY_AGAIN_MS = 250;

    private final LogTail tail;
    private final Loop loop;
    private final Store store;
    private final List<LogFollower> followers;
    private long generation;
    private long sequence = -1;
    private final Map<String, Versioned> meanwhile = new LinkedHashMap<>();

    Joining(LogTail tail, Loop loop, Store store, List<LogFollower> followers) {
        this.tail = tail;
        this.loop = loop;
        this.store = store;
        this.followers = List.copyOf(followers);
    }

    List<LogFollower> followers() {
        return followers;
    }

    /** What they hold. */
    long sequence() {
        return sequence;
    }

    void load() {
        scan("");
    }

    void resume(long atGeneration, long atSequence) {
        generation = atGeneration;
        sequence = atSequence;
        catchUp();
    }

    private void scan(String cursor) {
        store.scan(cursor).whenComplete((page, error) -> {
            if (error != null) {
                startOver("the store could not be scanned: " + error.getMessage());
            } else {
                take(page);
            }
        });
    }

    private void take(ScanPage page) {
        if (sequence < 0) {
            generation = page.generation();
            sequence = page.sequence();
        }
        if (page.generation() != generation) {
            startOver("the generation changed");
            return;
        }
        followers.forEach(follower -> follower.load(page.entities()));
        if (page.cursor().isEmpty()) {
            completeUntil(page.sequence());
        } else {
            scan(page.cursor());
        }
    }

    /** Puts what was committed during the scan on top of it. */
    private void completeUntil(long head) {
        if (sequence >= head) {
            List<Versioned> newer = List.copyOf(meanwhile.values());
            meanwhile.clear();
            followers.forEach(follower -> {
                follower.load(newer);
                follower.ready(generation, sequence);
            });
            catchUp();
            return;
        }
        range(page -> {
            for (Entry entry : page.entries()) {
                if (entry.getSequence() <= head) {
                    note(entry);
                }
            }
            completeUntil(head);
        });
    }

    private void note(Entry entry) {
        sequence = entry.getSequence();
        for (Change change : entry.getChangesList()) {
            if (isLoaded(change.getKey())) {
                meanwhile.put(
                        change.getKey(),
                        new Versioned(change.getKey(), change.getVersion(), sequence, change.getAfter()));
            }
        }
    }

    /** As with the scan: records that are only looked up by key are not loaded. */
    private static boolean isLoaded(String key) {
        return !EntityKey.isRecord(key);
    }

    private void catchUp() {
        if (tail.admit(this, generation, sequence)) {
            return;
        }
        if (generation != tail.generation()) {
            startOver("the generation changed");
            return;
        }
        range(page -> {
            for (Entry entry : page.entries()) {
                if (entry.getSequence() <= tail.lastDelivered()) {
                    sequence = entry.getSequence();
                    followers.forEach(follower -> follower.apply(entry));
                }
            }
            catchUp();
        });
    }

    private void range(Consumer<LogPage> use) {
        store.range(generation, sequence, LogTail.PAGE_LIMIT).whenComplete((page, error) -> {
            if (error != null) {
                startOver("the log could not be read: " + error.getMessage());
            } else if (page.generation() != generation || page.trimmed()) {
                startOver("the log no longer reaches back to " + generation + "-" + sequence);
            } else {
                use.accept(page);
            }
        });
    }

    private void startOver(String reason) {
        LOG.info("Followers load anew: {}", reason);
        followers.forEach(LogFollower::reset);
        loop.schedule(TRY_AGAIN_MS, () -> followers.forEach(tail::follow));
    }
}
