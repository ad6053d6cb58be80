package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.linli.solver.facts.PlanVisit;

/** The best plan of a search: only routes that have changed since the last one are copied. Mutable, for one thread. */
final class BestPlan {
    private final Standing standing = new Standing();
    private final List<List<PlanVisit>> routes = new ArrayList<>();
    private int[] changed = new int[0];
    private boolean[] isChanged = new boolean[0];
    private int count;

    /** Takes the plan as it is. */
    void begin(VisitPlan plan) {
        standing.take(plan.total());
        routes.clear();
        plan.routes().forEach(route -> routes.add(List.copyOf(route.visits())));
        changed = new int[routes.size()];
        isChanged = new boolean[routes.size()];
        count = 0;
    }

    /** Learns of a move that was made and is kept; true where the plan is better now than ever. */
    boolean take(RouteMove move, VisitPlan plan) {
        for (int i = 0; i < move.splices().size(); i++) {
            mark(move.splices().get(i).route().index());
        }
        boolean better = standing.isBelow(plan.total());
        if (better) {
            standing.take(plan.total());
            copyChanged(plan);
        }
        return better;
    }

    private void mark(int route) {
        if (!isChanged[route]) {
            isChanged[route] = true;
            changed[count++] = route;
        }
    }

    private void copyChanged(VisitPlan plan) {
        while (count > 0) {
            int route = changed[--count];
            isChanged[route] = false;
            routes.set(route, List.copyOf(plan.routes().get(route).visits()));
        }
    }

    Snapshot snapshot() {
        return new Snapshot(List.copyOf(routes));
    }
}
