package org.linli.matcher.registry.node;

import java.util.Map;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Entity;

/** The newest policy that this node has read, so that it is neither sent nor parsed for every command. */
final class PolicyCache {
    /** A version of the policy, as stored and as rules. */
    record Held(Versioned stored, RegionPolicy rules) {}

    private final Function<String, RegionPolicy> reader;
    private volatile Held held;

    /**
     * @param reader   makes rules of a policy's YAML; throws where it cannot
     * @param standing the rules while the region has none stored
     */
    PolicyCache(Function<String, RegionPolicy> reader, RegionPolicy standing) {
        this.reader = reader;
        this.held = new Held(new Versioned(EntityKey.POLICY, 0, 0, Entity.getDefaultInstance()), standing);
    }

    Held newest() {
        return held;
    }

    static Map<String, Long> heldVersions(Held held) {
        long version = held.stored.version();
        return version == 0 ? Map.of() : Map.of(EntityKey.POLICY, version);
    }

    /** The policy that a read saw: the one that the reader held, or the new one that came with it. */
    Held seen(Versioned read, Held heldByReader) {
        if (read.version() == heldByReader.stored.version()) {
            return heldByReader;
        }
        if (read.version() == held.stored.version()) {
            return held;
        }
        Held fresh = new Held(read, parse(read));
        if (read.version() > held.stored.version()) {
            held = fresh;
        }
        return fresh;
    }

    private RegionPolicy parse(Versioned read) {
        try {
            return reader.apply(read.entity().getPolicy().getYaml());
        } catch (RuntimeException e) {
            throw new Registry.Unavailable("This node cannot read version " + read.version() + " of the policy ("
                    + e.getMessage() + "). Maybe it is older than the one that published it.");
        }
    }
}
