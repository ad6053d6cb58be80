package org.linli.solver.plan;

import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.impl.score.director.InnerScoreDirector;
import org.optaplanner.core.impl.solver.DefaultSolverFactory;

/** Ways to reckon a plan's score outside a solver. */
final class Directors {
    private Directors() {}

    static InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> streams(VisitPlan plan) {
        return director(
                plan,
                new ScoreDirectorFactoryConfig()
                        .withConstraintProviderClass(LinliConstraintProvider.class)
                        .withConstraintStreamImplType(ConstraintStreamImplType.BAVET));
    }

    static InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> incremental(VisitPlan plan) {
        return director(
                plan,
                new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(IncrementalCalculator.class));
    }

    private static InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director(
            VisitPlan plan, ScoreDirectorFactoryConfig scoring) {
        SolverConfig config = new SolverConfig()
                .withSolutionClass(VisitPlan.class)
                .withEntityClasses(Route.class)
                .withScoreDirectorFactory(scoring);
        DefaultSolverFactory<VisitPlan> factory =
                (DefaultSolverFactory<VisitPlan>) SolverFactory.<VisitPlan>create(config);
        InnerScoreDirector<VisitPlan, HardMediumSoftLongScore> director =
                factory.<HardMediumSoftLongScore>getScoreDirectorFactory().buildScoreDirector(false, true);
        director.setWorkingSolution(plan);
        return director;
    }
}
