package org.linli.solver.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.phase.custom.CustomPhaseConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.monitoring.MonitoringConfig;

/**
 * How a zone is searched: cheapest insertion of what waits, then {@link Annealing}. The same seed, plan and number of
 * moves give the same result.
 *
 * @param seed      of all chance in the search
 * @param spent     how long it may take at most
 * @param mostMoves after how many moves it has cooled down, and ends; 0: any number, by the time that is spent
 */
public record SolverSettings(long seed, Duration spent, long mostMoves) {
    /** A small plan is searched no longer than this: by then there is nothing more to find. */
    private static final long MOVES_PER_VISIT = 400_000;
    /** More slices than a search of ten minutes makes. */
    private static final int MOST_SLICES = 200_000;

    public SolverSettings {
        if (spent.isNegative() || spent.isZero()) {
            throw new IllegalArgumentException("solver.spent (" + spent + ") must be positive");
        }
    }

    /** A solver for one plan, to be used once and on one thread. */
    public Solver<VisitPlan> newSolver(LongSupplier nanoTime) {
        Annealing annealing = annealing(nanoTime);
        Solver<VisitPlan> solver =
                SolverFactory.<VisitPlan>create(config(annealing)).buildSolver();
        annealing.whenOver(solver::terminateEarly);
        return solver;
    }

    /** Without the framework's own meters: they would stay in a global registry, a set for every search. */
    SolverConfig config(Annealing annealing) {
        return new SolverConfig()
                .withSolutionClass(VisitPlan.class)
                .withEntityClasses(Route.class)
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(seed)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withIncrementalScoreCalculatorClass(IncrementalCalculator.class))
                .withMonitoringConfig(new MonitoringConfig().withSolverMetricList(List.of()))
                .withPhases(construction(), slices(annealing));
    }

    private static CustomPhaseConfig construction() {
        return new CustomPhaseConfig().withCustomPhaseCommands(new CheapestInsertion());
    }

    Annealing annealing(LongSupplier nanoTime) {
        return mostMoves > 0
                ? Annealing.ofMoves(seed, mostMoves)
                : Annealing.ofTime(seed, spent(nanoTime), MOVES_PER_VISIT);
    }

    private CustomPhaseConfig slices(Annealing annealing) {
        long slices = mostMoves > 0 ? Math.max(1, mostMoves / Annealing.MOVES_PER_SLICE) : MOST_SLICES;
        return new CustomPhaseConfig()
                .withCustomPhaseCommandList(Collections.nCopies((int) Math.min(MOST_SLICES, slices), annealing));
    }

    /** How much of the time is over, from the first asking on. */
    private DoubleSupplier spent(LongSupplier nanoTime) {
        long allNs = spent.toNanos();
        long[] fromNs = {Long.MIN_VALUE};
        return () -> {
            if (fromNs[0] == Long.MIN_VALUE) {
                fromNs[0] = nanoTime.getAsLong();
            }
            return (nanoTime.getAsLong() - fromNs[0]) / (double) allNs;
        };
    }
}
