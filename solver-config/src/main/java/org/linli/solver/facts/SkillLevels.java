package org.linli.solver.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Skills with their levels. A skill that is not held has level 0. Immutable.
 *
 * @param byCode levels of at least 1 by the skill's code, in the order in which they were said, as reasons name them
 * @param rare   which of the region's rare skills are among them, a bit each in the order of the policy
 */
public record SkillLevels(Map<String, Integer> byCode, long rare) {
    public static final SkillLevels NONE = new SkillLevels(Map.of(), 0);

    public SkillLevels {
        // One skill needs no order, and a map of one takes a tenth of the memory.
        byCode = byCode.size() > 1 ? Collections.unmodifiableMap(new LinkedHashMap<>(byCode)) : Map.copyOf(byCode);
    }

    public int level(String skill) {
        return byCode.getOrDefault(skill, 0);
    }

    /** How many levels are missing to the need, over all its skills. */
    public int missing(SkillLevels need) {
        if (need.byCode.isEmpty()) {
            return 0;
        }
        int missing = 0;
        for (Map.Entry<String, Integer> entry : need.byCode.entrySet()) {
            missing += Math.max(0, entry.getValue() - level(entry.getKey()));
        }
        return missing;
    }

    /** How many rare skills are held here that the need does not ask for. */
    public int rareBeyond(SkillLevels need) {
        return Long.bitCount(rare & ~need.rare);
    }
}
