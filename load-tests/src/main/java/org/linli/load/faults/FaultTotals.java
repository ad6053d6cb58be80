package org.linli.load.faults;

import org.linli.load.check.Findings;
import org.linli.load.check.Invariant;

/** What many runs of a group came to. Callable from any thread. */
final class FaultTotals {
    private final Findings findings = new Findings();
    private int runs;
    private int unsound;
    private long acknowledged;
    private long lost;

    synchronized void take(FaultRun.Outcome outcome) {
        runs++;
        unsound += outcome.isSound() ? 0 : 1;
        acknowledged += outcome.account().acknowledged();
        lost += outcome.account().lost();
    }

    /** What a whole row showed. */
    synchronized void take(Findings row) {
        findings.add(row);
    }

    synchronized boolean areSound() {
        return unsound == 0;
    }

    synchronized void print(FaultGroup group) {
        System.out.printf(
                "%s: runs %d, lost %d of %d acknowledged, violations %d in %d runs%n",
                group.word(), runs, lost, acknowledged, findings.violations().size(), unsound);
        for (Invariant invariant : Invariant.values()) {
            System.out.printf("  %-13s tested %,d times%n", invariant, findings.tested(invariant));
        }
    }
}
