package org.linli.load.hhcrsp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.linli.load.hhcrsp.Instance.Care;
import org.linli.load.hhcrsp.Instance.Patient;
import org.linli.matcher.solve.ZoneSolver;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneRoute;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Itinerary;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;

/** Solves an instance with the zone solver that a node runs, one thread a seed, and writes the plans as solutions. */
final class CareSearch {
    private final Instance instance;
    private final Map<Long, List<ZoneDifference>> found = new ConcurrentHashMap<>();

    private CareSearch(Instance instance) {
        this.instance = instance;
    }

    private record Line(PlanVolunteer volunteer, List<PlanVisit> visits) implements Itinerary {}

    private record Bench(List<PlanVisit> visits) implements Itinerary {
        @Override
        public @Nullable PlanVolunteer volunteer() {
            return null;
        }
    }

    /** The solutions by seed; all seeds are searched at once. */
    static Map<Long, JsonObject> solve(Instance instance, List<Long> seeds, CareBudget budget)
            throws InterruptedException {
        return new CareSearch(instance).solve(seeds, budget);
    }

    private Map<Long, JsonObject> solve(List<Long> seeds, CareBudget budget) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(seeds.size());
        try (ZoneSolver solver = new ZoneSolver(
                1,
                seeds.size(),
                problem -> CareZone.policy(),
                policy -> CareZone.travel(instance),
                budget.clock(seeds.size()))) {
            for (long seed : seeds) {
                solver.solve(
                        CareZone.problem(instance, seed, budget.secondsOf(seeds.size())),
                        differences -> found.put(seed, differences),
                        done::countDown);
            }
            done.await();
        }
        Map<Long, JsonObject> solutions = new HashMap<>();
        seeds.forEach(seed -> solutions.put(seed, solution(found.getOrDefault(seed, List.of()))));
        return solutions;
    }

    /** The plan that differences from nothing make, with its times. */
    static JsonObject solution(Instance instance, List<ZoneDifference> differences) {
        return new CareSearch(instance).solution(differences);
    }

    private JsonObject solution(List<ZoneDifference> differences) {
        ZoneProblem problem = CareZone.problem(instance, 0, 1);
        FactReader reader = new FactReader(CareZone.policy());
        Map<String, PlanVisit> visits = new HashMap<>();
        for (ZoneVisit wire : problem.getVisitsList()) {
            visits.put(wire.getId(), reader.visit(wire));
        }
        List<Line> lines = new ArrayList<>();
        for (ZoneVolunteer wire : problem.getVolunteersList()) {
            lines.add(new Line(reader.volunteer(wire), route(wire.getId(), differences, visits)));
        }
        return solution(lines, visits);
    }

    private static List<PlanVisit> route(
            String volunteer, List<ZoneDifference> differences, Map<String, PlanVisit> visits) {
        List<PlanVisit> route = new ArrayList<>();
        for (ZoneDifference difference : differences) {
            for (ZoneRoute changed : difference.getRoutesList()) {
                if (changed.getVolunteerId().equals(volunteer)) {
                    changed.getVisitsList().forEach(id -> route.add(visits.get(id)));
                }
            }
        }
        return route;
    }

    private JsonObject solution(List<Line> lines, Map<String, PlanVisit> visits) {
        List<Itinerary> plan = new ArrayList<>(lines);
        List<PlanVisit> waiting = new ArrayList<>(visits.values());
        lines.forEach(line -> waiting.removeAll(line.visits()));
        plan.add(new Bench(waiting));
        RouteScorer scorer = new RouteScorer(CareZone.policy(), CareZone.travel(instance), CareZone.BEGIN_MS);
        PlanTotal total = new PlanTotal(scorer, plan, visits.values());
        JsonArray routes = new JsonArray();
        for (int i = 0; i < lines.size(); i++) {
            routes.add(route(lines.get(i), total.startsMs(i)));
        }
        return new JsonObject().put("routes", routes);
    }

    private JsonObject route(Line line, List<Long> startsMs) {
        JsonArray locations = new JsonArray();
        for (int i = 0; i < startsMs.size(); i++) {
            PlanVisit visit = line.visits().get(i);
            Patient patient = instance.patients().get(visit.from().latE7() - 1);
            Care care = patient.cares().get(visit.seat() - 1);
            double start = CareZone.units(startsMs.get(i));
            locations.add(new JsonObject()
                    .put("patient", patient.id())
                    .put("service", care.service())
                    .put("arrival_time", start)
                    .put("departure_time", start + care.duration()));
        }
        return new JsonObject().put("caregiver_id", line.volunteer().id()).put("locations", locations);
    }
}
