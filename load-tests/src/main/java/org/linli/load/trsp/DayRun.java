package org.linli.load.trsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.linli.load.trsp.TechnicianDay.Request;
import org.linli.load.trsp.TechnicianDay.Technician;
import org.linli.proto.Place;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.plan.Gate;
import org.linli.solver.plan.Route;
import org.linli.solver.plan.SolverSettings;
import org.linli.solver.plan.VisitPlan;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;

/**
 * Goes through a day in virtual time. Whenever requests are revealed, what has been set out for is fixed, and the
 * production solver improves the plan of the rest, with a number of moves so that a run is the same on every machine. A
 * technician leaves a place when the next service would else start late, no earlier, and is not called back on the way.
 */
final class DayRun {
    /** A bound that is never met: the moves end a search. */
    private static final Duration SPENT = Duration.ofMinutes(10);

    private final TechnicianDay day;
    private final FactReader reader = new FactReader(DayZone.policy());
    private final Map<PlanVisit, Request> requests = new HashMap<>();
    private final Map<Integer, Crew> crews = new HashMap<>();
    private final List<PlanVisit> open = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private final long firstMoves;
    private final long moves;
    private final long seed;

    /** Where a technician will be free, when, and what is planned from then on. */
    private static final class Crew {
        private Place at;
        private double free;
        private List<PlanVisit> planned = List.of();
        private List<Double> starts = List.of();

        private Crew(Technician technician) {
            at = DayZone.place(technician.x(), technician.y());
            free = technician.opens();
        }
    }

    private DayRun(TechnicianDay day, long firstMoves, long moves, long seed) {
        this.day = day;
        this.firstMoves = firstMoves;
        this.moves = moves;
        this.seed = seed;
        day.technicians().forEach(technician -> crews.put(technician.id(), new Crew(technician)));
    }

    /**
     * The day as it was gone.
     *
     * @param firstMoves before the day begins
     * @param moves      at each moment at which something is revealed
     */
    static List<Stop> run(TechnicianDay day, long firstMoves, long moves, long seed) {
        return new DayRun(day, firstMoves, moves, seed).run();
    }

    private List<Stop> run() {
        TreeSet<Double> moments = new TreeSet<>();
        day.requests().forEach(request -> moments.add(Math.max(0, request.released())));
        moments.add(0.0);
        for (double now : moments) {
            fixUntil(now);
            reveal(now);
            plan(now, now == 0 ? firstMoves : moves);
        }
        fixUntil(Double.POSITIVE_INFINITY);
        return stops;
    }

    private void reveal(double now) {
        for (Request request : day.requests()) {
            if (Math.max(0, request.released()) == now) {
                PlanVisit visit = reader.visit(DayZone.visit(request));
                requests.put(visit, request);
                open.add(visit);
            }
        }
    }

    private void fixUntil(double now) {
        for (Technician technician : day.technicians()) {
            Crew crew = crew(technician.id());
            int fixed = 0;
            while (fixed < crew.planned.size() && departs(crew, fixed) <= now) {
                fix(technician, crew, fixed++);
            }
            crew.starts = crew.starts.subList(fixed, crew.starts.size());
            crew.planned = crew.planned.subList(fixed, crew.planned.size());
        }
    }

    private double departs(Crew crew, int index) {
        Request request = request(crew.planned.get(index));
        Place to = DayZone.place(request.x(), request.y());
        double way = Math.hypot(to.getLatE7() - crew.at.getLatE7(), to.getLngE7() - crew.at.getLngE7());
        return crew.starts.get(index) - Math.ceil(way) / 1000;
    }

    private void fix(Technician technician, Crew crew, int index) {
        PlanVisit visit = crew.planned.get(index);
        Request request = request(visit);
        stops.add(new Stop(technician.id(), request.id(), departs(crew, index), crew.starts.get(index)));
        crew.at = DayZone.place(request.x(), request.y());
        crew.free = crew.starts.get(index) + request.service();
        open.remove(visit);
    }

    private void plan(double now, long budget) {
        if (open.isEmpty()) {
            return;
        }
        RouteScorer scorer = new RouteScorer(DayZone.policy(), DayZone.TRAVEL, DayZone.momentMs(now));
        List<VisitPlan.Start> from = day.technicians().stream()
                .map(technician -> start(technician, now))
                .toList();
        VisitPlan best = new SolverSettings(seed, SPENT, budget)
                .newSolver(System::nanoTime)
                .solve(VisitPlan.of(scorer, from, open, Gate.OPEN));
        PlanTotal total = new PlanTotal(scorer, best.routes(), best.visits());
        for (Route route : best.routes()) {
            Optional.ofNullable(route.volunteer()).ifPresent(volunteer -> {
                Crew crew = crew(Integer.parseInt(volunteer.id()));
                crew.planned = List.copyOf(route.visits());
                crew.starts = total.startsMs(route.index()).stream()
                        .map(DayZone::units)
                        .toList();
            });
        }
    }

    private VisitPlan.Start start(Technician technician, double now) {
        Crew crew = crew(technician.id());
        return new VisitPlan.Start(
                reader.volunteer(DayZone.volunteer(technician, crew.at, Math.max(now, crew.free))), crew.planned);
    }

    private Crew crew(int technician) {
        return Objects.requireNonNull(crews.get(technician));
    }

    private Request request(PlanVisit visit) {
        return Objects.requireNonNull(requests.get(visit));
    }
}
