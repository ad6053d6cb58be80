package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import org.linli.load.check.Invariant;

/** Drops steps of a failing plan, large pieces first, then one by one, while the same invariant still breaks. */
final class Shrinker {
    /** A run takes a fraction of a second; more tries than this nobody waits for. */
    private static final int MOST_TRIES = 300;

    private final Bugs bugs;
    private int tries;

    Shrinker(Bugs bugs) {
        this.bugs = bugs;
    }

    Plan shrink(Run failing) {
        Invariant broken = failing.findings().violations().get(0).invariant();
        Plan plan = failing.plan();
        for (int piece = Math.max(1, plan.steps().size() / 2); piece >= 1; piece /= 2) {
            plan = without(plan, piece, broken);
        }
        return plan;
    }

    private Plan without(Plan plan, int piece, Invariant broken) {
        Plan smallest = plan;
        for (int at = 0; at < smallest.steps().size() && tries < MOST_TRIES; ) {
            List<Step> fewer = new ArrayList<>(smallest.steps());
            fewer.subList(at, Math.min(fewer.size(), at + piece)).clear();
            Plan candidate = smallest.with(fewer);
            if (breaks(candidate, broken)) {
                smallest = candidate;
            } else {
                at += piece;
            }
        }
        return smallest;
    }

    private boolean breaks(Plan plan, Invariant broken) {
        tries++;
        return Simulation.run(plan, bugs).findings().violations().stream()
                .anyMatch(violation -> violation.invariant() == broken);
    }
}
