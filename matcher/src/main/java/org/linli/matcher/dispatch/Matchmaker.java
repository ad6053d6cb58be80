package org.linli.matcher.dispatch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.match.DenseIds;
import org.linli.matcher.match.Matching;
import org.linli.proto.Place;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneRoute;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * Keeps the exact matching in step with the book: visits for one person that may still be moved, and volunteers who have
 * no more than one of those beside their commitments. Whoever has more is the zone solvers' business. Used on one loop.
 */
final class Matchmaker {
    /** So many visits near a volunteer are weighed: as many as there are volunteers near a visit. */
    private static final int VISITS_NEAR = 40;
    /** A chain of changes that is longer is left to the zone solvers. */
    private static final int MOST_ROUTES = 32;

    private final Book book;
    private final Bans bans;
    private final Matching matching = new Matching();
    private final DenseIds<String> numbers = new DenseIds<>();
    /** By number, as each was when it was looked at last: some hundred are asked for each volunteer who changes. */
    private @Nullable BookVisit[] looked = {};

    /** The facts by which volunteers were weighed last; a route that is only planned does not change them. */
    private final Map<Integer, PlanVolunteer> bases = new HashMap<>();

    private final Grid places;
    private Moment moment;

    /** The book at one moment, with what is asked of it again and again. */
    private record Moment(long nowMs, ZoneView view, PairCosts costs, Offering offering) {}

    Matchmaker(Book book, Bans bans) {
        this.book = book;
        this.bans = bans;
        places = new Grid(book.rules().policy().area());
        moment = at(0);
    }

    private Moment at(long nowMs) {
        return new Moment(
                nowMs,
                new ZoneView(book.rules(), nowMs, book.open()::find),
                new PairCosts(book.rules(), nowMs),
                new Offering(book.rules().policy()));
    }

    /** Weighs as of this moment from now on. */
    void now(long nowMs) {
        moment = at(nowMs);
    }

    int visits() {
        return numbers.size();
    }

    /** The visit has come, changed or gone. */
    void visit(String id) {
        BookVisit visit = book.open().find(id);
        if (visit == null || !takesPart(visit)) {
            leave(id, visit);
        } else if (isKnown(visit)) {
            looked[numbers.find(id)] = visit;
        } else {
            enter(visit);
        }
    }

    /** Whether it asks what it asked when it was looked at last, wherever it is planned since. */
    private boolean isKnown(BookVisit visit) {
        int number = numbers.find(visit.id());
        BookVisit before = number == DenseIds.NONE ? null : looked[number];
        return before != null && visit.needs().asks(before.needs());
    }

    private boolean takesPart(BookVisit visit) {
        if (!ZoneView.isMovable(visit, moment.offering) || visit.fact().hasSiblings()) {
            return false;
        }
        BookVolunteer server = server(visit);
        return server == null || isAlone(server);
    }

    private @Nullable BookVolunteer server(BookVisit visit) {
        Placement where = visit.placement();
        if (where != null) {
            return where.volunteer() < 0 ? null : book.roster().get(where.volunteer());
        }
        return visit.isOffered() ? book.roster().find(VisitFacts.holderOf(visit.visit())) : null;
    }

    /** Whether the volunteer may be planned, and has at most one visit that could move, with no siblings. */
    private boolean isAlone(BookVolunteer volunteer) {
        if (!volunteer.isAvailable() || volunteer.route().size() > 1) {
            return false;
        }
        List<PlanVisit> route = holdsOffers(volunteer) ? moment.view.route(volunteer) : volunteer.route();
        return route.isEmpty() || (route.size() == 1 && !route.get(0).hasSiblings());
    }

    private static boolean holdsOffers(BookVolunteer volunteer) {
        return volunteer.openOffers() > volunteer.reserved().size();
    }

    /** An offer that has been seen is a commitment from then on. */
    private void leave(String id, @Nullable BookVisit visit) {
        boolean tookPart = numbers.find(id) != DenseIds.NONE;
        forget(id);
        BookVolunteer holder = tookPart && visit != null && visit.isOffered() ? server(visit) : null;
        if (holder != null) {
            volunteer(holder.slot());
        }
    }

    private void forget(String id) {
        int number = numbers.find(id);
        if (number != DenseIds.NONE) {
            matching.removeVisit(number);
            places.remove(number);
            looked[number] = null;
            numbers.release(id);
        }
    }

    private void enter(BookVisit visit) {
        PlanVisit fact = visit.fact();
        Edges edges = new Edges();
        for (int slot : Candidates.of(visit, book.roster(), book.rules(), Set.of(), who -> mayHave(who, visit))) {
            connect(edges, slot, fact);
        }
        BookVolunteer server = server(visit);
        if (server != null && !edges.contains(server.slot())) {
            connect(edges, server.slot(), fact);
        }
        int before = numbers.find(visit.id());
        int number = numbers.acquire(visit.id());
        long unserved = moment.costs.unserved(fact);
        if (before == DenseIds.NONE) {
            matching.addVisit(number, unserved, edges.costs(), edges.others());
        } else {
            matching.changeVisit(number, unserved, edges.costs(), edges.others());
        }
        places.put(number, visit.place(), 1);
        if (number >= looked.length) {
            looked = Arrays.copyOf(looked, Math.max(number + 1, looked.length * 2));
        }
        looked[number] = visit;
    }

    private boolean mayHave(BookVolunteer volunteer, BookVisit visit) {
        return isAlone(volunteer) && !bans.stands(visit.orderId(), volunteer.id(), moment.nowMs);
    }

    private void connect(Edges edges, int slot, PlanVisit fact) {
        long cost = moment.costs.of(base(book.roster().get(slot)), fact);
        if (cost != PairCosts.NEVER) {
            if (!matching.hasVolunteer(slot)) {
                matching.addVolunteer(slot);
            }
            edges.add(slot, cost);
        }
    }

    /** The volunteer without what may be moved. */
    private PlanVolunteer base(BookVolunteer volunteer) {
        return holdsOffers(volunteer) ? moment.view.fact(volunteer) : volunteer.fact();
    }

    /** The volunteer has come, moved, changed or gone. */
    @SuppressWarnings("ReferenceEquality") // a volunteer who has changed has another fact
    void volunteer(int slot) {
        BookVolunteer volunteer = book.roster().get(slot);
        if (!isAlone(volunteer)) {
            remove(slot);
        } else if (!matching.hasVolunteer(slot) || bases.get(slot) != volunteer.fact()) {
            connect(volunteer);
            bases.put(slot, volunteer.fact());
        }
        if (volunteer.isAvailable()) {
            moment.view.route(volunteer).forEach(visit -> visit(visit.id()));
        }
    }

    private void remove(int slot) {
        bases.remove(slot);
        if (matching.hasVolunteer(slot)) {
            matching.removeVolunteer(slot);
        }
    }

    private void connect(BookVolunteer volunteer) {
        PlanVolunteer base = base(volunteer);
        Edges edges = new Edges();
        for (int number : near(volunteer)) {
            BookVisit visit = book.open().find(numbers.key(number));
            long cost = visit == null ? PairCosts.NEVER : moment.costs.of(base, visit.fact());
            if (cost != PairCosts.NEVER) {
                edges.add(number, cost);
            }
        }
        if (matching.hasVolunteer(volunteer.slot())) {
            matching.changeVolunteer(volunteer.slot(), edges.costs(), edges.others());
        } else if (!edges.isEmpty()) {
            matching.addVolunteer(volunteer.slot(), edges.costs(), edges.others());
        }
    }

    private int[] near(BookVolunteer volunteer) {
        Place at = volunteer.known().at();
        if (at == null || numbers.size() == 0) {
            return new int[0];
        }
        double pace = book.rules().pace().of(volunteer.calendar().getDuty().getTravelMode());
        return places.nearest(
                at, VISITS_NEAR, Candidates.MOST_TRAVEL_SECONDS / pace, number -> mayServe(volunteer, number));
    }

    private boolean mayServe(BookVolunteer volunteer, int number) {
        BookVisit visit = looked[number];
        return visit != null
                && Candidates.mayServe(volunteer, visit.fact(), visit.exclusions())
                && !bans.stands(visit.orderId(), volunteer.id(), moment.nowMs);
    }

    /** Tells of the ids of visits whose best volunteer is another than told last. */
    void drainChanges(Set<String> changed) {
        matching.drainChanges((visit, before, after) -> changed.add(numbers.key(visit)));
    }

    /**
     * The closed set of routes that would give the visit its best volunteer; empty where it has, where there is none, or
     * where too many would change.
     */
    Optional<ZoneDifference> difference(String visitId) {
        int number = numbers.find(visitId);
        int best = number == DenseIds.NONE ? Matching.NOBODY : matching.volunteerOf(number);
        BookVisit visit = book.open().find(visitId);
        BookVolunteer server = visit == null ? null : server(visit);
        if (best == Matching.NOBODY || visit == null || (server != null && server.slot() == best)) {
            return Optional.empty();
        }
        Map<Integer, ZoneRoute> routes = closedSet(best);
        return routes.size() > MOST_ROUTES
                ? Optional.empty()
                : Optional.of(ZoneDifference.newBuilder()
                        .addAllRoutes(routes.values())
                        .build());
    }

    private Map<Integer, ZoneRoute> closedSet(int first) {
        Map<Integer, ZoneRoute> routes = new LinkedHashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(first);
        while (!open.isEmpty() && routes.size() <= MOST_ROUTES) {
            int slot = open.remove();
            if (!routes.containsKey(slot)) {
                routes.put(slot, route(slot, open));
            }
        }
        return routes;
    }

    /** The volunteer's route to be; who loses the visit by it, and who gets what the volunteer has now, come next. */
    private ZoneRoute route(int slot, Deque<Integer> next) {
        BookVolunteer volunteer = book.roster().get(slot);
        ZoneRoute.Builder route =
                ZoneRoute.newBuilder().setVolunteerId(volunteer.id()).setBaseVersion(volunteer.routeVersion());
        int gets = matching.visitOf(slot);
        if (gets != Matching.NOBODY) {
            String id = numbers.key(gets);
            route.addVisits(id);
            BookVisit visit = book.open().find(id);
            BookVolunteer server = visit == null ? null : server(visit);
            if (server != null) {
                next.add(server.slot());
            }
        }
        for (PlanVisit has : moment.view.route(volunteer)) {
            int number = numbers.find(has.id());
            int goesTo = number == DenseIds.NONE ? Matching.NOBODY : matching.volunteerOf(number);
            if (goesTo != Matching.NOBODY) {
                next.add(goesTo);
            }
        }
        return route.build();
    }
}
