package org.linli.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneRoute;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

/** Differences at random: closed ones, which may well be worth something, and nonsense of every kind. */
final class RandomChanges {
    private static final long CLAIMED = 1_000_000;

    private RandomChanges() {}

    /** One visit goes to some place of some route, from the bench or from another route, and nothing is lost. */
    static List<ZoneDifference> whole(ZoneProblem problem, SplittableRandom chance) {
        if (problem.getVisitsCount() == 0 || problem.getVolunteersCount() == 0) {
            return List.of();
        }
        Map<String, List<String>> routes = routes(problem);
        String visit =
                problem.getVisits(chance.nextInt(problem.getVisitsCount())).getId();
        String to = problem.getVolunteers(chance.nextInt(problem.getVolunteersCount()))
                .getId();
        Set<String> changed = new HashSet<>();
        changed.add(to);
        routes.forEach((volunteer, route) -> {
            if (route.remove(visit)) {
                changed.add(volunteer);
            }
        });
        List<String> route = routes.getOrDefault(to, new ArrayList<>());
        route.add(chance.nextInt(route.size() + 1), visit);
        return List.of(difference(problem, routes, changed));
    }

    /** What nobody in their senses would propose: parts missing, visits twice or unknown, other versions. */
    static List<ZoneDifference> nonsense(ZoneProblem problem, SplittableRandom chance) {
        List<ZoneDifference> all = new ArrayList<>();
        for (int i = chance.nextInt(3); i >= 0; i--) {
            for (ZoneDifference sane : whole(problem, chance)) {
                all.add(spoilt(sane, problem, chance));
            }
        }
        return all;
    }

    private static ZoneDifference spoilt(ZoneDifference sane, ZoneProblem problem, SplittableRandom chance) {
        ZoneDifference.Builder spoilt = sane.toBuilder();
        ZoneRoute.Builder route = spoilt.getRoutesBuilder(chance.nextInt(spoilt.getRoutesCount()));
        ZoneVisit visit = problem.getVisits(chance.nextInt(problem.getVisitsCount()));
        switch (chance.nextInt(7)) {
            case 0 -> spoilt.removeRoutes(chance.nextInt(spoilt.getRoutesCount()));
            case 1 -> route.addVisits(visit.getId());
            case 2 -> route.addVisits(visit.getId() + "9");
            case 3 -> route.clearVisits();
            case 4 -> route.setBaseVersion(route.getBaseVersion() + 1);
            case 5 -> route.setVolunteerId("nobody");
            default -> spoilt.addRoutes(route.build());
        }
        return spoilt.build();
    }

    private static Map<String, List<String>> routes(ZoneProblem problem) {
        Map<String, List<String>> routes = new LinkedHashMap<>();
        for (ZoneVolunteer volunteer : problem.getVolunteersList()) {
            routes.put(volunteer.getId(), new ArrayList<>(volunteer.getRouteList()));
        }
        return routes;
    }

    private static ZoneDifference difference(
            ZoneProblem problem, Map<String, List<String>> routes, Set<String> changed) {
        ZoneDifference.Builder difference = ZoneDifference.newBuilder()
                .setRegion(problem.getRegion())
                .setZone(problem.getZone())
                .setSnapshotSequence(problem.getSnapshotSequence())
                .setSoft(CLAIMED);
        for (ZoneVolunteer volunteer : problem.getVolunteersList()) {
            if (changed.contains(volunteer.getId())) {
                difference.addRoutes(ZoneRoute.newBuilder()
                        .setVolunteerId(volunteer.getId())
                        .setBaseVersion(volunteer.getRouteVersion())
                        .addAllVisits(routes.getOrDefault(volunteer.getId(), List.of())));
            }
        }
        return difference.build();
    }
}
