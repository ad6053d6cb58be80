package org.linli.matcher.registry.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Change;
import org.linli.proto.Entry;

/**
 * The entities that this node last read or saw committed, each in its newest version, so that a command need not read them
 * again. What stands here is a guess: the commit compares every version that a decision was made on. Used on the loop.
 */
final class KnownEntities {
    /** Calendar, file and account of twenty thousand volunteers; mostly shared with the book of work, else about 1 kB each. */
    static final int LIMIT = 65_536;

    private final Map<String, Versioned> known;
    private long generation;

    KnownEntities() {
        this(LIMIT);
    }

    /** @param limit how many are kept; beyond it those go first that were not asked for longest */
    KnownEntities(int limit) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Versioned> eldest) {
                return size() > limit;
            }
        };
    }

    /** This stood in the store. What is older than what is known changes nothing. */
    void learn(long ofGeneration, Versioned seen) {
        if (ofGeneration != generation) {
            known.clear();
            generation = ofGeneration;
        }
        known.merge(seen.key(), seen, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    }

    void learn(Entry entry) {
        for (Change change : entry.getChangesList()) {
            learn(
                    entry.getGeneration(),
                    new Versioned(change.getKey(), change.getVersion(), entry.getSequence(), change.getAfter()));
        }
    }

    /** These are about to change, or turned out to have changed. */
    void forget(Collection<String> keys) {
        keys.forEach(known::remove);
    }

    Optional<Versioned> find(long inGeneration, String key) {
        return inGeneration == generation ? Optional.ofNullable(known.get(key)) : Optional.empty();
    }
}
