package org.linli.matcher.dispatch;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has which skill, at whatever level, so that a rare one is looked for among the few who have it. One thread writes;
 * {@link #copy} is a still picture for readers.
 */
final class Skilled {
    private static final BitSet NOBODY = new BitSet();

    private final Map<String, BitSet> holders = new HashMap<>();

    void put(int slot, Collection<String> skills) {
        remove(slot);
        skills.forEach(
                skill -> holders.computeIfAbsent(skill, unknown -> new BitSet()).set(slot));
    }

    void remove(int slot) {
        holders.values().forEach(slots -> slots.clear(slot));
    }

    /** The holders of that one of the skills which the fewest have; null where no skill is asked for. */
    @Nullable
    BitSet fewest(Collection<String> skills) {
        BitSet fewest = null;
        for (String skill : skills) {
            BitSet slots = holders.getOrDefault(skill, NOBODY);
            fewest = fewest == null || slots.cardinality() < fewest.cardinality() ? slots : fewest;
        }
        return fewest;
    }

    Skilled copy() {
        Skilled copy = new Skilled();
        holders.forEach((skill, slots) -> copy.holders.put(skill, (BitSet) slots.clone()));
        return copy;
    }
}
