package org.linli.solver.plan;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;
import org.linli.solver.score.Rule;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.phase.custom.CustomPhaseCommand;

/**
 * One slice of simulated annealing (Kirkpatrick, Gelatt and Vecchi, Optimization by simulated annealing, 1983), as a step
 * of OptaPlanner's custom phase; the same object is run slice after slice and remembers where it was. Only the soft level
 * is annealed: what serves less, or breaks more, is never taken, and what serves more always is, so that the search does
 * not wander off when a gain on a higher level comes. Each slice that has found something better ends on the best plan,
 * which the framework then keeps and announces; the next one goes on from where the search was.
 *
 * <p>The temperature falls geometrically from what {@link StartTemperature} finds to a small part of the plan's mean way
 * between two visits. A search with few moves for each visit, like those between two snapshots of a city, begins cooler:
 * it has no time to mend a plan that it has melted first.
 */
final class Annealing implements CustomPhaseCommand<VisitPlan> {
    /** So short that a stop is noticed within some milliseconds, so long that a slice costs nothing. */
    static final int MOVES_PER_SLICE = 2_000;

    /** Of the mean way: where the shortest searches begin. */
    private static final double WARM = 0.25;
    /** Of the mean way: where all searches end. */
    private static final double COLD = 0.0025;
    /** With so many moves for each visit a search has time to begin as warm as it should. */
    private static final double AMPLE_MOVES = 1_000;

    private final SplittableRandom random;
    private final @Nullable DoubleSupplier time;
    private final long movesPerVisit;
    private long mostMoves;
    private double warmPoints;
    private double coldPoints;
    private long moves;
    private Runnable over = () -> {};
    private final Standing standing = new Standing();
    private final BestPlan best = new BestPlan();
    private Snapshot current = Snapshot.NONE;

    private Annealing(long seed, @Nullable DoubleSupplier time, long movesPerVisit, long mostMoves) {
        random = new SplittableRandom(seed);
        this.time = time;
        this.movesPerVisit = movesPerVisit;
        this.mostMoves = mostMoves;
    }

    /**
     * Cools with time.
     *
     * @param progress      how much of the time is over, from 0 to 1
     * @param movesPerVisit after which there is nothing more to find in a small plan, whatever time is left
     */
    static Annealing ofTime(long seed, DoubleSupplier progress, long movesPerVisit) {
        return new Annealing(seed, progress, movesPerVisit, Long.MAX_VALUE);
    }

    /** Cools with the number of moves, so that the same seed gives the same plan. */
    static Annealing ofMoves(long seed, long mostMoves) {
        return new Annealing(seed, null, Long.MAX_VALUE, mostMoves);
    }

    /** Says whom to tell that all is searched; called once or more, on the search's thread. */
    void whenOver(Runnable told) {
        over = told;
    }

    @Override
    public void changeWorkingSolution(ScoreDirector<VisitPlan> director) {
        VisitPlan plan = director.getWorkingSolution();
        if (plan.visits().isEmpty() || plan.routes().size() < 2 || progress() >= 1) {
            over.run();
            return;
        }
        begin(plan);
        Snapshot known = Snapshot.of(plan);
        current.put(plan);
        boolean improved = slice(plan);
        current = Snapshot.of(plan, known);
        known.put(plan);
        (improved ? best.snapshot() : current).restore(plan, director);
        director.triggerVariableListeners();
    }

    private void begin(VisitPlan plan) {
        plan.total().settle();
        if (moves == 0) {
            mostMoves = Math.min(mostMoves, mostMovesFor(plan));
            double way = meanWay(plan);
            coldPoints = Math.max(0.01, COLD * way);
            warmPoints = Math.max(Math.max(1, WARM * way), startPoints(plan));
            best.begin(plan);
        }
    }

    private double startPoints(VisitPlan plan) {
        double points = new StartTemperature().of(plan, new PlanMoves(plan, random));
        return points * Math.min(1, expectedMoves() / plan.visits().size() / AMPLE_MOVES);
    }

    /** By the time that finding the temperature took. */
    private double expectedMoves() {
        double byTime = time == null ? Double.MAX_VALUE : StartTemperature.MOVES / Math.max(1e-9, time.getAsDouble());
        return Math.min(mostMoves, byTime);
    }

    private long mostMovesFor(VisitPlan plan) {
        return movesPerVisit == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : movesPerVisit * plan.visits().size();
    }

    /** Points of the mean way from one visit to the next. */
    private static double meanWay(VisitPlan plan) {
        RouteScorer scorer = plan.scorer();
        long seconds = 0;
        int ways = 0;
        for (Route route : plan.routes()) {
            PlanVolunteer volunteer = route.volunteer();
            if (volunteer != null) {
                Spot at = volunteer.spot();
                for (PlanVisit visit : route.visits()) {
                    seconds += scorer.travel().seconds(at, visit.from(), volunteer.travelMode());
                    at = visit.to();
                    ways++;
                }
            }
        }
        return ways == 0 ? 0 : (double) seconds / ways * -scorer.weights().weight(Rule.TRAVEL);
    }

    private double progress() {
        double byMoves = (double) moves / mostMoves;
        return time == null ? byMoves : Math.max(byMoves, time.getAsDouble());
    }

    /** Whether something better than ever was found. The framework does not see what happens here. */
    private boolean slice(VisitPlan plan) {
        PlanTotal total = plan.total();
        PlanMoves drawn = new PlanMoves(plan, random);
        BestCase bestCase = new BestCase(plan);
        total.settle();
        standing.take(total);
        double points = warmPoints * Math.pow(coldPoints / warmPoints, Math.min(1, progress()));
        boolean improved = false;
        for (int i = 0; i < MOVES_PER_SLICE; i++) {
            RouteMove move = drawn.next();
            moves++;
            if (move.isNothing()) {
                continue;
            }
            plan.gate().pass();
            if (standing.hard() == 0 && bestCase.forbids(move)) {
                continue;
            }
            double least = points * Math.log(random.nextDouble());
            if (!bestCase.makesUp(move, least) && standing.hard() == 0) {
                move.takeBack();
                continue;
            }
            move.touch(total);
            total.settle();
            if (!accepts(total, least)) {
                move.takeBack();
                move.touch(total);
                continue;
            }
            standing.take(total);
            improved |= best.take(move, plan);
        }
        total.settle();
        return improved;
    }

    /** @param least soft points, as a rule below 0, that must be gained where nothing else changes */
    private boolean accepts(PlanTotal total, double least) {
        if (total.hard() != standing.hard() || total.medium() != standing.medium()) {
            return standing.isBelow(total);
        }
        return total.soft() - standing.soft() >= least;
    }
}
