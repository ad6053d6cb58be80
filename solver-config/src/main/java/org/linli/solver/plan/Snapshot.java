package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.api.score.director.ScoreDirector;

/** Which visits stood on which route. Immutable. */
record Snapshot(List<List<PlanVisit>> routes) {
    /** Of nothing; restoring it changes nothing. */
    static final Snapshot NONE = new Snapshot(List.of());

    static Snapshot of(VisitPlan plan) {
        return of(plan, NONE);
    }

    /** Shares with another snapshot what has not changed since. */
    static Snapshot of(VisitPlan plan, Snapshot before) {
        List<List<PlanVisit>> routes = new ArrayList<>(plan.routes().size());
        for (int i = 0; i < plan.routes().size(); i++) {
            List<PlanVisit> now = plan.routes().get(i).visits();
            List<PlanVisit> then = i < before.routes.size() ? before.routes.get(i) : null;
            routes.add(then != null && isSame(then, now) ? then : List.copyOf(now));
        }
        return new Snapshot(routes);
    }

    private static boolean isSame(List<PlanVisit> one, List<PlanVisit> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Makes the plan stand so again, and tells the director. */
    void restore(VisitPlan plan, ScoreDirector<VisitPlan> director) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = plan.routes().get(i);
            if (!isSame(route.visits(), routes.get(i))) {
                Splice.change(route, routes.get(i)).apply(director);
            }
        }
    }

    /** Makes the plan stand so again; nobody learns of it but the total. */
    void put(VisitPlan plan) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = plan.routes().get(i);
            if (!isSame(route.visits(), routes.get(i))) {
                Splice.change(route, routes.get(i)).make();
                plan.total().touch(i);
            }
        }
    }
}
