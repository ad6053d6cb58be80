package org.linli.matcher.registry.node;

import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.State;

/** What one read saw, for a decision. */
record ReadState(Map<String, Versioned> entities, PolicyCache.Held held) implements State {
    @Override
    public Versioned get(String key) {
        Versioned entity = entities.get(key);
        if (entity == null) {
            throw new IllegalStateException("key (" + key + ") was not read for this decision");
        }
        return entity;
    }

    @Override
    public boolean has(String key) {
        return entities.containsKey(key);
    }

    @Override
    public RegionPolicy policy() {
        return held.rules();
    }

    @Override
    public long policyVersion() {
        return held.stored().version();
    }
}
