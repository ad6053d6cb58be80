package org.linli.solver.plan;

import java.util.Random;

/** Moves of every kind, by seed; the same for plans that stand the same. */
final class RandomMoves {
    private final Random random;

    RandomMoves(long seed) {
        random = new Random(seed);
    }

    RouteMove next(VisitPlan plan) {
        while (true) {
            Route one = plan.routes().get(random.nextInt(plan.routes().size()));
            Route other = plan.routes().get(random.nextInt(plan.routes().size()));
            int kind = random.nextInt(4);
            if (kind == 0 && !one.visits().isEmpty()) {
                return relocate(one, other);
            }
            if (kind == 1
                    && one != other
                    && !one.visits().isEmpty()
                    && !other.visits().isEmpty()) {
                return RouteMove.swap(one, index(one), other, index(other));
            }
            if (kind == 2 && one != other) {
                return RouteMove.exchangeTails(
                        one,
                        random.nextInt(one.visits().size() + 1),
                        other,
                        random.nextInt(other.visits().size() + 1));
            }
            if (kind == 3 && one.visits().size() > 1) {
                return reverse(one);
            }
        }
    }

    private int index(Route route) {
        return random.nextInt(route.visits().size());
    }

    private RouteMove relocate(Route source, Route target) {
        int from = index(source);
        int places = target.visits().size() + (source == target ? 0 : 1);
        return RouteMove.relocate(source, from, target, random.nextInt(places));
    }

    private RouteMove reverse(Route route) {
        int from = random.nextInt(route.visits().size() - 1);
        return RouteMove.reverse(
                route, from, from + 2 + random.nextInt(route.visits().size() - from - 1));
    }
}
