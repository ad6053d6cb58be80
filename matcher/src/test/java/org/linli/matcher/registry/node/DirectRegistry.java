package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.memory.MemoryRegion;
import org.linli.matcher.registry.store.Commit;
import org.linli.matcher.registry.store.Outcome;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Reply;

/**
 * A region in memory for tests: each command is decided and committed at one stroke, as a submission does it on its way
 * through the store, and the form of each decision is checked. For one thread.
 */
public final class DirectRegistry {
    private static final long GENERATION = 1;
    /** A decision names what it lacks once or twice. */
    private static final int ROUNDS = 5;

    private final MemoryRegion region = new MemoryRegion(GENERATION);
    private final Decider decider = new Decider();
    private final PolicyCache policies;

    /**
     * @param reader   makes rules of a policy's YAML
     * @param standing the rules while the region has none stored
     */
    public DirectRegistry(Function<String, RegionPolicy> reader, RegionPolicy standing) {
        policies = new PolicyCache(reader, standing);
    }

    public MemoryRegion region() {
        return region;
    }

    /** The rules in force. */
    public RegionPolicy policy() {
        return policies.seen(GENERATION, region.get(EntityKey.POLICY), policies.newest())
                .rules();
    }

    /** @param leaseEpoch under which it is committed; 0: under none */
    public Reply submit(Command command, long leaseEpoch, long clockMs) {
        Set<String> keys = new LinkedHashSet<>(List.of(EntityKey.POLICY));
        keys.addAll(Decider.reads(command));
        for (int round = 0; round < ROUNDS; round++) {
            ReadState state = read(keys);
            long nowMs = region.timeMs(clockMs);
            Decision decision = decider.decide(state, command, nowMs);
            assertThat(decider.decide(state, command, nowMs)).isEqualTo(decision);
            if (decision instanceof Decision.Rejected rejected) {
                assertThat(rejected.reply().getProblem()).isNotEmpty();
                return rejected.reply();
            }
            if (decision instanceof Decision.Accepted accepted) {
                return commit(command, leaseEpoch, state, accepted, clockMs);
            }
            List<String> more = ((Decision.NeedMore) decision).keys();
            assertThat(more).isNotEmpty().doesNotContainAnyElementsOf(keys);
            keys.addAll(more);
        }
        throw new AssertionError("no decision in " + ROUNDS + " rounds for " + command);
    }

    private ReadState read(Set<String> keys) {
        Map<String, Versioned> entities = new LinkedHashMap<>();
        keys.forEach(key -> entities.put(key, region.get(key)));
        return new ReadState(entities, policies.seen(GENERATION, region.get(EntityKey.POLICY), policies.newest()));
    }

    private Reply commit(Command command, long leaseEpoch, ReadState state, Decision.Accepted accepted, long clockMs) {
        assertThat(accepted.reply().getProblem()).isEmpty();
        assertThat(accepted.changes()).extracting(Decision.Change::key).doesNotHaveDuplicates();
        accepted.indexes().forEach(this::changesSomething);
        Commits.Guard guard = new Commits.Guard(GENERATION, leaseEpoch, ByteString.EMPTY, ByteString.EMPTY);
        Outcome outcome = region.commit(Commits.accepted(guard, command, state, accepted), clockMs);
        if (outcome instanceof Outcome.LeaseLost) {
            return LinliRegistry.problem("lease-lost");
        }
        Outcome.Done done = (Outcome.Done) outcome;
        return accepted.reply().toBuilder()
                .setSequence(done.sequence())
                .setGeneration(done.generation())
                .build();
    }

    private void changesSomething(Decision.IndexChange change) {
        boolean there = region.members(change.set(), Integer.MAX_VALUE).contains(change.member());
        assertThat(there).as("%s", change).isNotEqualTo(change.added());
    }

    /** Changes an entity without a command that would decide it. */
    public void put(String key, Entity after, long clockMs) {
        Change change = Change.newBuilder()
                .setKey(key)
                .setVersion(region.get(key).version() + 1)
                .setAfter(after)
                .build();
        region.commit(
                new Commit(
                        GENERATION,
                        0,
                        ByteString.EMPTY,
                        ByteString.EMPTY,
                        Reply.getDefaultInstance(),
                        0,
                        Command.getDefaultInstance(),
                        List.of(),
                        List.of(change),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                clockMs);
    }
}
