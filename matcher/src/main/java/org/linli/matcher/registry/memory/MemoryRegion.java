package org.linli.matcher.registry.memory;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
    private static final Comparator<Effects.TimerName> BY_NAME =
            Comparator.comparing(Effects.TimerName::kind).thenComparing(Effects.TimerName::subject);

    private final Undo undo = new Undo();
    private final NavigableMap<String, Versioned> entities = new TreeMap<>();
    private final Map<String, Versioned> records = new TreeMap<>();
    private final List<Entry> log = new ArrayList<>();
    private final Map<Effects.TimerName, Long> timers = new TreeMap<>(BY_NAME);
    private final Map<String, Boolean> members = new TreeMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Long> pools = new TreeMap<>();
    private final Map<String, Long> closed = new TreeMap<>();
    private final Map<ByteString, StoredReply> replies = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private Head head;
    private Lease lease;

    private record Head(long generation, int level, long sequence, long atMs) {}

    /** @param generation 0: the region is not founded, and nothing but that can be done */
    public MemoryRegion(long generation) {
        head = new Head(generation, 0, 0, 0);
        lease = new Lease(generation, 0, "", 0);
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

    /** @param clockMs the store's clock; it may jump, the region's time does not go back */
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
        commit.indexes().forEach(this::index);
        commit.timers().forEach(this::timer);
        commit.closings().forEach(closing -> schedule(closed, closing.orderKey(), closing.closedAtMs()));
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
            undo.did(() -> log.remove(log.size() - 1));
        }
        set(new Head(head.generation, head.level, sequence, atMs));
        for (Change change : commit.changes()) {
            Versioned after = new Versioned(change.getKey(), change.getVersion(), sequence, change.getAfter());
            undo.put(home(change.getKey()), change.getKey(), after);
        }
        return sequence;
    }

    public final LogPage range(long generation, long afterSequence, int limit) {
        checkThere();
        List<Entry> entries = new ArrayList<>();
        if (generationFits(generation, head.generation)) {
            for (int i = firstAfter(afterSequence); i < log.size() && entries.size() < limit; i++) {
                entries.add(log.get(i));
            }
        } else if (generation < head.generation) {
            log.stream()
                    .filter(entry -> isKeptOf(generation, afterSequence, entry))
                    .limit(limit)
                    .forEach(entries::add);
        }
        boolean reaches = afterSequence == Store.START
                || head.sequence <= afterSequence
                || (!entries.isEmpty() && entries.get(0).getSequence() == afterSequence + 1);
        boolean trimmed = generation == head.generation && !reaches;
        return new LogPage(head.generation, head.sequence, trimmed, trimmed ? List.of() : entries);
    }

    private static boolean isKeptOf(long generation, long afterSequence, Entry entry) {
        return generation == 0 || (entry.getGeneration() == generation && entry.getSequence() > afterSequence);
    }

    /** Sequences rise through all generations, and only entries of the present one are asked for. */
    private int firstAfter(long sequence) {
        int from = log.size();
        while (from > 0
                && log.get(from - 1).getSequence() > sequence
                && log.get(from - 1).getGeneration() == head.generation) {
            from--;
        }
        return from;
    }

    /** The cursor is the last key of the page before. */
    public final ScanPage scan(String cursor, int limit) {
        checkThere();
        List<Versioned> page = new ArrayList<>();
        for (Versioned entity : entities.tailMap(cursor, false).values()) {
            if (page.size() == limit) {
                return new ScanPage(page.get(limit - 1).key(), head.generation, head.sequence, page);
            }
            page.add(entity);
        }
        return new ScanPage("", head.generation, head.sequence, page);
    }

    public final List<String> members(String index, int limit) {
        checkThere();
        String prefix = index + '\n';
        return members.keySet().stream()
                .filter(member -> member.startsWith(prefix))
                .map(member -> member.substring(prefix.length()))
                .limit(limit)
                .toList();
    }

    public final Due due(int limit, long clockMs) {
        checkThere();
        long nowMs = now(clockMs);
        List<Timer> armed = new ArrayList<>();
        timers.forEach((name, due) -> armed.add(Timer.newBuilder()
                .setKind(name.kind())
                .setSubject(name.subject())
                .setDueMs(due)
                .build()));
        armed.sort(Comparator.comparingLong(Timer::getDueMs));
        List<Timer> due = armed.stream()
                .filter(timer -> timer.getDueMs() <= nowMs)
                .limit(limit)
                .toList();
        long next = due.size() < armed.size() ? armed.get(due.size()).getDueMs() : 0;
        return new Due(nowMs, due, next);
    }

    public final void disarm(Collection<Timer> pointless) {
        checkThere();
        for (Timer timer : pointless) {
            Effects.TimerName name = new Effects.TimerName(timer.getKind(), timer.getSubject());
            if (Long.valueOf(timer.getDueMs()).equals(timers.get(name))) {
                undo.remove(timers, name);
            }
        }
        undo.stroke();
    }

    public final Lease lease() {
        checkThere();
        return new Lease(head.generation, lease.epoch(), lease.owner(), lease.beat());
    }

    public final Optional<Claimed> claim(Lease seen, String owner) {
        checkThere();
        boolean fits =
                seen.generation() == head.generation && seen.epoch() == lease.epoch() && seen.beat() == lease.beat();
        return fits ? Optional.of(taken(new Lease(head.generation, lease.epoch() + 1, owner, 0))) : Optional.empty();
    }

    public final Optional<Lease> beat(Lease held) {
        checkThere();
        return isHeldBy(held) ? Optional.of(taken(held).lease()) : Optional.empty();
    }

    public final void release(Lease held) {
        checkThere();
        if (isHeldBy(held)) {
            taken(new Lease(head.generation, held.epoch(), "", 0));
        }
    }

    private boolean isHeldBy(Lease held) {
        return held.generation() == head.generation
                && held.epoch() == lease.epoch()
                && held.owner().equals(lease.owner());
    }

    private Claimed taken(Lease by) {
        Lease before = lease;
        undo.did(() -> lease = before);
        undo.stroke();
        lease = new Lease(head.generation, by.epoch(), by.owner(), before.beat() + 1);
        return new Claimed(lease, head.sequence);
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

    /** The region's time: the store's clock, never below the last entry's. */
    protected long now(long clockMs) {
        return Math.max(clockMs, head.atMs);
    }

    // What is there

    public final Versioned get(String key) {
        Versioned entity = home(key).get(key);
        return entity == null ? new Versioned(key, 0, 0, Entity.getDefaultInstance()) : entity;
    }

    public final long generation() {
        return head.generation;
    }

    public final long sequence() {
        return head.sequence;
    }

    public final List<Entry> log() {
        return log;
    }

    /** Every entity and record, by key. */
    public final List<Versioned> all() {
        List<Versioned> all = new ArrayList<>(entities.values());
        all.addAll(records.values());
        return all;
    }

    public final Map<ByteString, StoredReply> replies() {
        return replies;
    }

    public final Map<Effects.TimerName, Long> timers() {
        return timers;
    }

    public final Map<String, Long> pools() {
        return pools;
    }

    public final Map<String, Long> counters() {
        return counters;
    }

    /** Orders that are closed, by key, with the time at which they closed. */
    public final Map<String, Long> closed() {
        return closed;
    }

    /** Index sets, each with its members. */
    public final Set<Effects.Membership> indexes() {
        Set<Effects.Membership> all =
                new TreeSet<>(Comparator.comparing(Effects.Membership::set).thenComparing(Effects.Membership::member));
        members.keySet().forEach(member -> {
            int end = member.indexOf('\n');
            all.add(new Effects.Membership(member.substring(0, end), member.substring(end + 1)));
        });
        return all;
    }

    /** Loses a record as if it had expired. */
    protected final void expire(String key) {
        undo.remove(home(key), key);
        undo.stroke();
    }

    private Map<String, Versioned> home(String key) {
        String kind = EntityKey.kind(key);
        return kind.equals("posting") || kind.equals("ledger") ? records : entities;
    }

    private void set(Head next) {
        Head before = head;
        undo.did(() -> head = before);
        head = next;
    }

    private void index(Decision.IndexChange change) {
        String member = change.set() + '\n' + change.member();
        if (change.added()) {
            undo.put(members, member, true);
        } else {
            undo.remove(members, member);
        }
    }

    private void timer(Decision.TimerChange change) {
        schedule(
                timers,
                new Effects.TimerName(change.kind(), change.subject()),
                change.armed() ? Math.max(1, change.dueMs()) : 0);
    }

    private <K> void schedule(Map<K, Long> map, K name, long atMs) {
        if (atMs > 0) {
            undo.put(map, name, atMs);
        } else {
            undo.remove(map, name);
        }
    }

    private void add(Map<String, Long> sums, String name, long amount) {
        undo.put(sums, name, sums.getOrDefault(name, 0L) + amount);
    }
}
