package org.linli.matcher.registry.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Store;
import org.linli.proto.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the region's log as this node sees it, for all of its followers. An entry that this node committed is
 * handed on as soon as its commit returned, if it is the next one; all others are fetched when a hint comes, or within
 * {@link #POLL_MS} without one. On the loop alone, but for {@link #hint} and {@link #silentMs}.
 */
public final class LogTail implements AutoCloseable {
    /** How late an entry of another node is when its hint was lost. */
    public static final long POLL_MS = 250;

    static final int PAGE_LIMIT = 512;
    /** A scan of a city takes seconds, so that others who want one are waited for. */
    private static final long GATHER_MS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    /** Own commits that came before the entries of others in front of them; beyond it they are fetched with those. */
    private static final int EARLY_LIMIT = 1_024;

    private final Loop loop;
    private final Store store;
    private final LongConsumer ownCommit;
    private final List<LogFollower> live = new ArrayList<>();
    private final List<LogFollower> asking = new ArrayList<>();
    private final List<Joining> waiting = new ArrayList<>();
    private final TreeMap<Long, Entry> early = new TreeMap<>();
    private final Deque<Entry> deliveries = new ArrayDeque<>();
    private Consumer<Entry> watcher = entry -> {};
    private long generation;
    private long position = -1;
    private boolean delivering;
    private boolean fetching;
    private boolean fetchAgain;
    private boolean closed;
    private volatile long answeredAt;

    /** @param ownCommit is told the sequence of every entry that this node committed, to pass it on as a hint */
    public LogTail(Loop loop, Store store, LongConsumer ownCommit) {
        this.loop = loop;
        this.store = store;
        this.ownCommit = ownCommit;
        this.answeredAt = loop.nanoTime();
    }

    /** From now on {@code watcher} is told every entry as soon as this node has it, in any order, and maybe again. */
    void watch(Consumer<Entry> watcher) {
        this.watcher = watcher;
    }

    /** Begins to poll. */
    public void start() {
        loop.schedule(POLL_MS, this::poll);
    }

    /** Ends polling; followers hear no more. */
    @Override
    public void close() {
        closed = true;
    }

    private void poll() {
        if (!closed) {
            fetch();
            loop.schedule(POLL_MS, this::poll);
        }
    }

    /** Loads the state into the follower and lets it follow from there. Who asks at about the same time shares a scan. */
    public void follow(LogFollower follower) {
        asking.add(follower);
        if (asking.size() == 1) {
            loop.schedule(GATHER_MS, this::loadThoseWhoAsked);
        }
    }

    private void loadThoseWhoAsked() {
        Joining joining = new Joining(this, loop, store, asking);
        asking.clear();
        joining.load();
    }

    /**
     * Lets a follower that holds everything up to a sequence go on from there, without loading. Where the log no longer
     * reaches back that far, or is of another generation, the follower is reset and loads.
     */
    public void resume(LogFollower follower, long atGeneration, long atSequence) {
        new Joining(this, loop, store, List.of(follower)).resume(atGeneration, atSequence);
    }

    /** How long the store has not answered, in milliseconds; it is asked every {@link #POLL_MS}. Callable from any thread. */
    public long silentMs() {
        return (loop.nanoTime() - answeredAt) / 1_000_000;
    }

    /** Some node committed this sequence. Callable from any thread. */
    public void hint(long sequence) {
        loop.execute(() -> {
            if (sequence > position) {
                fetch();
            }
        });
    }

    /** This node committed an entry, and it is durable. */
    void committed(Entry entry) {
        ownCommit.accept(entry.getSequence());
        watcher.accept(entry);
        if (position < 0 || entry.getGeneration() != generation || entry.getSequence() <= position) {
            return;
        }
        if (entry.getSequence() == position + 1) {
            deliver(entry);
            deliverEarly();
        } else {
            if (early.size() < EARLY_LIMIT) {
                early.put(entry.getSequence(), entry);
            }
            fetch();
        }
    }

    private void deliverEarly() {
        while (!early.isEmpty() && early.firstKey() <= position + 1) {
            deliver(early.pollFirstEntry().getValue());
        }
    }

    /** Moves on by one entry. A follower may commit while it is told, so what follows waits its turn. */
    private void deliver(Entry entry) {
        if (entry.getSequence() != position + 1) {
            return;
        }
        position++;
        deliveries.add(entry);
        if (delivering) {
            return;
        }
        delivering = true;
        for (Entry next = deliveries.poll(); next != null; next = deliveries.poll()) {
            for (LogFollower follower : List.copyOf(live)) {
                tell(follower, next);
            }
            admitWaiting(next.getSequence());
        }
        delivering = false;
    }

    private void tell(LogFollower follower, Entry entry) {
        try {
            follower.apply(entry);
        } catch (RuntimeException bug) {
            LOG.error("A follower failed at entry {}-{} and loads anew", generation, entry.getSequence(), bug);
            live.remove(follower);
            follower.reset();
            loop.schedule(POLL_MS, () -> follow(follower));
        }
    }

    void fetch() {
        if (position < 0 || closed) {
            return;
        }
        if (fetching) {
            fetchAgain = true;
            return;
        }
        fetching = true;
        store.range(generation, position, PAGE_LIMIT).whenComplete((page, error) -> {
            fetching = false;
            if (error == null) {
                answeredAt = loop.nanoTime();
            }
            if (error == null && position >= 0) {
                take(page);
            }
            if (fetchAgain) {
                fetchAgain = false;
                fetch();
            }
        });
    }

    private void take(LogPage page) {
        if (page.generation() != generation || page.trimmed()) {
            resetAll(page.generation());
            return;
        }
        for (Entry entry : page.entries()) {
            watcher.accept(entry);
            deliver(entry);
        }
        deliverEarly();
        if (page.head() > position) {
            fetchAgain = true;
        }
    }

    private void resetAll(long newGeneration) {
        LOG.info(
                "The log went from generation {} to {}, or past sequence {}: all load anew",
                generation,
                newGeneration,
                position);
        List<LogFollower> followers = new ArrayList<>(live);
        waiting.forEach(joining -> followers.addAll(joining.followers()));
        live.clear();
        waiting.clear();
        early.clear();
        deliveries.clear();
        position = -1;
        for (LogFollower follower : followers) {
            follower.reset();
            follow(follower);
        }
    }

    /**
     * Takes in a follower that holds everything up to a sequence. False: the tail is further on, and the follower must
     * fetch what lies between.
     */
    boolean admit(Joining joining, long atGeneration, long sequence) {
        if (position < 0) {
            generation = atGeneration;
            position = sequence;
        }
        if (atGeneration != generation || sequence < lastDelivered()) {
            return false;
        }
        waiting.add(joining);
        admitWaiting(lastDelivered());
        if (sequence > position) {
            fetch();
        }
        return true;
    }

    private void admitWaiting(long delivered) {
        waiting.removeIf(joining -> {
            boolean caughtUp = joining.sequence() == delivered;
            if (caughtUp) {
                live.addAll(joining.followers());
            }
            return caughtUp;
        });
    }

    long generation() {
        return generation;
    }

    /** What all live followers have been given. */
    long lastDelivered() {
        return position - deliveries.size();
    }
}
