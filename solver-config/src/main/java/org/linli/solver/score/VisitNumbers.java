package org.linli.solver.score;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;

/** Numbers visits from 0, found again by identity with linear probing, without allocating. Immutable; thread-safe. */
final class VisitNumbers {
    private final PlanVisit[] visits;
    private final @Nullable PlanVisit[] table;
    private final int[] numbers;
    private final int mask;

    VisitNumbers(Collection<PlanVisit> all) {
        visits = all.toArray(PlanVisit[]::new);
        int slots = Integer.highestOneBit(Math.max(4, visits.length)) * 4;
        table = new PlanVisit[slots];
        numbers = new int[slots];
        mask = slots - 1;
        for (int number = 0; number < visits.length; number++) {
            int slot = slot(visits[number]);
            table[slot] = visits[number];
            numbers[slot] = number;
        }
    }

    /** Where the visit stands, or the free slot where it would. */
    private int slot(PlanVisit visit) {
        int slot = System.identityHashCode(visit) * 0x9E3779B9 >>> 7 & mask;
        while (table[slot] != null && table[slot] != visit) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    int of(PlanVisit visit) {
        int slot = slot(visit);
        if (table[slot] == null) {
            throw new IllegalArgumentException("Visit (" + visit + ") is on a route but not among the plan's visits");
        }
        return numbers[slot];
    }

    PlanVisit visit(int number) {
        return visits[number];
    }

    int count() {
        return visits.length;
    }
}
