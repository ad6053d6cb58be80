package org.linli.solver.plan;

import java.util.Iterator;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.domain.variable.inverserelation.SingletonInverseVariableSupply;
import org.optaplanner.core.impl.domain.variable.inverserelation.SingletonListInverseVariableDemand;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import org.optaplanner.core.impl.score.director.InnerScoreDirector;

/** Random moves among a visit's nearest volunteers: almost all that are worth trying, out of very many that are not. */
public final class NearbyMoves implements MoveIteratorFactory<VisitPlan, RouteMove> {
    private @Nullable SingletonListInverseVariableDemand<VisitPlan> demand;
    private @Nullable SingletonInverseVariableSupply routeOf;

    @Override
    public void phaseStarted(ScoreDirector<VisitPlan> director) {
        InnerScoreDirector<VisitPlan, ?> inner = (InnerScoreDirector<VisitPlan, ?>) director;
        demand = new SingletonListInverseVariableDemand<>(
                inner.getSolutionDescriptor().getListVariableDescriptors().get(0));
        routeOf = inner.getSupplyManager().demand(demand);
    }

    @Override
    public void phaseEnded(ScoreDirector<VisitPlan> director) {
        if (demand != null) {
            ((InnerScoreDirector<VisitPlan, ?>) director).getSupplyManager().cancel(demand);
        }
        demand = null;
        routeOf = null;
    }

    @Override
    public long getSize(ScoreDirector<VisitPlan> director) {
        VisitPlan plan = director.getWorkingSolution();
        return (long) plan.visits().size() * Neighbourhood.NEAREST;
    }

    @Override
    public Iterator<RouteMove> createOriginalMoveIterator(ScoreDirector<VisitPlan> director) {
        throw new UnsupportedOperationException("Nearby moves are random; use the selection order RANDOM");
    }

    @Override
    public Iterator<RouteMove> createRandomMoveIterator(ScoreDirector<VisitPlan> director, Random random) {
        if (routeOf == null) {
            throw new IllegalStateException("The phase must have started before moves are asked for");
        }
        return new NearbyMoveIterator(director.getWorkingSolution(), routeOf, random);
    }
}
