package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Knows a matching from its drained changes alone. */
final class Follower {
    private final Map<Integer, Integer> volunteerOf = new HashMap<>();

    /** As a caller does that removes a visit: it knows, and is not told. */
    void keepOnly(Set<Integer> visits) {
        volunteerOf.keySet().retainAll(visits);
    }

    void follow(Script script) {
        script.matching.drainChanges((visit, before, after) -> {
            assertThat(before).isEqualTo(volunteerOf.getOrDefault(visit, Matching.NOBODY));
            assertThat(after).isNotEqualTo(before);
            volunteerOf.put(visit, after);
        });
        for (int visit : script.model.visits.keySet()) {
            assertThat(script.matching.volunteerOf(visit)).isEqualTo(volunteerOf.getOrDefault(visit, Matching.NOBODY));
        }
    }
}
