package org.linli.solver.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.score.RouteScorer;
import org.optaplanner.core.api.solver.Solver;

/**
 * One search of one zone, from the plan that the snapshot holds. Gives what is better as soon as it is found, first
 * after construction, then at most every tenth of a second, and at the end. To be run once, on a thread of its own,
 * which it keeps busy; {@link #stop} may be called from any thread.
 */
public final class ZoneSearch {
    /** A clone and a comparison of all routes cost up to a millisecond: this keeps them below one hundredth. */
    private static final long BETWEEN_DIFFERENCES_NS = 100_000_000;

    private final ZoneProblem problem;
    private final VisitPlan start;
    private final Solver<VisitPlan> solver;
    private final Gate gate;
    private final LongSupplier nanoTime;
    private volatile boolean stopped;
    private long nextNs = Long.MIN_VALUE;
    private boolean given;

    /** Throws where the problem is not consistent in itself: a route that names an unknown visit, or one visit twice. */
    public ZoneSearch(ZoneProblem problem, RegionPolicy policy, TravelTimes travel, Gate gate, LongSupplier nanoTime) {
        this(problem, policy, travel, gate, nanoTime, 0);
    }

    /**
     * The same with an end that does not depend on time, so that a problem always gives the same.
     *
     * @param mostMoves after how many moves it ends; 0: any number, by the time that the problem allows
     */
    public ZoneSearch(
            ZoneProblem problem,
            RegionPolicy policy,
            TravelTimes travel,
            Gate gate,
            LongSupplier nanoTime,
            long mostMoves) {
        this.problem = problem;
        this.nanoTime = nanoTime;
        this.gate = gate;
        start = read(problem, policy, travel, this::pass);
        Duration spent = Duration.ofSeconds(Math.max(1, problem.getSeconds()));
        solver = new SolverSettings(problem.getSeed(), spent, mostMoves).newSolver(nanoTime);
    }

    /** A search that ends after so many moves, whatever time they take, so that the same problem gives the same plan. */
    public static ZoneSearch ofMoves(ZoneProblem problem, RegionPolicy policy, TravelTimes travel, long moves) {
        return new ZoneSearch(problem, policy, travel, () -> {}, () -> 0, Math.max(1, moves));
    }

    /** A stop that came before the solver had begun is said again, for beginning forgets it. */
    private void pass() {
        if (stopped) {
            solver.terminateEarly();
        } else {
            gate.pass();
        }
    }

    static VisitPlan read(ZoneProblem problem, RegionPolicy policy, TravelTimes travel, Gate gate) {
        FactReader reader = new FactReader(policy);
        Map<String, PlanVisit> visits = new HashMap<>();
        List<PlanVisit> inOrder = new ArrayList<>();
        for (ZoneVisit wire : problem.getVisitsList()) {
            PlanVisit visit = reader.visit(wire);
            visits.put(visit.id(), visit);
            inOrder.add(visit);
        }
        Set<String> placed = new HashSet<>();
        List<VisitPlan.Start> starts = new ArrayList<>();
        for (ZoneVolunteer wire : problem.getVolunteersList()) {
            starts.add(new VisitPlan.Start(reader.volunteer(wire), route(wire, visits, placed)));
        }
        return VisitPlan.of(new RouteScorer(policy, travel, problem.getNowMs()), starts, inOrder, gate);
    }

    private static List<PlanVisit> route(ZoneVolunteer wire, Map<String, PlanVisit> visits, Set<String> placed) {
        List<PlanVisit> route = new ArrayList<>();
        for (String id : wire.getRouteList()) {
            PlanVisit visit = visits.get(id);
            if (visit == null || !placed.add(id)) {
                throw new IllegalArgumentException("The route of " + wire.getId() + " names visit (" + id
                        + "), which must be in the zone and on one route only");
            }
            route.add(visit);
        }
        return route;
    }

    /**
     * Searches until time is up or the search is stopped; returns then. Differences are given on the calling thread;
     * later ones replace earlier ones, each against the snapshot.
     */
    public void run(Consumer<List<ZoneDifference>> differences) {
        if (stopped || start.visits().isEmpty() || start.routes().size() < 2) {
            return;
        }
        solver.addEventListener(event -> {
            if (given && nanoTime.getAsLong() < nextNs) {
                return;
            }
            give(event.getNewBestSolution(), differences);
        });
        VisitPlan best = solver.solve(start.copy());
        give(best, differences);
    }

    private void give(VisitPlan best, Consumer<List<ZoneDifference>> differences) {
        if (stopped) {
            return;
        }
        List<ZoneDifference> found =
                Differences.between(start, best).stream().map(this::named).toList();
        if (!found.isEmpty()) {
            differences.accept(found);
        }
        given = true;
        nextNs = nanoTime.getAsLong() + BETWEEN_DIFFERENCES_NS;
    }

    private ZoneDifference named(ZoneDifference difference) {
        return difference.toBuilder()
                .setRegion(problem.getRegion())
                .setZone(problem.getZone())
                .setSnapshotSequence(problem.getSnapshotSequence())
                .build();
    }

    /** Ends the search within a move or so; nothing more is given. From any thread, any number of times. */
    public void stop() {
        stopped = true;
        solver.terminateEarly();
    }
}
