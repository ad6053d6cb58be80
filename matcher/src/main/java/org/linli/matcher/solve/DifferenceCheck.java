package org.linli.matcher.solve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneRoute;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Itinerary;
import org.linli.solver.score.PlanTotal;
import org.linli.solver.score.RouteScorer;

/**
 * Decides whether what a zone solver found still holds: its routes are as the solver saw them, its visits are open, and
 * scored again, exactly and now, it gains. Where an offer that is out would be taken back, the gain must earn the
 * disturbance: serve more, or save what the policy asks. Immutable; runs on the book's thread.
 */
public final class DifferenceCheck {
    private final RouteScorer scorer;
    private final long leastWithdrawGain;

    public DifferenceCheck(RegionPolicy policy, RouteScorer scorer) {
        this.scorer = scorer;
        leastWithdrawGain = (long) policy.offering().withdrawGainSeconds()
                * policy.planning().travelPerSecond();
    }

    private record Line(@Nullable PlanVolunteer volunteer, List<PlanVisit> visits) implements Itinerary {}

    /** The routes of a difference, before and after, by the volunteer's id. */
    private record Change(
            Map<String, PlanVolunteer> volunteers,
            Map<String, List<PlanVisit>> before,
            Map<String, List<PlanVisit>> after) {}

    /** A refusal on the way; never leaves this class, and carries no stack. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Verdict.Refused verdict;

        Refusal(String code, String ref) {
            super(code, null, false, false);
            verdict = new Verdict.Refused(code, ref);
        }
    }

    /** All of the difference or nothing. */
    public Verdict check(ZoneDifference difference, BookView book) {
        try {
            Change change = read(difference, book);
            requireWhole(change, book);
            return weigh(change, book);
        } catch (Refusal refusal) {
            return refusal.verdict;
        }
    }

    private static Change read(ZoneDifference difference, BookView book) throws Refusal {
        Change change = new Change(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (ZoneRoute route : difference.getRoutesList()) {
            String id = route.getVolunteerId();
            PlanVolunteer volunteer = book.findVolunteer(id).orElseThrow(() -> new Refusal("volunteer-gone", id));
            if (volunteer.routeVersion() != route.getBaseVersion() || change.volunteers.containsKey(id)) {
                throw new Refusal("route-changed", id);
            }
            change.volunteers.put(id, volunteer);
            change.before.put(id, book.route(id));
            change.after.put(id, visits(route, book));
        }
        return change;
    }

    private static List<PlanVisit> visits(ZoneRoute route, BookView book) throws Refusal {
        List<PlanVisit> visits = new ArrayList<>();
        for (String id : route.getVisitsList()) {
            visits.add(book.findVisit(id).orElseThrow(() -> new Refusal("visit-gone", id)));
        }
        return visits;
    }

    /** Each visit stands once, and comes from the bench or from a route that is in the difference too. */
    private static void requireWhole(Change change, BookView book) throws Refusal {
        Set<String> seen = new LinkedHashSet<>();
        for (List<PlanVisit> route : change.after.values()) {
            for (PlanVisit visit : route) {
                if (!seen.add(visit.id())) {
                    throw new Refusal("visit-twice", visit.id());
                }
                Optional<String> server = book.findServer(visit.id());
                if (server.isPresent() && !change.volunteers.containsKey(server.get())) {
                    throw new Refusal("visit-elsewhere", visit.id());
                }
            }
        }
    }

    private Verdict weigh(Change change, BookView book) throws Refusal {
        List<PlanVisit> withdrawn = withdrawn(change, book);
        Map<String, Line> unchanged = routesOfSiblings(change, book);
        PlanTotal then = total(change, change.before, change.after, unchanged);
        PlanTotal now = total(change, change.after, change.before, unchanged);
        long hard = now.hard() - then.hard();
        long medium = now.medium() - then.medium();
        long soft = now.soft() - then.soft();
        requireGain(hard, medium, soft, withdrawn);
        return new Verdict.Accepted(hard, medium, soft, newRoutes(change, now), withdrawn);
    }

    private static List<PlanVisit> withdrawn(Change change, BookView book) throws Refusal {
        List<PlanVisit> withdrawn = new ArrayList<>();
        for (Map.Entry<String, List<PlanVisit>> route : change.before.entrySet()) {
            Set<String> staying = ids(change.after.getOrDefault(route.getKey(), List.of()));
            for (PlanVisit visit : route.getValue()) {
                if (visit.isOffered() && !staying.contains(visit.id())) {
                    withdrawn.add(visit);
                }
            }
        }
        for (PlanVisit visit : withdrawn) {
            if (!book.mayWithdraw(visit.id())) {
                throw new Refusal("in-grace", visit.id());
            }
        }
        return withdrawn;
    }

    private static Set<String> ids(Collection<PlanVisit> visits) {
        Set<String> ids = new LinkedHashSet<>();
        visits.forEach(visit -> ids.add(visit.id()));
        return ids;
    }

    private void requireGain(long hard, long medium, long soft, List<PlanVisit> withdrawn) throws Refusal {
        if (hard < 0) {
            throw new Refusal("breaks-hard-rule", "");
        }
        boolean servesMore = hard > 0 || medium > 0;
        if (!servesMore && (medium < 0 || soft <= 0)) {
            throw new Refusal("no-gain", "");
        }
        if (!servesMore && !withdrawn.isEmpty() && soft < leastWithdrawGain) {
            throw new Refusal("too-little-gain", withdrawn.get(0).id());
        }
    }

    /** Routes outside the difference whose visits share an order with one inside: their starts may shift. */
    private static Map<String, Line> routesOfSiblings(Change change, BookView book) {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<PlanVisit> open = new ArrayList<>();
        change.before.values().forEach(open::addAll);
        change.after.values().forEach(open::addAll);
        Set<String> orders = new LinkedHashSet<>();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).hasSiblings() && orders.add(open.get(i).orderId())) {
                for (PlanVisit sibling : book.siblings(open.get(i).orderId())) {
                    book.findServer(sibling.id())
                            .filter(server -> !change.volunteers.containsKey(server) && !lines.containsKey(server))
                            .ifPresent(server -> book.findVolunteer(server).ifPresent(volunteer -> {
                                lines.put(server, new Line(volunteer, book.route(server)));
                                open.addAll(book.route(server));
                            }));
                }
            }
        }
        return lines;
    }

    private PlanTotal total(
            Change change,
            Map<String, List<PlanVisit>> routes,
            Map<String, List<PlanVisit>> others,
            Map<String, Line> unchanged) {
        List<Line> lines = new ArrayList<>();
        Map<String, PlanVisit> visits = new LinkedHashMap<>();
        change.volunteers.forEach(
                (id, volunteer) -> lines.add(new Line(volunteer, routes.getOrDefault(id, List.of()))));
        lines.addAll(unchanged.values());
        lines.forEach(line -> line.visits().forEach(visit -> visits.put(visit.id(), visit)));
        Map<String, PlanVisit> waiting = new HashMap<>();
        others.values().forEach(route -> route.forEach(visit -> waiting.put(visit.id(), visit)));
        waiting.keySet().removeAll(visits.keySet());
        lines.add(new Line(null, List.copyOf(waiting.values())));
        List<PlanVisit> all = new ArrayList<>(visits.values());
        all.addAll(waiting.values());
        return new PlanTotal(scorer, lines, all);
    }

    private static List<Verdict.NewRoute> newRoutes(Change change, PlanTotal now) {
        List<Verdict.NewRoute> routes = new ArrayList<>();
        for (Map.Entry<String, PlanVolunteer> entry : change.volunteers.entrySet()) {
            routes.add(new Verdict.NewRoute(
                    entry.getValue(),
                    change.after.getOrDefault(entry.getKey(), List.of()),
                    now.startsMs(routes.size())));
        }
        return routes;
    }
}
