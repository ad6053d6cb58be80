package org.linli.load.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Effects;
import org.linli.matcher.registry.node.Rules;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Timer;

/** Walks along the log from its first entry, keeping the state that it makes, and looks at each step and at the end. */
final class LogCheck {
    /** In calm: a poll, a commit, and a turn of a busy machine. */
    static final long TIMER_BOUND_MS = 1_500;

    private final Findings findings;
    private final Function<String, RegionPolicy> policies;
    private final Calmness calm;
    private final Requests requests;
    private final Leases leases;
    private final LogFacts facts = new LogFacts();
    private final Replay replay;
    private final OrderCheck orders;
    private final ActivityCheck activities;
    private final SeriesCheck series;
    private final EmergencyCheck emergencies;
    private final TrimCheck trims;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Happening.Stored> stored = new ArrayList<>();
    private final Map<Effects.TimerName, Long> armed = new HashMap<>();
    private final Map<Effects.TimerName, Long> timers = new HashMap<>();
    private final Map<String, Long> pooled = new HashMap<>();
    private boolean hasStored;
    private @Nullable Entry last;

    LogCheck(
            Findings findings,
            Function<String, RegionPolicy> policies,
            Rules rules,
            Calmness calm,
            Requests requests,
            Leases leases) {
        this.findings = findings;
        this.policies = policies;
        this.calm = calm;
        this.requests = requests;
        this.leases = leases;
        this.replay = new Replay(findings, facts, rules);
        this.orders = new OrderCheck(findings, facts);
        this.activities = new ActivityCheck(findings, facts);
        this.series = new SeriesCheck(findings, facts);
        this.emergencies = new EmergencyCheck(findings, facts);
        this.trims = new TrimCheck(findings, facts);
    }

    LogFacts facts() {
        return facts;
    }

    void take(Happening happening) {
        if (happening instanceof Happening.Logged logged) {
            entries.add(logged.entry());
            facts.entry(logged.entry());
        } else if (happening instanceof Happening.Stored entity) {
            hasStored = true;
            stored.add(entity);
        } else if (happening instanceof Happening.Trimmed trim) {
            trims.take(trim);
        } else if (happening instanceof Happening.Armed timer) {
            armed.put(new Effects.TimerName(Timer.Kind.forNumber(timer.kind()), timer.subject()), timer.dueMs());
        } else if (happening instanceof Happening.Pooled pool) {
            pooled.put(pool.account(), pool.amount());
        }
    }

    /** Replies and claims stand beside the log in the history, so it is walked when all are known. */
    void end() {
        for (Entry entry : entries) {
            trims.before(entry.getSequence());
            step(entry);
        }
        trims.before(Long.MAX_VALUE);
        if (hasStored) {
            storedStates();
            timersInTheEnd();
            new Sums(findings).check(facts.state.values(), pooled);
        }
        if (calm.hasEnd()) {
            new ServiceCheck(findings, facts, calm).check(policy());
        }
    }

    private RegionPolicy policy() {
        return policies.apply(facts.get(EntityKey.POLICY).entity().getPolicy().getYaml());
    }

    private void step(Entry entry) {
        order(entry);
        requests.check(entry);
        leases.check(entry);
        RegionPolicy policy = policy();
        Command sent = requests.asSent(entry);
        replay.check(entry, sent, policy);
        fired(entry);
        Emergency emergency = facts.get(EntityKey.EMERGENCY).entity().getEmergency();
        emergencies.before(entry);
        Map<String, Entity> before = new HashMap<>();
        for (Change change : entry.getChangesList()) {
            before.put(change.getKey(), apply(entry, change));
        }
        for (Change change : entry.getChangesList()) {
            changed(entry, change, before.getOrDefault(change.getKey(), Entity.getDefaultInstance()), policy);
        }
        orders.settle(entry);
        emergencies.after(emergency);
        last = entry;
    }

    private void order(Entry entry) {
        Entry before = last;
        boolean rises = before == null
                ? entry.getSequence() == 1
                : entry.getSequence() == before.getSequence() + 1
                        && entry.getGeneration() >= before.getGeneration()
                        && entry.getAtMs() >= before.getAtMs();
        findings.expect(
                rises, Invariant.ORDER, () -> place(entry) + " follows " + (before == null ? "" : place(before)));
    }

    private static String place(Entry entry) {
        return entry.getGeneration() + "-" + entry.getSequence() + " at " + entry.getAtMs();
    }

    private Entity apply(Entry entry, Change change) {
        Versioned before = facts.get(change.getKey());
        findings.expect(
                change.getVersion() == before.version() + 1,
                Invariant.ORDER,
                () -> change.getKey() + " goes from version " + before.version() + " to " + change.getVersion()
                        + " by entry " + entry.getSequence());
        facts.state.put(
                change.getKey(),
                new Versioned(change.getKey(), change.getVersion(), entry.getSequence(), change.getAfter()));
        return before.entity();
    }

    private void changed(Entry entry, Change change, Entity before, RegionPolicy policy) {
        if (change.getAfter().hasOrder()) {
            facts.order(change.getAfter().getOrder());
            Effects.timersOf(before.getOrder(), policy).keySet().forEach(timers::remove);
            timers.putAll(Effects.timersOf(change.getAfter().getOrder(), policy));
            orders.order(before.getOrder(), change.getAfter().getOrder());
            new TeamCheck(findings, facts)
                    .order(before.getOrder(), change.getAfter().getOrder());
            series.order(change.getAfter().getOrder());
            orders.confirmed(entry, before.getOrder(), change.getAfter().getOrder());
        } else if (change.getAfter().hasCalendar()) {
            Effects.timersOf(before.getCalendar()).keySet().forEach(timers::remove);
            timers.putAll(Effects.timersOf(change.getAfter().getCalendar()));
            orders.calendar(before.getCalendar(), change.getAfter().getCalendar());
        } else if (change.getAfter().hasActivity()) {
            Effects.timersOf(before.getActivity(), policy).keySet().forEach(timers::remove);
            timers.putAll(Effects.timersOf(change.getAfter().getActivity(), policy));
            activities.check(before.getActivity(), change.getAfter().getActivity());
            orders.activity(change.getAfter().getActivity());
        } else if (change.getAfter().hasSeries()) {
            Effects.timersOf(before.getSeries(), policy).keySet().forEach(timers::remove);
            timers.putAll(Effects.timersOf(change.getAfter().getSeries(), policy));
            series.check(change.getAfter().getSeries());
        } else if (change.getAfter().hasEmergency()) {
            Effects.timersOf(before.getEmergency()).keySet().forEach(timers::remove);
            timers.putAll(Effects.timersOf(change.getAfter().getEmergency()));
        }
    }

    private void fired(Entry entry) {
        if (!entry.getCause().hasFireTimer() || entry.getChangesCount() == 0) {
            return;
        }
        Timer timer = entry.getCause().getFireTimer().getTimer();
        Long due = timers.get(new Effects.TimerName(timer.getKind(), timer.getSubject()));
        findings.expect(
                due != null && entry.getAtMs() >= due,
                Invariant.TIMER_EARLY,
                () -> "fired at " + entry.getAtMs() + ", due " + due + ": " + timer);
        if (due != null && due >= calm.fromMs()) {
            findings.expect(
                    entry.getAtMs() <= due + TIMER_BOUND_MS,
                    Invariant.TIMER_LATE,
                    () -> "fired " + (entry.getAtMs() - due) + " ms late: " + timer);
        }
    }

    private void storedStates() {
        for (Happening.Stored entity : stored) {
            Versioned made = facts.get(entity.key());
            boolean same = made.version() == entity.version() && made.entity().equals(entity.entity());
            findings.expect(
                    same,
                    Invariant.REPLAY,
                    () -> entity.key() + " is stored at version " + entity.version() + ", the log makes "
                            + made.version());
        }
        Set<String> keys = new HashSet<>();
        stored.forEach(entity -> keys.add(entity.key()));
        for (String key : facts.state.keySet()) {
            findings.expect(
                    keys.contains(key) != facts.hasLeftTheStore(key),
                    Invariant.TRIMMED,
                    () -> key + (keys.contains(key) ? " was trimmed and is" : " was not trimmed and is not")
                            + " in the store");
        }
    }

    private void timersInTheEnd() {
        timers.forEach((name, due) -> {
            findings.expect(
                    due.equals(armed.get(name)),
                    Invariant.TIMER_LATE,
                    () -> name + " due " + due + " is armed for " + armed.get(name));
            findings.expect(
                    !calm.hasEnd() || due >= calm.endMs() - TIMER_BOUND_MS,
                    Invariant.TIMER_LATE,
                    () -> name + " was due at " + due + " and has not fired by " + calm.endMs());
        });
    }
}
