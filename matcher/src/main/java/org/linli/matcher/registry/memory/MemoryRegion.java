package org.linli.matcher.registry.memory;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.Effects;
import org.linli.matcher.registry.store.Answer;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.LeaseStore.Claimed;
import org.linli.matcher.registry.store.LeaseStore.Lease;
import org.linli.matcher.registry.store.LogPage;
import org.linli.matcher.registry.store.Outcome;
import org.linli.matcher.registry.store.Query;
import org.linli.matcher.registry.store.RegionStore.Region;
import org.linli.matcher.registry.store.ScanPage;
import org.linli.matcher.registry.store.Store;
import org.linli.matcher.registry.store.StoredReply;
import org.linli.matcher.registry.store.TimerStore.Due;
import org.linli.matcher.registry.store.TrimStore.Trimmed;
import org.linli.proto.Change;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Timer;

/**
 * One region's data in memory: each method does at one stroke what the script of its name does in Redis. Every write
 * can be taken back, so that a power loss, a failover or a restore may leave it at any moment of its past. The single
 * checks of a commit may be overridden, to show what each of them is good for. For one thread.
 */
public class MemoryRegion {
    /** As in Redis. */
    private static final int TRIM_STEP = 256;

    private final Undo undo = new Undo();
    private final MemoryEntities entities = new MemoryEntities(undo);
    private final MemoryLog log = new MemoryLog(undo);
    private final MemoryTimers timers = new MemoryTimers(undo);
    private final MemoryIndexes indexes = new MemoryIndexes(undo);
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Long> pools = new TreeMap<>();
    private final Map<String, Long> closed = new TreeMap<>();
    private final Map<ByteString, StoredReply> replies = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final List<Taken> trims = new ArrayList<>();
    private final MemoryLease lease;
    private Head head;

    private record Head(long generation, int level, long sequence, long atMs) {}

    /**
     * What one trim took of orders, activities and the messages about them.
     *
     * @param sequence         the last entry's, at that moment
     * @param archivedSequence up to where the archive had the log
     * @param beforeMs         what was not over before this moment had to stay
     */
    public record Taken(long sequence, long archivedSequence, long beforeMs, Set<String> keys) {
        public Taken {
            keys = Set.copyOf(keys);
        }
    }

    /** @param generation 0: the region is not founded, and nothing but that can be done */
    public MemoryRegion(long generation) {
        head = new Head(generation, 0, 0, 0);
        lease = new MemoryLease(undo, generation);
    }

    /** How many writes there have been; a point to go back to. */
    public final int mark() {
        return undo.mark();
    }

    /** Forgets every write after the mark, and those of a stroke that was not whole by then. */
    public final void rollBackTo(int mark) {
        undo.rollBackTo(mark);
    }

    /** What a supervisor does before another copy of the data takes over; it knows which generations there were. */
    public final void raiseGeneration(long to) {
        set(new Head(to, head.level, head.sequence, head.atMs));
        undo.stroke();
    }

    public final Region found(int level) {
        if (head.level == 0) {
            set(new Head(head.generation, level, head.sequence, head.atMs));
            undo.stroke();
        }
        return new Region(head.generation, head.level, head.sequence);
    }

    /**
     * What the store knows of the query, or the reply that its request was given before.
     *
     * @param clockMs the store's clock; it may jump, the region's time does not go back
     */
    public final Answer read(Query query, long clockMs) {
        checkThere();
        StoredReply stored = query.request().isEmpty() ? null : replies.get(query.request());
        if (stored != null) {
            return new Answer.Seen(stored);
        }
        List<Versioned> found = new ArrayList<>(query.keys().size());
        for (String key : query.keys()) {
            Versioned entity = get(key);
            boolean held =
                    entity.version() > 0 && query.held().getOrDefault(key, 0L).equals(entity.version());
            found.add(held ? new Versioned(key, entity.version(), 0, Entity.getDefaultInstance()) : entity);
        }
        return new Answer.Read(now(clockMs), head.generation, head.sequence, found);
    }

    public final Outcome commit(Commit commit, long clockMs) {
        checkThere();
        if (!generationFits(commit.generation(), head.generation)) {
            return new Outcome.Conflict("generation " + head.generation);
        }
        StoredReply stored = commit.request().isEmpty() ? null : replies.get(commit.request());
        if (stored != null) {
            return new Outcome.Seen(stored);
        }
        if (commit.leaseEpoch() != 0 && !epochFits(commit.leaseEpoch(), lease.epoch())) {
            return new Outcome.LeaseLost(lease.epoch());
        }
        for (Commit.Read read : commit.reads()) {
            if (get(read.key()).version() != read.version() && isChecked(commit, read)) {
                return new Outcome.Conflict(read.key());
            }
        }
        return write(commit, now(clockMs));
    }

    /** Every script but the one that founds a region refuses where there is none. */
    private void checkThere() {
        if (head.generation == 0) {
            throw new Registry.Unavailable(
                    "The store refused: NODATA this server holds no data of the region; maybe restore a backup");
        }
    }

    private Outcome write(Commit commit, long atMs) {
        long sequence = commit.changes().isEmpty() ? 0 : append(commit, atMs);
        commit.indexes().forEach(indexes::change);
        commit.timers().forEach(timers::change);
        commit.closings().forEach(closing -> undo.schedule(closed, closing.key(), closing.overSinceMs()));
        for (Decision.PoolChange pool : commit.pools()) {
            add(pools, pool.accountId() + ":minutes", pool.minutes());
            add(pools, pool.accountId() + ":points", pool.pointsMilli());
        }
        commit.counters().forEach(counter -> add(counters, counter.name(), counter.amount()));
        if (!commit.request().isEmpty() && keepsReply(commit)) {
            keep(commit, head.generation, sequence);
        }
        undo.stroke();
        return new Outcome.Done(head.generation, sequence, atMs);
    }

    /** Keeps the reply of a commit under its request. */
    protected final void keep(Commit commit, long generation, long sequence) {
        StoredReply reply = new StoredReply(
                commit.bodyHash(),
                commit.reply().toBuilder()
                        .setGeneration(generation)
                        .setSequence(sequence)
                        .build());
        undo.put(replies, commit.request(), reply);
    }

    /** The region's time as the next commit would have it. */
    public final long timeMs(long clockMs) {
        return now(clockMs);
    }

    private long append(Commit commit, long atMs) {
        long sequence = head.sequence + 1;
        Entry entry = Entry.newBuilder()
                .setGeneration(head.generation)
                .setSequence(sequence)
                .setAtMs(atMs)
                .setCause(commit.cause())
                .addAllChanges(commit.changes())
                .setPolicyVersion(commit.policyVersion())
                .setLeaseEpoch(commit.leaseEpoch())
                .build();
        if (isLogged(commit)) {
            log.add(entry);
        }
        set(new Head(head.generation, head.level, sequence, atMs));
        for (Change change : commit.changes()) {
            entities.put(new Versioned(change.getKey(), change.getVersion(), sequence, change.getAfter()));
        }
        return sequence;
    }

    public final LogPage range(long generation, long afterSequence, int limit) {
        checkThere();
        List<Entry> entries = List.of();
        if (generationFits(generation, head.generation)) {
            entries = log.after(head.generation, afterSequence, limit);
        } else if (generation < head.generation) {
            entries = log.keptOf(generation, afterSequence, limit);
        }
        boolean reaches = afterSequence == Store.START
                || head.sequence <= afterSequence
                || (!entries.isEmpty() && entries.get(0).getSequence() == afterSequence + 1);
        boolean gone = generation == head.generation && !reaches;
        return new LogPage(head.generation, head.sequence, gone, gone ? List.of() : entries);
    }

    /** Takes what the archive has and is older than asked; {@link #log} still tells it. */
    public final Trimmed trim(long generation, long archivedSequence, long keepMs, long clockMs) {
        checkThere();
        if (generation != head.generation) {
            return new Trimmed(0, 0);
        }
        long beforeMs = now(clockMs) - keepMs;
        Trimmed taken = new Trimmed(
                log.trim(head.generation, archivedSequence, beforeMs, TRIM_STEP), trimOver(archivedSequence, beforeMs));
        undo.stroke();
        return taken;
    }

    private int trimOver(long archivedSequence, long beforeMs) {
        List<String> due = over().entrySet().stream()
                .filter(each -> each.getValue() < beforeMs)
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
                .limit(TRIM_STEP)
                .map(Map.Entry::getKey)
                .filter(key -> mayGo(get(key), archivedSequence))
                .toList();
        Set<String> gone = new TreeSet<>();
        for (String key : due) {
            take(key, gone);
            take(EntityKey.messages(EntityKey.id(key)), gone);
            undo.remove(closed, key);
        }
        if (!gone.isEmpty()) {
            trims.add(new Taken(head.sequence, archivedSequence, beforeMs, gone));
            undo.did(() -> trims.remove(trims.size() - 1));
        }
        return due.size();
    }

    private void take(String key, Set<String> gone) {
        if (entities.remove(key)) {
            gone.add(key);
        }
    }

    /** The cursor is the last key of the page before. */
    public final ScanPage scan(String cursor, int limit) {
        checkThere();
        List<Versioned> found = entities.after(cursor, limit + 1L);
        List<Versioned> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? page.get(limit - 1).key() : "";
        return new ScanPage(next, head.generation, head.sequence, page);
    }

    public final List<String> members(String index, int limit) {
        checkThere();
        return indexes.members(index, limit);
    }

    public final Due due(int limit, long clockMs) {
        checkThere();
        return timers.due(limit, now(clockMs));
    }

    public final void disarm(Collection<Timer> pointless) {
        checkThere();
        timers.disarm(pointless);
        undo.stroke();
    }

    public final Lease lease() {
        checkThere();
        return lease.of(head.generation);
    }

    public final Optional<Claimed> claim(Lease seen, String owner) {
        checkThere();
        return lease.claim(seen, owner, head.generation).map(taken -> new Claimed(taken, head.sequence));
    }

    public final Optional<Lease> beat(Lease held) {
        checkThere();
        return lease.beat(held, head.generation);
    }

    public final void release(Lease held) {
        checkThere();
        lease.release(held, head.generation);
    }

    // What is checked

    /** Whether what was read or asked for is of the present data set. */
    protected boolean generationFits(long asked, long present) {
        return asked == present;
    }

    protected boolean epochFits(long asked, long present) {
        return asked == present;
    }

    /** Whether the version of this entity counts for this commit: it always does. */
    protected boolean isChecked(Commit commit, Commit.Read read) {
        return true;
    }

    /** Whether the reply is kept at the same stroke: it always is. */
    protected boolean keepsReply(Commit commit) {
        return true;
    }

    /** Whether the entry reaches the log: it always does. */
    protected boolean isLogged(Commit commit) {
        return true;
    }

    /** Whether what is over may leave the store: once its last entry is archived. */
    protected boolean mayGo(Versioned over, long archivedSequence) {
        return over.sequence() <= archivedSequence;
    }

    /** What a trim looks through, with the time since when it is over. */
    protected Map<String, Long> over() {
        return closed;
    }

    /** The region's time: the store's clock, never below the last entry's. */
    protected long now(long clockMs) {
        return Math.max(clockMs, head.atMs);
    }

    // What is there

    public final Versioned get(String key) {
        return entities.get(key);
    }

    public final long generation() {
        return head.generation;
    }

    public final long sequence() {
        return head.sequence;
    }

    /** Every entry that there was, trimmed or not. */
    public final List<Entry> log() {
        return log.all();
    }

    /** The entries that have not been trimmed. */
    public final List<Entry> kept() {
        return log.kept();
    }

    /** What trims took of what is over, in their order. */
    public final List<Taken> trims() {
        return trims;
    }

    /** Every entity and record, by key. */
    public final List<Versioned> all() {
        return entities.all();
    }

    public final Map<ByteString, StoredReply> replies() {
        return replies;
    }

    public final Map<Effects.TimerName, Long> timers() {
        return timers.all();
    }

    public final Map<String, Long> pools() {
        return pools;
    }

    public final Map<String, Long> counters() {
        return counters;
    }

    /** What is over, by key, with the time since when. */
    public final Map<String, Long> closed() {
        return closed;
    }

    /** Index sets, each with its members. */
    public final Set<Effects.Membership> indexes() {
        return indexes.all();
    }

    /** Loses a record as if it had expired. */
    protected final void expire(String key) {
        entities.remove(key);
        undo.stroke();
    }

    private void set(Head next) {
        Head before = head;
        undo.did(() -> head = before);
        head = next;
    }

    private void add(Map<String, Long> sums, String name, long amount) {
        undo.put(sums, name, sums.getOrDefault(name, 0L) + amount);
    }
}
