package org.linli.load.check;

import java.util.ArrayList;
import java.util.List;

/** Times at which data were set back to a backup, on purpose: what was lost then is nobody's fault. */
final class Restores {
    /** A node that stood still meanwhile may tell for so long of what is gone. */
    private static final long TOLD_FOR_MS = 65_000;

    private final List<Happening.Restored> all = new ArrayList<>();

    void take(Happening happening) {
        if (happening instanceof Happening.Restored restored) {
            all.add(restored);
        }
    }

    /** Whether what was committed there, or only answered at about that time, may be gone by design. */
    boolean mayHaveLost(long generation, long sequence) {
        for (Happening.Restored restored : all) {
            if (generation <= restored.generation() && (sequence == 0 || sequence > restored.sequence())) {
                return true;
            }
        }
        return false;
    }

    /** Whether what is heard at this time may speak of what the final log does not know. */
    boolean isSettling(long atMs) {
        return !all.isEmpty() && atMs < all.get(all.size() - 1).atMs() + TOLD_FOR_MS;
    }

    /** How many restores an entry of this generation has behind it. */
    int before(long generation) {
        int count = 0;
        for (Happening.Restored restored : all) {
            count += restored.generation() < generation ? 1 : 0;
        }
        return count;
    }

    int soFar() {
        return all.size();
    }

    /** What comes after a restore has a generation of its own. */
    void check(Findings findings, LogFacts facts) {
        for (Happening.Restored restored : all) {
            boolean raised = !facts.hasEntry(restored.generation(), restored.sequence() + 1);
            findings.expect(raised, Invariant.ORDER, () -> "generation not raised by " + restored);
        }
    }
}
