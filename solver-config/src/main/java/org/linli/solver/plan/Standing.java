package org.linli.solver.plan;

import org.linli.solver.score.PlanTotal;

/** The score of a plan at some moment. Mutable, for one thread. */
final class Standing {
    private long hard;
    private long medium;
    private long soft;

    void take(PlanTotal total) {
        hard = total.hard();
        medium = total.medium();
        soft = total.soft();
    }

    boolean isBelow(PlanTotal total) {
        if (hard != total.hard()) {
            return hard < total.hard();
        }
        return medium != total.medium() ? medium < total.medium() : soft < total.soft();
    }

    long hard() {
        return hard;
    }

    long medium() {
        return medium;
    }

    long soft() {
        return soft;
    }
}
