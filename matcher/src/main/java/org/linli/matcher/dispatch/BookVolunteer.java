package org.linli.matcher.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.Place;
import org.linli.proto.VolunteerFile;
import org.linli.proto.Window;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * A volunteer as the book has one. Immutable, but for a fact that is made when first asked for; safe for any thread.
 */
final class BookVolunteer {
    private final Known known;
    private final Rules rules;
    private final @Nullable Window window;
    private final List<PlanVisit> route;
    private final List<Reservation> reserved;
    private final long routeVersion;
    private @Nullable PlanVolunteer fact;

    /**
     * What the log and the last fix say.
     *
     * @param slot the volunteer's number in the book, for ever
     * @param at   the last fix, else the home; null where neither is known
     */
    record Known(
            int slot,
            String id,
            VolunteerFile file,
            Calendar calendar,
            int tierRank,
            @Nullable Place at) {
        Known at(Place place) {
            return new Known(slot, id, file, calendar, tierRank, place);
        }
    }

    /**
     * @param window       when the volunteer may be planned; null: not now
     * @param route        visits that are planned for the volunteer and not offered yet, in their order
     * @param reserved     offers that are on their way to the store
     * @param routeVersion counts the changes of the route, holds and reservations
     */
    BookVolunteer(
            Known known,
            Rules rules,
            @Nullable Window window,
            List<PlanVisit> route,
            List<Reservation> reserved,
            long routeVersion) {
        this.known = known;
        this.rules = rules;
        this.window = window;
        this.route = List.copyOf(route);
        this.reserved = List.copyOf(reserved);
        this.routeVersion = routeVersion;
    }

    Known known() {
        return known;
    }

    int slot() {
        return known.slot();
    }

    String id() {
        return known.id();
    }

    VolunteerFile file() {
        return known.file();
    }

    Calendar calendar() {
        return known.calendar();
    }

    @Nullable
    Window window() {
        return window;
    }

    List<PlanVisit> route() {
        return route;
    }

    List<Reservation> reserved() {
        return reserved;
    }

    long routeVersion() {
        return routeVersion;
    }

    /** Whether the volunteer may be planned at all now. */
    boolean isAvailable() {
        return window != null && known.at() != null;
    }

    /** Whether nothing is held, on its way or planned for the volunteer. */
    boolean isIdle() {
        return route.isEmpty() && reserved.isEmpty() && calendar().getHoldsCount() == 0;
    }

    /** Offers that are out or on their way. */
    int openOffers() {
        int open = reserved.size();
        for (Hold hold : calendar().getHoldsList()) {
            open += hold.getKind() == Hold.Kind.KIND_OFFER ? 1 : 0;
        }
        return open;
    }

    /** For the planner on this node: everything that is held or on its way is a commitment, whatever its kind. */
    PlanVolunteer fact() {
        PlanVolunteer made = fact;
        if (made == null) {
            made = rules.reader().volunteer(ZoneFacts.volunteer(this, rules, hold -> true));
            fact = made;
        }
        return made;
    }

    /** How far the volunteer goes at most, in metres, by what they say and as fast as they go. */
    double reachMeters() {
        return fact().maxTravelSeconds() / rules.pace().of(calendar().getDuty().getTravelMode());
    }

    BookVolunteer at(Place place) {
        return new BookVolunteer(known.at(place), rules, window, route, reserved, routeVersion);
    }

    BookVolunteer routed(List<PlanVisit> otherRoute) {
        BookVolunteer other = new BookVolunteer(known, rules, window, otherRoute, reserved, routeVersion + 1);
        other.fact = fact;
        return other;
    }

    BookVolunteer reserving(List<Reservation> otherReserved) {
        return new BookVolunteer(known, rules, window, route, otherReserved, routeVersion + 1);
    }
}
