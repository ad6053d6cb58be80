package org.linli.solver.plan;

import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.optaplanner.core.api.score.director.ScoreDirector;

/**
 * Visits of one route replaced by others, in one place.
 *
 * @param from index of the first visit that goes
 * @param out  what goes, exactly as it stands there
 * @param in   what comes instead
 */
record Splice(Route route, int from, List<PlanVisit> out, List<PlanVisit> in) {
    static Splice insert(Route route, int at, PlanVisit visit) {
        return new Splice(route, at, List.of(), List.of(visit));
    }

    static Splice remove(Route route, int at) {
        return new Splice(route, at, List.of(route.visits().get(at)), List.of());
    }

    static Splice replace(Route route, int from, int to, List<PlanVisit> in) {
        return new Splice(route, from, List.copyOf(route.visits().subList(from, to)), in);
    }

    void apply(ScoreDirector<VisitPlan> director) {
        director.beforeListVariableChanged(route, Route.VISITS, from, from + out.size());
        if (!out.isEmpty()) {
            route.visits().subList(from, from + out.size()).clear();
        }
        route.visits().addAll(from, in);
        director.afterListVariableChanged(route, Route.VISITS, from, from + in.size());
    }

    Splice undo() {
        return new Splice(route, from, in, out);
    }
}
