package org.linli.solver.plan;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.impl.domain.variable.inverserelation.SingletonInverseVariableSupply;

/** Draws moves without end. A draw that leads nowhere is a move that cannot be done, which the search passes over. */
final class NearbyMoveIterator implements Iterator<RouteMove> {
    private static final RouteMove NOTHING = new RouteMove(List.of());
    /** Of a hundred draws, so many start from the bench while somebody waits there. */
    private static final int FROM_BENCH_PERCENT = 40;

    private static final int RELOCATE_PERCENT = 55;
    private static final int SWAP_PERCENT = 25;
    private static final int TAILS_PERCENT = 10;
    private static final int WITHIN_PERCENT = 6;

    private final VisitPlan plan;
    private final SingletonInverseVariableSupply routeOf;
    private final Random random;

    NearbyMoveIterator(VisitPlan plan, SingletonInverseVariableSupply routeOf, Random random) {
        this.plan = plan;
        this.routeOf = routeOf;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return !plan.visits().isEmpty();
    }

    @Override
    public RouteMove next() {
        List<PlanVisit> waiting = plan.bench().visits();
        if (!waiting.isEmpty() && random.nextInt(100) < FROM_BENCH_PERCENT) {
            int index = random.nextInt(waiting.size());
            return random.nextBoolean() ? serve(waiting.get(index), index) : displace(waiting.get(index), index);
        }
        PlanVisit visit = plan.visits().get(random.nextInt(plan.visits().size()));
        Route route = (Route) routeOf.getInverseSingleton(visit);
        return route.isBench() ? NOTHING : move(visit, route, route.visits().indexOf(visit));
    }

    private RouteMove move(PlanVisit visit, Route route, int index) {
        int draw = random.nextInt(100);
        if (draw < RELOCATE_PERCENT) {
            return relocate(visit, route, index);
        }
        if (draw < RELOCATE_PERCENT + SWAP_PERCENT) {
            return swap(visit, route, index);
        }
        if (draw < RELOCATE_PERCENT + SWAP_PERCENT + TAILS_PERCENT) {
            return exchangeTails(visit, route, index);
        }
        if (draw < RELOCATE_PERCENT + SWAP_PERCENT + TAILS_PERCENT + WITHIN_PERCENT) {
            return within(route, index);
        }
        return RouteMove.relocate(
                route, index, plan.bench(), plan.bench().visits().size());
    }

    private RouteMove serve(PlanVisit visit, int index) {
        Route target = near(visit);
        return target.isBench() ? NOTHING : RouteMove.relocate(plan.bench(), index, target, place(target));
    }

    /** A waiting visit takes the place of another, which then waits. */
    private RouteMove displace(PlanVisit visit, int index) {
        Route target = near(visit);
        return target.isBench() || target.visits().isEmpty()
                ? NOTHING
                : RouteMove.swap(
                        plan.bench(),
                        index,
                        target,
                        random.nextInt(target.visits().size()));
    }

    private RouteMove relocate(PlanVisit visit, Route route, int index) {
        Route target = near(visit);
        if (target.isBench()) {
            return NOTHING;
        }
        return target == route ? within(route, index) : RouteMove.relocate(route, index, target, place(target));
    }

    private RouteMove swap(PlanVisit visit, Route route, int index) {
        Route other = near(visit);
        return other == route || other.isBench() || other.visits().isEmpty()
                ? NOTHING
                : RouteMove.swap(
                        route, index, other, random.nextInt(other.visits().size()));
    }

    private RouteMove exchangeTails(PlanVisit visit, Route route, int index) {
        Route other = near(visit);
        return other == route || other.isBench() ? NOTHING : RouteMove.exchangeTails(route, index, other, place(other));
    }

    private RouteMove within(Route route, int index) {
        int size = route.visits().size();
        if (size < 2) {
            return NOTHING;
        }
        if (random.nextBoolean() && index < size - 1) {
            return RouteMove.reverse(route, index, index + 2 + random.nextInt(size - index - 1));
        }
        int to = random.nextInt(size - 1);
        return RouteMove.relocate(route, index, route, to < index ? to : to + 1);
    }

    private int place(Route route) {
        return random.nextInt(route.visits().size() + 1);
    }

    /** One of the visit's nearest routes, the nearer the likelier; the bench where nobody may serve it. */
    private Route near(PlanVisit visit) {
        int[] nearest = plan.neighbourhood().nearest(visit);
        if (nearest.length == 0) {
            return plan.bench();
        }
        double drawn = random.nextDouble();
        return plan.routes().get(nearest[(int) (drawn * drawn * nearest.length)]);
    }
}
