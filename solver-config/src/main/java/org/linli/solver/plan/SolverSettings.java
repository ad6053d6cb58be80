package org.linli.solver.plan;

import java.time.Duration;
import java.util.List;
import org.linli.domain.policy.RegionPolicy;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.common.SelectionCacheType;
import org.optaplanner.core.config.heuristic.selector.common.SelectionOrder;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.phase.custom.CustomPhaseConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.monitoring.MonitoringConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * How a zone is searched: cheapest insertion of what waits, then simulated annealing that never trades a served visit
 * for travel. The same seed, plan and number of scores give the same result.
 *
 * @param seed            of all chance in the search
 * @param spent           how long it may take at most
 * @param unimproved      how long it goes on without finding anything better
 * @param mostScores      after how many scores it ends at the latest; 0: any number
 * @param travelPerSecond soft points of a second on the way, which the temperature is made from
 */
public record SolverSettings(long seed, Duration spent, Duration unimproved, long mostScores, int travelPerSecond) {
    /** At the start a detour of this length is still taken in one of three tries. */
    private static final int WARM_SECONDS = 60;

    public SolverSettings {
        if (spent.isNegative() || spent.isZero()) {
            throw new IllegalArgumentException("solver.spent (" + spent + ") must be positive");
        }
    }

    public static SolverSettings of(long seed, Duration spent, RegionPolicy policy) {
        return new SolverSettings(
                seed, spent, spent.dividedBy(2), 0, policy.planning().travelPerSecond());
    }

    /** A solver for one plan, to be used once and on one thread. */
    public Solver<VisitPlan> newSolver() {
        return SolverFactory.<VisitPlan>create(config()).buildSolver();
    }

    /** Without the framework's own meters: they would stay in a global registry, a set for every search. */
    SolverConfig config() {
        return new SolverConfig()
                .withSolutionClass(VisitPlan.class)
                .withEntityClasses(Route.class)
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(seed)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withIncrementalScoreCalculatorClass(IncrementalCalculator.class))
                .withMonitoringConfig(new MonitoringConfig().withSolverMetricList(List.of()))
                .withTerminationConfig(termination())
                .withPhases(construction(), localSearch());
    }

    private TerminationConfig termination() {
        TerminationConfig termination =
                new TerminationConfig().withSpentLimit(spent).withUnimprovedSpentLimit(unimproved);
        return mostScores > 0 ? termination.withScoreCalculationCountLimit(mostScores) : termination;
    }

    private static CustomPhaseConfig construction() {
        return new CustomPhaseConfig().withCustomPhaseCommands(new CheapestInsertion());
    }

    private LocalSearchPhaseConfig localSearch() {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(nearby())
                .withAcceptorConfig(new LocalSearchAcceptorConfig()
                        .withSimulatedAnnealingStartingTemperature(
                                "0hard/0medium/" + (long) WARM_SECONDS * Math.max(1, travelPerSecond) + "soft"))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
    }

    /**
     * Changes, swaps, 2-opt and stretches of lists, all from one factory: the framework's own list selectors would draw
     * among all routes, and cost two indexes that every move must keep up to date.
     */
    private static MoveIteratorFactoryConfig nearby() {
        return new MoveIteratorFactoryConfig()
                .withMoveIteratorFactoryClass(NearbyMoves.class)
                .withCacheType(SelectionCacheType.JUST_IN_TIME)
                .withSelectionOrder(SelectionOrder.RANDOM);
    }
}
