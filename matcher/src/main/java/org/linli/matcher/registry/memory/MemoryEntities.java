package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.Registry.Versioned;

/** A region's entities, which readers load when they start, and its records, which are only ever looked up by key. */
final class MemoryEntities {
    private final NavigableMap<String, Versioned> entities = new TreeMap<>();
    private final Map<String, Versioned> records = new TreeMap<>();
    private final Undo undo;

    MemoryEntities(Undo undo) {
        this.undo = undo;
    }

    /** Version 0 where there is none. */
    Versioned get(String key) {
        Versioned entity = home(key).get(key);
        return entity == null ? Versioned.absent(key) : entity;
    }

    void put(Versioned after) {
        undo.put(home(after.key()), after.key(), after);
    }

    /** Whether it was there at all. */
    boolean remove(String key) {
        boolean there = home(key).containsKey(key);
        if (there) {
            undo.remove(home(key), key);
        }
        return there;
    }

    /** The entities behind the key, in the order of their keys. */
    List<Versioned> after(String key, long limit) {
        return entities.tailMap(key, false).values().stream().limit(limit).toList();
    }

    /** Every entity, then every record, by key. */
    List<Versioned> all() {
        List<Versioned> all = new ArrayList<>(entities.values());
        all.addAll(records.values());
        return all;
    }

    private Map<String, Versioned> home(String key) {
        return EntityKey.isRecord(key) ? records : entities;
    }
}
