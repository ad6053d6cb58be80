package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.phase.custom.CustomPhaseCommand;
import org.optaplanner.core.impl.score.director.InnerScoreDirector;

/**
 * The construction phase: takes visits from the bench, those that matter most first, each to where it costs least.
 * Siblings go together or not at all. What fits nowhere without breaking a hard rule stays on the bench.
 */
public final class CheapestInsertion implements CustomPhaseCommand<VisitPlan> {
    private static final Comparator<PlanVisit> MATTERS_MOST_FIRST = Comparator.comparingInt(PlanVisit::servePoints)
            .reversed()
            .thenComparingLong(PlanVisit::windowEndMs)
            .thenComparing(PlanVisit::id);

    @Override
    public void changeWorkingSolution(ScoreDirector<VisitPlan> director) {
        @SuppressWarnings("unchecked") // the framework's director of this plan has this score
        InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> inner =
                (InnerScoreDirector<VisitPlan, HardMediumSoftLongScore>) director;
        VisitPlan plan = director.getWorkingSolution();
        InsertionFinder finder = new InsertionFinder(plan.scorer());
        for (List<PlanVisit> siblings : waiting(plan)) {
            insert(plan, finder, siblings, inner);
        }
    }

    private static Collection<List<PlanVisit>> waiting(VisitPlan plan) {
        Map<String, List<PlanVisit>> byOrder = new LinkedHashMap<>();
        plan.bench().visits().stream()
                .sorted(MATTERS_MOST_FIRST)
                .forEach(visit -> byOrder.computeIfAbsent(visit.orderId(), order -> new ArrayList<>())
                        .add(visit));
        return byOrder.values();
    }

    private static void insert(
            VisitPlan plan,
            InsertionFinder finder,
            List<PlanVisit> siblings,
            InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director) {
        HardMediumSoftLongScore before = director.calculateScore();
        List<Splice> done = new ArrayList<>();
        boolean all = siblings.stream().allMatch(visit -> insert(plan, finder, visit, done, director));
        director.triggerVariableListeners();
        if (!all || director.calculateScore().compareTo(before) < 0) {
            undo(done, director);
            director.triggerVariableListeners();
        }
    }

    private static boolean insert(
            VisitPlan plan,
            InsertionFinder finder,
            PlanVisit visit,
            List<Splice> done,
            ScoreDirector<VisitPlan> director) {
        Optional<Insertion> best = best(plan, finder, visit);
        best.ifPresent(insertion -> {
            make(Splice.remove(plan.bench(), plan.bench().visits().indexOf(visit)), done, director);
            make(Splice.insert(routeOf(plan, visit, insertion), insertion.position(), visit), done, director);
        });
        return best.isPresent();
    }

    private static Optional<Insertion> best(VisitPlan plan, InsertionFinder finder, PlanVisit visit) {
        Optional<Insertion> best = Optional.empty();
        for (int index : plan.neighbourhood().nearest(visit).routes()) {
            Route route = plan.routes().get(index);
            PlanVolunteer volunteer = Objects.requireNonNull(route.volunteer());
            Optional<Insertion> found = finder.best(volunteer, route.visits(), visit);
            if (found.isPresent() && (best.isEmpty() || isBetter(found.get(), best.get()))) {
                best = found;
            }
        }
        return best;
    }

    private static boolean isBetter(Insertion one, Insertion other) {
        return Insertion.BEST_FIRST.compare(one, other) < 0;
    }

    private static Route routeOf(VisitPlan plan, PlanVisit visit, Insertion insertion) {
        for (int index : plan.neighbourhood().nearest(visit).routes()) {
            if (plan.routes().get(index).volunteer() == insertion.volunteer()) {
                return plan.routes().get(index);
            }
        }
        throw new IllegalStateException("volunteer (" + insertion.volunteer() + ") has no route near " + visit);
    }

    private static void make(Splice splice, List<Splice> done, ScoreDirector<VisitPlan> director) {
        splice.apply(director);
        done.add(splice);
    }

    private static void undo(List<Splice> done, ScoreDirector<VisitPlan> director) {
        for (int i = done.size() - 1; i >= 0; i--) {
            done.get(i).undo().apply(director);
        }
    }
}
