package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.Reply;

/** A store in memory: decides as often as more is to be read, and applies what is accepted, checking its form. */
final class ModelStore {
    final Map<String, Versioned> entities = new TreeMap<>();
    final Map<Effects.TimerName, Long> timers = new LinkedHashMap<>();
    final Set<Effects.Membership> indexes = new LinkedHashSet<>();
    final Map<String, long[]> pools = new TreeMap<>();
    final Map<String, Long> counters = new TreeMap<>();

    private final Decider decider = new Decider();
    private RegionPolicy policy;
    private long policyVersion;
    private long sequence;

    ModelStore(RegionPolicy policy) {
        this.policy = policy;
    }

    RegionPolicy policy() {
        return policy;
    }

    Reply submit(Command command, long nowMs) {
        Set<String> keys = new LinkedHashSet<>(Decider.reads(command));
        for (int round = 0; round < 5; round++) {
            Decision decision = decider.decide(new Snapshot(keys), command, nowMs);
            assertThat(decider.decide(new Snapshot(keys), command, nowMs)).isEqualTo(decision);
            if (decision instanceof Decision.Rejected rejected) {
                assertThat(rejected.reply().getProblem()).isNotEmpty();
                return rejected.reply();
            }
            if (decision instanceof Decision.Accepted accepted) {
                apply(accepted, keys);
                return accepted.reply();
            }
            if (decision instanceof Decision.NeedMore more) {
                assertThat(more.keys()).isNotEmpty().doesNotContainAnyElementsOf(keys);
                keys.addAll(more.keys());
            }
        }
        throw new AssertionError("no decision in 5 rounds for " + command);
    }

    Versioned get(String key) {
        return entities.getOrDefault(key, new Versioned(key, 0, 0, Entity.getDefaultInstance()));
    }

    Order order(String id) {
        return get(EntityKey.order(id)).entity().getOrder();
    }

    Calendar calendar(String id) {
        return get(EntityKey.calendar(id)).entity().getCalendar();
    }

    Profile profile(String id) {
        return get(EntityKey.profile(id)).entity().getProfile();
    }

    Account account(String id) {
        return get(EntityKey.account(id)).entity().getAccount();
    }

    private void apply(Decision.Accepted accepted, Set<String> readKeys) {
        assertThat(accepted.reply().getProblem()).isEmpty();
        Map<String, Entity> changed = new HashMap<>();
        sequence += accepted.changes().isEmpty() ? 0 : 1;
        for (Decision.Change change : accepted.changes()) {
            assertThat(changed.put(change.key(), change.after())).isNull();
            Versioned before = get(change.key());
            if (!readKeys.contains(change.key())) {
                assertThat(before.version()).as("unread %s", change.key()).isZero();
            }
            entities.put(change.key(), new Versioned(change.key(), before.version() + 1, sequence, change.after()));
        }
        follow(accepted);
        adoptPolicy(changed.get(EntityKey.POLICY));
    }

    private void follow(Decision.Accepted accepted) {
        for (Decision.TimerChange change : accepted.timers()) {
            Effects.TimerName name = new Effects.TimerName(change.kind(), change.subject());
            Optional.of(change.dueMs())
                    .filter(due -> change.armed())
                    .ifPresentOrElse(due -> timers.put(name, due), () -> timers.remove(name));
        }
        for (Decision.IndexChange change : accepted.indexes()) {
            Effects.Membership membership = new Effects.Membership(change.set(), change.member());
            assertThat(change.added() ? indexes.add(membership) : indexes.remove(membership))
                    .isTrue();
        }
        for (Decision.PoolChange change : accepted.pools()) {
            long[] pool = pools.computeIfAbsent(change.accountId(), id -> new long[2]);
            pool[0] += change.minutes();
            pool[1] += change.pointsMilli();
        }
        accepted.counters().forEach(counter -> counters.merge(counter.name(), counter.amount(), Long::sum));
    }

    private void adoptPolicy(@org.jspecify.annotations.Nullable Entity entity) {
        if (entity != null) {
            policy = PolicyReader.read(entity.getPolicy().getYaml());
            policyVersion = get(EntityKey.POLICY).version();
        }
    }

    private final class Snapshot implements State {
        private final Set<String> keys;

        Snapshot(Set<String> keys) {
            this.keys = Set.copyOf(keys);
        }

        @Override
        public Versioned get(String key) {
            if (!keys.contains(key)) {
                throw new IllegalStateException("key (" + key + ") was not read");
            }
            return ModelStore.this.get(key);
        }

        @Override
        public boolean has(String key) {
            return keys.contains(key);
        }

        @Override
        public RegionPolicy policy() {
            return policy;
        }

        @Override
        public long policyVersion() {
            return policyVersion;
        }
    }
}
