package org.linli.matcher.dispatch;

import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.Insertion;

/**
 * Whom a visit would go to, at which place of whose route.
 *
 * @param bound the visit's fact, its start bound to its siblings' where it has any
 */
record Proposal(BookVisit visit, PlanVisit bound, int volunteer, Insertion insertion, Choice choice) {
    Placement placement(String origin) {
        return new Placement(
                volunteer, insertion.startMs(), insertion.endMs(), insertion.travelSeconds(), origin, choice, false);
    }
}
