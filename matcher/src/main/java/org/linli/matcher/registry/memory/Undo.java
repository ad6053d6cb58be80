package org.linli.matcher.registry.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes that can be taken back, the last first. A mark is the number of writes before it. Writes belong to strokes: one
 * that is not whole leaves nothing.
 */
final class Undo {
    private final List<Runnable> backwards = new ArrayList<>();
    private final List<Integer> strokes = new ArrayList<>();

    int mark() {
        return backwards.size();
    }

    /** All writes since the last stroke were one. */
    void stroke() {
        strokes.add(backwards.size());
    }

    /** Goes back to the last whole stroke at the mark or before. */
    void rollBackTo(int mark) {
        while (!strokes.isEmpty() && strokes.get(strokes.size() - 1) > mark) {
            strokes.remove(strokes.size() - 1);
        }
        int kept = strokes.isEmpty() ? 0 : strokes.get(strokes.size() - 1);
        while (backwards.size() > kept) {
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

    /** The name stands for the moment, in Unix milliseconds; for none where that is 0. */
    <K> void schedule(Map<K, Long> map, K name, long atMs) {
        if (atMs > 0) {
            put(map, name, atMs);
        } else {
            remove(map, name);
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
