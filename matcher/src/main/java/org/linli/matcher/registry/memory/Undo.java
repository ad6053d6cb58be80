package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that can be taken back, the last first. A mark is the number of writes before it. */
final class Undo {
    private final List<Runnable> backwards = new ArrayList<>();

    int mark() {
        return backwards.size();
    }

    void rollBackTo(int mark) {
        while (backwards.size() > mark) {
            backwards.remove(backwards.size() - 1).run();
        }
    }

    void did(Runnable backward) {
        backwards.add(backward);
    }

    <K, V> void put(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        did(() -> restore(map, key, before));
    }

    <K, V> void remove(Map<K, V> map, K key) {
        V before = map.remove(key);
        if (before != null) {
            did(() -> map.put(key, before));
        }
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }
}
