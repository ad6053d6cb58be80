package org.linli.solver.plan;

import java.util.Arrays;
import org.linli.solver.score.PlanTotal;

/**
 * How warm an annealing begins: so that of the moves that make the plan worse, and break nothing, a certain share would be
 * taken (Ben-Ameur, Computing the initial temperature of simulated annealing, Computational Optimization and
 * Applications, 2004). Plans in which a wrong place costs much, because everybody waits for it, begin warmer than
 * those in which it only costs a way. For one thread.
 */
final class StartTemperature {
    /** So many that the share is known to a hundredth or two, so few that the shortest search does not feel them. */
    static final int MOVES = 500;

    private static final double ACCEPTED = 0.05;
    private static final int ROUNDS = 60;

    private final double[] losses = new double[MOVES];
    private int count;

    /** The temperature in points; 0 where no move makes the plan worse. The plan is left as it was. */
    double of(VisitPlan plan, PlanMoves drawn) {
        PlanTotal total = plan.total();
        BestCase bestCase = new BestCase(plan);
        Standing standing = new Standing();
        total.settle();
        standing.take(total);
        for (int i = 0; i < MOVES; i++) {
            RouteMove move = drawn.next();
            plan.gate().pass();
            if (!move.isNothing() && !bestCase.forbids(move)) {
                move.make();
                move.touch(total);
                total.settle();
                note(standing, total);
                move.takeBack();
                move.touch(total);
            }
        }
        total.settle();
        return of(Arrays.copyOf(losses, count));
    }

    private void note(Standing standing, PlanTotal total) {
        if (total.hard() == standing.hard() && total.medium() == standing.medium() && total.soft() < standing.soft()) {
            losses[count++] = (double) standing.soft() - total.soft();
        }
    }

    /** The temperature at which the wished share of such losses is taken; 0 where there are none. */
    static double of(double... losses) {
        double temperature = Arrays.stream(losses).average().orElse(0);
        for (int round = 0; round < ROUNDS && temperature > 0; round++) {
            temperature *= Math.sqrt(Math.log(accepted(losses, temperature)) / Math.log(ACCEPTED));
        }
        return temperature;
    }

    private static double accepted(double[] losses, double temperature) {
        return Arrays.stream(losses)
                .map(loss -> Math.exp(-loss / temperature))
                .average()
                .orElse(ACCEPTED);
    }
}
