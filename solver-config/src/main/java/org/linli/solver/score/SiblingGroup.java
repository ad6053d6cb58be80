package org.linli.solver.score;

import java.util.Comparator;
import java.util.List;
import org.linli.solver.facts.PlanVisit;

/** The visits of one order in a plan, with their routes and starts as the search goes on. Mutable, for one thread. */
final class SiblingGroup {
    static final int NO_ROUTE = -1;

    /** One visit of the group. */
    static final class Seat {
        final PlanVisit visit;
        final SiblingGroup group;
        int route = NO_ROUTE;
        long startMs;
        long floorMs;

        Seat(PlanVisit visit, SiblingGroup group) {
            this.visit = visit;
            this.group = group;
        }
    }

    final List<Seat> seats;
    long gapSeconds;

    SiblingGroup(List<PlanVisit> visits) {
        seats = visits.stream()
                .sorted(Comparator.comparingInt(PlanVisit::seat))
                .map(visit -> new Seat(visit, this))
                .toList();
    }

    /** The floor that the other seats' starts set for one seat; 0 where none is served. */
    long floorFor(Seat seat) {
        long floor = 0;
        for (Seat other : seats) {
            if (other != seat && other.route != NO_ROUTE) {
                floor = Math.max(floor, SiblingRule.floorMs(seat.visit, other.visit, other.startMs));
            }
        }
        return floor;
    }

    /** Seconds of gaps between each served seat and the next one. */
    long measureGaps() {
        long seconds = 0;
        Seat before = null;
        for (Seat seat : seats) {
            if (seat.route != NO_ROUTE) {
                seconds += before == null
                        ? 0
                        : SiblingRule.gapSeconds(before.visit, before.startMs, seat.visit, seat.startMs);
                before = seat;
            }
        }
        return seconds;
    }
}
