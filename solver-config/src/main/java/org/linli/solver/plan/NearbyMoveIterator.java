package org.linli.solver.plan;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.linli.solver.facts.PlanVisit;

/** Draws moves without end. A draw that leads nowhere is a move that cannot be done, which the search passes over. */
final class NearbyMoveIterator implements Iterator<RouteMove> {
    private static final RouteMove NOTHING = new RouteMove(List.of());
    /** Of a hundred draws, so many start from the bench while somebody waits there. */
    private static final int FROM_BENCH_PERCENT = 40;

    private static final int RELOCATE_PERCENT = 50;
    private static final int SWAP_PERCENT = 25;
    private static final int TAILS_PERCENT = 10;
    private static final int STRETCH_PERCENT = 5;
    private static final int WITHIN_PERCENT = 7;
    /** Now and then a move reaches beyond the nearest. */
    private static final int ANYWHERE_PERCENT = 2;

    private static final int MOST_DRAWS = 64;

    private final VisitPlan plan;
    private final Random random;

    NearbyMoveIterator(VisitPlan plan, Random random) {
        this.plan = plan;
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
        Route route = anyRoute();
        if (route.visits().isEmpty() || route.isBench()) {
            return NOTHING;
        }
        int index = random.nextInt(route.visits().size());
        return move(route.visits().get(index), route, index);
    }

    /** A route drawn anew until it has visits, so that the many idle volunteers do not slow the search down. */
    private Route anyRoute() {
        Route route = plan.routes().get(random.nextInt(plan.routes().size()));
        for (int draw = 1; route.visits().isEmpty() && draw < MOST_DRAWS; draw++) {
            route = plan.routes().get(random.nextInt(plan.routes().size()));
        }
        return route;
    }

    private RouteMove move(PlanVisit visit, Route route, int index) {
        int draw = random.nextInt(100) - RELOCATE_PERCENT;
        if (draw < 0) {
            return relocate(visit, route, index);
        }
        if ((draw -= SWAP_PERCENT) < 0) {
            return swap(visit, route, index);
        }
        if ((draw -= TAILS_PERCENT) < 0) {
            return exchangeTails(visit, route, index);
        }
        if ((draw -= STRETCH_PERCENT) < 0) {
            return relocateStretch(visit, route, index);
        }
        if ((draw -= WITHIN_PERCENT) < 0) {
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

    /** Two or three visits in a row go together. */
    private RouteMove relocateStretch(PlanVisit visit, Route route, int index) {
        Route target = near(visit);
        int to = Math.min(route.visits().size(), index + 2 + random.nextInt(2));
        return target == route || target.isBench() || to - index < 2
                ? NOTHING
                : RouteMove.relocateStretch(route, index, to, target, place(target));
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
        if (random.nextInt(100) < ANYWHERE_PERCENT) {
            return plan.routes().get(random.nextInt(plan.routes().size()));
        }
        int[] nearest = plan.neighbourhood().nearest(visit);
        if (nearest.length == 0) {
            return plan.bench();
        }
        double drawn = random.nextDouble();
        return plan.routes().get(nearest[(int) (drawn * drawn * nearest.length)]);
    }
}
