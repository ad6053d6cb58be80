package org.linli.matcher.registry.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.node.DirectRegistry;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Command;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.Reply;

/** What tests of the core ask of the region in memory. */
final class ModelStore {
    /** May be changed, to have timers that no decision would arm. */
    final Map<Effects.TimerName, Long> timers;

    private final DirectRegistry registry;

    ModelStore(RegionPolicy policy) {
        registry = new DirectRegistry(PolicyReader::read, policy);
        timers = registry.region().timers();
    }

    RegionPolicy policy() {
        return registry.policy();
    }

    Reply submit(Command command, long nowMs) {
        return registry.submit(command, 0, nowMs);
    }

    List<Versioned> entities() {
        return registry.region().all();
    }

    /** Takes what is over for so long; gives how many orders and activities went. */
    long trim(long keepMs, long nowMs) {
        MemoryRegion region = registry.region();
        return region.trim(region.generation(), region.sequence(), keepMs, nowMs)
                .over();
    }

    Set<Effects.Membership> indexes() {
        return Set.copyOf(registry.region().indexes());
    }

    /** By account and what is counted, with a colon between: minutes, or points in thousandths. */
    Map<String, Long> pools() {
        return registry.region().pools();
    }

    Map<String, Long> counters() {
        return registry.region().counters();
    }

    Versioned get(String key) {
        return registry.region().get(key);
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
}
