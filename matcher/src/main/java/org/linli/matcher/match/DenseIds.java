package org.linli.matcher.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for keys, as {@link Matching} wants them: each key has one number while it is held, the numbers in use
 * stay close together, and a number that was released is the next to be handed out. Not thread-safe.
 *
 * @param <K> what is numbered; equality as in a map
 */
public final class DenseIds<K> {
    /** What {@link #find} answers for a key that holds no number. */
    public static final int NONE = -1;

    private final Map<K, Integer> numbers = new HashMap<>();
    private final List<@Nullable K> keys = new ArrayList<>();
    private int[] released = {};
    private int releasedCount;

    /** The key's number; a new one if it holds none. */
    public int acquire(K key) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = next();
        keys.set(number, key);
        numbers.put(key, number);
        return number;
    }

    /** The key's number, or {@link #NONE}. */
    public int find(K key) {
        return numbers.getOrDefault(key, NONE);
    }

    /** The key that holds the number. */
    public K key(int number) {
        K key = number >= 0 && number < keys.size() ? keys.get(number) : null;
        if (key == null) {
            throw new IllegalArgumentException(
                    "The number (" + number + ") is held by no key. Maybe acquire it first.");
        }
        return key;
    }

    /** Gives the key's number back; a key that holds none changes nothing. */
    public void release(K key) {
        Integer number = numbers.remove(key);
        if (number != null) {
            keys.set(number, null);
            ensureReleased(releasedCount + 1);
            released[releasedCount++] = number;
        }
    }

    public int size() {
        return numbers.size();
    }

    private int next() {
        if (releasedCount > 0) {
            return released[--releasedCount];
        }
        keys.add(null);
        return keys.size() - 1;
    }

    private void ensureReleased(int count) {
        if (count > released.length) {
            released = Arrays.copyOf(released, Growth.roomFor(count, released.length));
        }
    }
}
