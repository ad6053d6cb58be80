package org.linli.load.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each invariant was put to the test, and where it did not hold. */
public final class Findings {
    /** One broken promise often breaks a thousand times; the first ones tell the story. */
    private static final int MOST_VIOLATIONS = 100;

    private final Map<Invariant, long[]> tested = new EnumMap<>(Invariant.class);
    private final List<Violation> violations = new ArrayList<>();

    public Findings() {
        for (Invariant invariant : Invariant.values()) {
            tested.put(invariant, new long[1]);
        }
    }

    /** Notes one test of an invariant; the evidence is made only where it failed. */
    void expect(boolean holds, Invariant invariant, Evidence evidence) {
        count(invariant)[0]++;
        if (!holds && violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(invariant, evidence.text()));
        }
    }

    /** What shows a violation, made when there is one. */
    @FunctionalInterface
    interface Evidence {
        String text();
    }

    private long[] count(Invariant invariant) {
        long[] count = tested.get(invariant);
        if (count == null) {
            throw new IllegalStateException("no count of " + invariant);
        }
        return count;
    }

    public long tested(Invariant invariant) {
        return count(invariant)[0];
    }

    public List<Violation> violations() {
        return violations;
    }

    /** Takes in what another history showed. */
    public void add(Findings other) {
        for (Invariant invariant : Invariant.values()) {
            count(invariant)[0] += other.tested(invariant);
        }
        violations.addAll(other.violations);
    }
}
