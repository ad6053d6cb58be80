package org.linli.solver.plan;

import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;

/** Copies the routes and shares everything else, for every improving step copies the plan. */
public final class VisitPlanCloner implements SolutionCloner<VisitPlan> {
    @Override
    public VisitPlan cloneSolution(VisitPlan original) {
        return original.copy();
    }
}
