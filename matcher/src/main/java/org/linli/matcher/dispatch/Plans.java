package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linli.proto.Hold;
import org.linli.proto.Place;
import org.linli.proto.Window;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.Spot;

/**
 * The book's own part: which visit is planned for whom, and which offers are on their way to the store. Every change
 * touches the visit and the volunteer together. Used on one loop.
 */
final class Plans {
    /** The slot of an invitation, which is for several. */
    static final int NOBODY = -1;

    private final Book book;
    private final Set<Integer> rerouted = new LinkedHashSet<>();
    private int planned;

    Plans(Book book) {
        this.book = book;
    }

    /** How many visits are planned and not offered. */
    int planned() {
        return planned;
    }

    /** Plans the visit at a position of the volunteer's route. */
    BookVisit plan(BookVisit visit, PlanVisit bound, Placement where, int position) {
        rerouted.add(where.volunteer());
        book.roster().change(where.volunteer(), volunteer -> {
            List<PlanVisit> route = new ArrayList<>(volunteer.route());
            route.add(Math.min(position, route.size()), bound);
            return volunteer.routed(route);
        });
        BookVisit after = visit.placed(bound, where);
        book.open().served(after);
        book.open().put(after);
        planned++;
        return after;
    }

    /** Takes the visit off the plan; it waits again. */
    BookVisit unplan(BookVisit visit) {
        leaveRoute(visit);
        BookVisit after = visit.unplaced();
        if (book.open().find(visit.id()) != null) {
            book.open().put(after);
        }
        return after;
    }

    /** Takes the visit off its volunteer's route, where it is on one. */
    void leaveRoute(BookVisit visit) {
        Placement where = visit.placement();
        if (where == null || where.reserved()) {
            return;
        }
        planned--;
        rerouted.add(where.volunteer());
        book.roster().change(where.volunteer(), volunteer -> volunteer.routed(without(volunteer.route(), visit.id())));
    }

    /** The visit stays where it is planned, and starts at another time there. */
    BookVisit retime(BookVisit visit, Placement where) {
        BookVisit after = visit.placed(where);
        book.open().put(after);
        return after;
    }

    /** The slots of those whose routes have changed since this was last asked: what they do besides may move. */
    List<Integer> takeRerouted() {
        List<Integer> slots = List.copyOf(rerouted);
        rerouted.clear();
        return slots;
    }

    private static List<PlanVisit> without(List<PlanVisit> route, String visitId) {
        return route.stream().filter(planned -> !planned.id().equals(visitId)).toList();
    }

    /** The visit's offer is on its way: nobody else may be planned there. */
    BookVisit reserve(BookVisit visit, Placement where) {
        leaveRoute(visit);
        Reservation reservation = new Reservation(visit.id(), hold(visit, where));
        book.roster().change(where.volunteer(), volunteer -> {
            List<Reservation> reserved = new ArrayList<>(volunteer.reserved());
            reserved.add(reservation);
            return volunteer.reserving(reserved);
        });
        BookVisit after = visit.placed(where.reserve());
        book.open().served(after);
        book.open().put(after);
        return after;
    }

    /** The visit's invitation is on its way: it is offered to nobody meanwhile. */
    void reserveListing(BookVisit visit) {
        BookVisit after = visit.placed(new Placement(NOBODY, 0, 0, 0, "", Choice.UNKNOWN, true));
        book.open().served(after);
        book.open().put(after);
    }

    private static Hold hold(BookVisit visit, Placement where) {
        return Hold.newBuilder()
                .setKind(Hold.Kind.KIND_OFFER)
                .setRef(visit.id())
                .setWindow(Window.newBuilder().setStartMs(where.startMs()).setEndMs(where.endMs()))
                .setStart(place(visit.fact().from()))
                .setEnd(place(visit.fact().to()))
                .build();
    }

    private static Place place(Spot spot) {
        return Place.newBuilder().setLatE7(spot.latE7()).setLngE7(spot.lngE7()).build();
    }

    /** The offer is no longer on its way, however it ended. */
    void release(String visitId, int volunteer) {
        if (volunteer != NOBODY) {
            unreserve(visitId, volunteer);
        }
        BookVisit visit = book.open().find(visitId);
        if (visit != null && visit.placement() != null && visit.placement().reserved()) {
            book.open().put(visit.unplaced());
        }
    }

    private void unreserve(String visitId, int volunteer) {
        book.roster().change(volunteer, before -> {
            List<Reservation> left = before.reserved().stream()
                    .filter(reservation -> !reservation.visitId().equals(visitId))
                    .toList();
            return left.size() == before.reserved().size() ? before : before.reserving(left);
        });
    }

    void clear() {
        planned = 0;
        rerouted.clear();
    }
}
