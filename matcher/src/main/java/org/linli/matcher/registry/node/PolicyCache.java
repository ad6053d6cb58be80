package org.linli.matcher.registry.node;

import java.util.Map;
import java.util.function.Function;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry;
import org.linli.matcher.registry.Registry.Versioned;

/** The newest policy that this node has read, so that it is neither sent nor parsed for every command. */
final class PolicyCache {
    /** A version of the policy, as stored in a generation and as rules; version 0 is every generation's. */
    record Held(Versioned stored, RegionPolicy rules, long generation) {
        boolean isOf(long ofGeneration) {
            return stored.version() == 0 || ofGeneration == generation;
        }

        /** Whether a read that was spared this one's text saw another of the same version: the region was put back. */
        boolean isMistakenFor(Versioned read, long ofGeneration) {
            return read.version() == stored.version() && !isOf(ofGeneration);
        }
    }

    private final Function<String, RegionPolicy> reader;
    private final Held standing;
    private volatile Held held;

    /**
     * @param reader   makes rules of a policy's YAML; throws where it cannot
     * @param standing the rules while the region has none stored
     */
    PolicyCache(Function<String, RegionPolicy> reader, RegionPolicy standing) {
        this.reader = reader;
        this.standing = new Held(Versioned.absent(EntityKey.POLICY), standing, 0);
        this.held = this.standing;
    }

    Held newest() {
        return held;
    }

    static Map<String, Long> heldVersions(Held held) {
        long version = held.stored.version();
        return version == 0 ? Map.of() : Map.of(EntityKey.POLICY, version);
    }

    /** The next read will bring the text. */
    void forget() {
        held = standing;
    }

    /** The policy that a read saw: the one that the reader held, or the new one that came with it. */
    Held seen(long generation, Versioned read, Held heldByReader) {
        if (read.version() == heldByReader.stored.version() && heldByReader.isOf(generation)) {
            return heldByReader;
        }
        Held newest = held;
        if (read.version() == newest.stored.version() && newest.isOf(generation)) {
            return newest;
        }
        Held fresh = new Held(read, parse(read), generation);
        if (!newest.isOf(generation) || read.version() > newest.stored.version()) {
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
