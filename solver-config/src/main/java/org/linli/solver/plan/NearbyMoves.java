package org.linli.solver.plan;

import java.util.Iterator;
import java.util.Random;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Random moves among a visit's nearest volunteers: almost all that are worth trying, out of very many that are not. */
public final class NearbyMoves implements MoveIteratorFactory<VisitPlan, RouteMove> {
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
        return new NearbyMoveIterator(director.getWorkingSolution(), random);
    }
}
