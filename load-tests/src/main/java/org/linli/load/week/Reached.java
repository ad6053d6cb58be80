package org.linli.load.week;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who was to hear of something this week, and who did. Safe for several threads. */
final class Reached {
    private final Set<String> concerned = ConcurrentHashMap.newKeySet();
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    void concerns(String person) {
        concerned.add(person);
    }

    void heard(String person) {
        reached.add(person);
    }

    int people() {
        return concerned.size();
    }

    long reached() {
        return concerned.stream().filter(reached::contains).count();
    }

    /** Those who should have heard and did not. */
    Set<String> missed() {
        Set<String> missed = new java.util.TreeSet<>(concerned);
        missed.removeAll(reached);
        return missed;
    }
}
