package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.PlanTotal;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/** Splices that belong together, made one after the other: every visit that goes comes again elsewhere. */
final class RouteMove extends AbstractMove<VisitPlan> {
    private final List<Splice> splices;

    RouteMove(List<Splice> splices) {
        this.splices = splices;
    }

    /** Takes a visit from one place to another; the second index counts after the visit has gone. */
    static RouteMove relocate(Route source, int from, Route target, int to) {
        PlanVisit visit = source.visits().get(from);
        return new RouteMove(List.of(Splice.remove(source, from), Splice.insert(target, to, visit)));
    }

    /** Takes a stretch of visits from one route to another. */
    static RouteMove relocateStretch(Route source, int from, int to, Route target, int at) {
        List<PlanVisit> stretch = List.copyOf(source.visits().subList(from, to));
        return new RouteMove(
                List.of(new Splice(source, from, stretch, List.of()), new Splice(target, at, List.of(), stretch)));
    }

    /** Two visits of different routes change places. */
    static RouteMove swap(Route one, int i, Route other, int j) {
        List<PlanVisit> ofOne = List.of(one.visits().get(i));
        List<PlanVisit> ofOther = List.of(other.visits().get(j));
        return new RouteMove(List.of(new Splice(one, i, ofOne, ofOther), new Splice(other, j, ofOther, ofOne)));
    }

    /** Two routes exchange all that follows an index (2-opt between routes). */
    static RouteMove exchangeTails(Route one, int i, Route other, int j) {
        List<PlanVisit> tail = List.copyOf(one.visits().subList(i, one.visits().size()));
        List<PlanVisit> otherTail =
                List.copyOf(other.visits().subList(j, other.visits().size()));
        return new RouteMove(List.of(new Splice(one, i, tail, otherTail), new Splice(other, j, otherTail, tail)));
    }

    /** A stretch of one route in the opposite order (2-opt). */
    static RouteMove reverse(Route route, int from, int to) {
        List<PlanVisit> stretch = new ArrayList<>(route.visits().subList(from, to));
        Collections.reverse(stretch);
        return new RouteMove(List.of(Splice.replace(route, from, to, stretch)));
    }

    /** This and then the other, which must leave the routes of this one alone or count on it. */
    RouteMove and(RouteMove other) {
        List<Splice> both = new ArrayList<>(splices);
        both.addAll(other.splices);
        return new RouteMove(both);
    }

    /** Says to the total which routes the move has changed, or changed back. */
    void touch(PlanTotal total) {
        for (int i = 0; i < splices.size(); i++) {
            total.touch(splices.get(i).route().index());
        }
    }

    /** Makes all splices. Nobody is told. */
    void make() {
        for (int i = 0; i < splices.size(); i++) {
            splices.get(i).make();
        }
    }

    /** Undoes the making of all splices, straight after it. Nobody is told. */
    void takeBack() {
        for (int i = splices.size() - 1; i >= 0; i--) {
            splices.get(i).takeBack();
        }
    }

    boolean isNothing() {
        return splices.isEmpty();
    }

    List<Splice> splices() {
        return splices;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<VisitPlan> director) {
        return !isNothing();
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<VisitPlan> director) {
        for (Splice splice : splices) {
            splice.apply(director);
        }
    }

    @Override
    protected RouteMove createUndoMove(ScoreDirector<VisitPlan> director) {
        List<Splice> undo = new ArrayList<>(splices.size());
        for (int i = splices.size() - 1; i >= 0; i--) {
            undo.add(splices.get(i).undo());
        }
        return new RouteMove(undo);
    }

    @Override
    public Collection<Route> getPlanningEntities() {
        return splices.stream().map(Splice::route).distinct().toList();
    }

    @Override
    public Collection<PlanVisit> getPlanningValues() {
        return splices.stream().flatMap(splice -> splice.in().stream()).toList();
    }

    @Override
    public String toString() {
        return "RouteMove" + splices;
    }
}
