package org.linli.solver.score;

import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * A visit in its place on a route, with its times.
 *
 * @param travelSeconds from the place before
 * @param late          seconds after the start that an offer showed, as far as the visits before it are to blame
 */
public record Call(
        PlanVolunteer volunteer,
        PlanVisit visit,
        long arrivalMs,
        long startMs,
        long endMs,
        int travelSeconds,
        long late) {}
