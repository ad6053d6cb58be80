package org.linli.solver.plan;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.PlanTotal;

/**
 * Draws moves without end: places for a visit, exchanges of visits and of tails, pairs of siblings, and now and then a
 * ruined and recreated part. Places are drawn near in time: where a route's visits start about then. A draw that leads
 * nowhere is a move that cannot be done, which the search passes over. For one thread.
 */
final class PlanMoves implements Iterator<RouteMove> {
    private static final RouteMove NOTHING = new RouteMove(List.of());
    /** Of a hundred draws, so many start from the bench while somebody waits there. */
    private static final int FROM_BENCH_PERCENT = 30;

    private static final int RUIN_PERCENT = 6;
    private static final int RELOCATE_PERCENT = 40;
    private static final int SWAP_PERCENT = 22;
    private static final int TAILS_PERCENT = 14;
    private static final int STRETCH_PERCENT = 6;
    private static final int WITHIN_PERCENT = 8;
    /** Now and then a move reaches beyond the nearest. */
    private static final int ANYWHERE_PERCENT = 2;

    private static final int MOST_DRAWS = 64;
    /** The visit nearby may stand with somebody who may not serve this one. */
    private static final int BESIDE_DRAWS = 3;

    private final VisitPlan plan;
    private final SplittableRandom random;
    private final RuinAndRecreate ruin;
    /** Where the last {@link #aim} went. */
    private Route target;

    private int at;

    PlanMoves(VisitPlan plan, SplittableRandom random) {
        this.plan = plan;
        this.random = random;
        ruin = new RuinAndRecreate(plan, random);
        target = plan.bench();
    }

    @Override
    public boolean hasNext() {
        return !plan.visits().isEmpty();
    }

    @Override
    public RouteMove next() {
        plan.total().settle();
        if (random.nextInt(100) < RUIN_PERCENT) {
            return ruin.next();
        }
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
        return visit.hasSiblings() ? relocatePair(visit, route, index) : within(route, index);
    }

    private RouteMove serve(PlanVisit visit, int index) {
        return aim(visit) ? RouteMove.relocate(plan.bench(), index, target, at) : NOTHING;
    }

    /** A waiting visit takes the place of another, which then waits. */
    private RouteMove displace(PlanVisit visit, int index) {
        return aim(visit) && !target.visits().isEmpty()
                ? RouteMove.swap(
                        plan.bench(),
                        index,
                        target,
                        random.nextInt(target.visits().size()))
                : NOTHING;
    }

    private RouteMove relocate(PlanVisit visit, Route route, int index) {
        if (!aim(visit)) {
            return NOTHING;
        }
        return target == route ? within(route, index) : RouteMove.relocate(route, index, target, at);
    }

    private RouteMove swap(PlanVisit visit, Route route, int index) {
        if (!aim(visit) || target == route || target.visits().isEmpty()) {
            return NOTHING;
        }
        return RouteMove.swap(route, index, target, Math.min(at, target.visits().size() - 1));
    }

    private RouteMove exchangeTails(PlanVisit visit, Route route, int index) {
        return aim(visit) && target != route ? RouteMove.exchangeTails(route, index, target, at) : NOTHING;
    }

    /** Two or three visits in a row go together. */
    private RouteMove relocateStretch(PlanVisit visit, Route route, int index) {
        int to = Math.min(route.visits().size(), index + 2 + random.nextInt(2));
        return to - index >= 2 && aim(visit) && target != route
                ? RouteMove.relocateStretch(route, index, to, target, at)
                : NOTHING;
    }

    private RouteMove within(Route route, int index) {
        int size = route.visits().size();
        if (size < 2) {
            return NOTHING;
        }
        if (random.nextInt(4) == 0 && index < size - 1) {
            int to = Math.min(size, index + 2 + random.nextInt(2));
            return RouteMove.reverse(route, index, to);
        }
        int to = Math.max(0, Math.min(size - 1, index - 3 + random.nextInt(7)));
        return to == index ? NOTHING : RouteMove.relocate(route, index, route, to);
    }

    /** Two siblings go to two other routes at once. */
    private RouteMove relocatePair(PlanVisit visit, Route route, int index) {
        for (PlanVisit sibling : plan.siblings(visit)) {
            int from = plan.total().routeOf(sibling);
            if (from >= 0 && sibling != visit && aim(visit)) {
                Route first = target;
                int place = at;
                if (aim(sibling) && target != first && apart(first.index(), target.index(), route.index(), from)) {
                    Route source = plan.routes().get(from);
                    return RouteMove.relocate(route, index, first, place)
                            .and(RouteMove.relocate(source, source.visits().indexOf(sibling), target, at));
                }
            }
        }
        return NOTHING;
    }

    private static boolean apart(int one, int other, int from, int fromOther) {
        return from != fromOther && one != from && one != fromOther && other != from && other != fromOther;
    }

    /** Draws a route and a place on it; false where nobody may serve the visit. */
    private boolean aim(PlanVisit visit) {
        if (random.nextInt(100) < plan.neighbourhood().besidePercent() && aimBeside(visit)) {
            return true;
        }
        target = near(visit);
        at = target.isBench() ? 0 : place(target, visit);
        return !target.isBench();
    }

    /** Beside a visit nearby, the nearer the likelier. */
    private boolean aimBeside(PlanVisit visit) {
        PlanVisit[] alike = plan.neighbourhood().alike(visit);
        for (int draw = 0; draw < BESIDE_DRAWS && alike.length > 0; draw++) {
            double drawn = random.nextDouble();
            PlanVisit other = alike[(int) (drawn * drawn * alike.length)];
            int index = plan.total().routeOf(other);
            if (index >= 0 && mayServe(index, visit)) {
                target = plan.routes().get(index);
                at = target.visits().indexOf(other) + random.nextInt(2);
                return true;
            }
        }
        return false;
    }

    private boolean mayServe(int route, PlanVisit visit) {
        PlanVolunteer volunteer = plan.routes().get(route).volunteer();
        return volunteer != null && !plan.total().forbids(route, volunteer, visit);
    }

    /** A place on the route among visits that start at about the same time, or next to it. */
    private int place(Route route, PlanVisit visit) {
        PlanTotal total = plan.total();
        long atMs = total.routeOf(visit) >= 0 ? total.startMs(visit) : visit.windowStartMs();
        List<PlanVisit> visits = route.visits();
        int place = 0;
        while (place < visits.size() && total.startMs(route.index(), place) < atMs) {
            place++;
        }
        int off = random.nextInt(6);
        if (off < 2) {
            place += off == 0 ? -1 : 1;
        } else if (off == 2) {
            place = random.nextInt(visits.size() + 1);
        }
        return Math.max(0, Math.min(visits.size(), place));
    }

    /** One of the visit's nearest routes, the nearer the likelier; the bench where nobody may serve it. */
    private Route near(PlanVisit visit) {
        if (random.nextInt(100) < ANYWHERE_PERCENT) {
            return plan.routes().get(random.nextInt(plan.routes().size()));
        }
        int[] nearest = plan.neighbourhood().nearest(visit).routes();
        if (nearest.length == 0) {
            return plan.bench();
        }
        double drawn = random.nextDouble();
        return plan.routes()
                .get(nearest[(int) (Math.pow(drawn, plan.neighbourhood().slope()) * nearest.length)]);
    }
}
