package org.linli.solver.plan;

import org.jspecify.annotations.Nullable;
import org.linli.solver.score.PlanTotal;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/** The rules as they are reckoned in production: only routes that a move has touched are walked again. */
public final class IncrementalCalculator implements IncrementalScoreCalculator<VisitPlan, HardMediumSoftLongScore> {
    private @Nullable PlanTotal total;
    private Gate gate = Gate.OPEN;

    @Override
    public void resetWorkingSolution(VisitPlan plan) {
        total = new PlanTotal(plan.scorer(), plan.routes(), plan.visits());
        plan.timeBy(total);
        gate = plan.gate();
    }

    @Override
    public void afterListVariableChanged(Object route, String variable, int from, int to) {
        total().touch(((Route) route).index());
    }

    @Override
    public HardMediumSoftLongScore calculateScore() {
        gate.pass();
        total().settle();
        return HardMediumSoftLongScore.of(total().hard(), total().medium(), total().soft());
    }

    private PlanTotal total() {
        if (total == null) {
            throw new IllegalStateException("The calculator must be given a plan before it is asked for a score");
        }
        return total;
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {}

    @Override
    public void afterVariableChanged(Object entity, String variable) {}

    @Override
    public void beforeEntityAdded(Object entity) {
        throw routesAreFixed();
    }

    @Override
    public void afterEntityAdded(Object entity) {
        throw routesAreFixed();
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        throw routesAreFixed();
    }

    @Override
    public void afterEntityRemoved(Object entity) {
        throw routesAreFixed();
    }

    private static UnsupportedOperationException routesAreFixed() {
        return new UnsupportedOperationException("The routes of a plan are fixed; begin anew with another plan");
    }
}
