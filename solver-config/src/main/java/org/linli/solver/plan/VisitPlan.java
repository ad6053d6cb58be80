package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** Who visits whom in one zone. The bench is the last route. */
@PlanningSolution(solutionCloner = VisitPlanCloner.class)
public class VisitPlan {
    @PlanningEntityCollectionProperty
    private final List<Route> routes;

    @ProblemFactCollectionProperty
    @ValueRangeProvider(id = Route.VISITS)
    private final List<PlanVisit> visits;

    @ProblemFactProperty
    private final RouteScorer scorer;

    private final Neighbourhood neighbourhood;
    private final Gate gate;
    private final Map<String, List<PlanVisit>> siblings;
    private @Nullable PlanTotal total;

    @PlanningScore
    private @Nullable HardMediumSoftLongScore score;

    VisitPlan(List<Route> routes, List<PlanVisit> visits, RouteScorer scorer, Neighbourhood neighbourhood, Gate gate) {
        this(routes, visits, scorer, neighbourhood, gate, bySharedOrder(visits));
    }

    private VisitPlan(
            List<Route> routes,
            List<PlanVisit> visits,
            RouteScorer scorer,
            Neighbourhood neighbourhood,
            Gate gate,
            Map<String, List<PlanVisit>> siblings) {
        this.siblings = siblings;
        this.routes = routes;
        this.visits = visits;
        this.scorer = scorer;
        this.neighbourhood = neighbourhood;
        this.gate = gate;
    }

    private static Map<String, List<PlanVisit>> bySharedOrder(List<PlanVisit> visits) {
        return visits.stream().filter(PlanVisit::hasSiblings).collect(Collectors.groupingBy(PlanVisit::orderId));
    }

    /** One volunteer's part of the plan to start from. */
    public record Start(PlanVolunteer volunteer, List<PlanVisit> visits) {}

    /**
     * A plan to improve. Visits that stand on no route are put on the bench.
     *
     * @param gate holds the search up while it is shut
     */
    public static VisitPlan of(RouteScorer scorer, List<Start> starts, List<PlanVisit> visits, Gate gate) {
        List<Route> routes = new ArrayList<>(starts.size() + 1);
        Set<PlanVisit> placed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Start start : starts) {
            routes.add(new Route(routes.size(), start.volunteer(), start.visits()));
            placed.addAll(start.visits());
        }
        List<PlanVisit> unserved =
                visits.stream().filter(visit -> !placed.contains(visit)).toList();
        routes.add(new Route(routes.size(), null, unserved));
        return new VisitPlan(routes, List.copyOf(visits), scorer, new Neighbourhood(scorer, routes, visits), gate);
    }

    /** A copy whose routes can change without changing this plan's; facts are shared. */
    VisitPlan copy() {
        List<Route> copies = new ArrayList<>(routes.size());
        for (Route route : routes) {
            copies.add(route.copy());
        }
        VisitPlan copy = new VisitPlan(copies, visits, scorer, neighbourhood, gate, siblings);
        copy.score = score;
        return copy;
    }

    public List<Route> routes() {
        return routes;
    }

    public Route bench() {
        return routes.get(routes.size() - 1);
    }

    public List<PlanVisit> visits() {
        return visits;
    }

    public RouteScorer scorer() {
        return scorer;
    }

    Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    /** All visits of the visit's order that are in the plan, itself included; none for an order of one person. */
    List<PlanVisit> siblings(PlanVisit visit) {
        return visit.hasSiblings() ? siblings.getOrDefault(visit.orderId(), List.of()) : List.of();
    }

    /** The times of this plan, by the calculator that scores it. Throws for a plan that no calculator was given. */
    PlanTotal total() {
        return Objects.requireNonNull(total, "The plan must be given to a calculator before it is asked for times");
    }

    void timeBy(PlanTotal timer) {
        total = timer;
    }

    Gate gate() {
        return gate;
    }

    public @Nullable HardMediumSoftLongScore getScore() {
        return score;
    }

    public void setScore(@Nullable HardMediumSoftLongScore score) {
        this.score = score;
    }
}
