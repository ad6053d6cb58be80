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

    /** What stands on the route becomes something else; only the part that differs is touched. */
    static Splice change(Route route, List<PlanVisit> visits) {
        List<PlanVisit> now = route.visits();
        int from = 0;
        int shorter = Math.min(now.size(), visits.size());
        while (from < shorter && now.get(from) == visits.get(from)) {
            from++;
        }
        int same = 0;
        while (same < shorter - from && now.get(now.size() - 1 - same) == visits.get(visits.size() - 1 - same)) {
            same++;
        }
        return replace(route, from, now.size() - same, List.copyOf(visits.subList(from, visits.size() - same)));
    }

    /** Changes the route, and tells the director. */
    void apply(ScoreDirector<VisitPlan> director) {
        director.beforeListVariableChanged(route, Route.VISITS, from, from + out.size());
        replace(out.size(), in);
        director.afterListVariableChanged(route, Route.VISITS, from, from + in.size());
    }

    /** Changes the route, and tells nobody. */
    void make() {
        replace(out.size(), in);
    }

    /** Changes the route back. */
    void takeBack() {
        replace(in.size(), out);
    }

    private void replace(int gone, List<PlanVisit> come) {
        List<PlanVisit> visits = route.visits();
        if (gone == 1 && come.size() == 1) {
            visits.set(from, come.get(0));
            return;
        }
        if (gone > 0) {
            visits.subList(from, from + gone).clear();
        }
        visits.addAll(from, come);
    }

    Splice undo() {
        return new Splice(route, from, in, out);
    }
}
