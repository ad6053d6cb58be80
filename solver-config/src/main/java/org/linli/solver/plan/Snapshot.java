package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.api.score.director.ScoreDirector;

/** Which visits stood on which route. Immutable. */
record Snapshot(List<PlanVisit[]> routes) {
    /** Of nothing; restoring it changes nothing. */
    static final Snapshot NONE = new Snapshot(List.of());

    static Snapshot of(VisitPlan plan) {
        List<PlanVisit[]> routes = new ArrayList<>(plan.routes().size());
        for (Route route : plan.routes()) {
            routes.add(route.visits().toArray(PlanVisit[]::new));
        }
        return new Snapshot(routes);
    }

    void restore(VisitPlan plan, ScoreDirector<VisitPlan> director) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = plan.routes().get(i);
            List<PlanVisit> visits = List.of(routes.get(i));
            if (!route.visits().equals(visits)) {
                Splice.change(route, visits).apply(director);
            }
        }
    }
}
