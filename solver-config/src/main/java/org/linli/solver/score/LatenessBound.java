package org.linli.solver.score;

import java.util.List;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/**
 * What a change of some routes gains at best by less lateness, reckoned from those routes alone. Nobody on them is taken
 * to wait for a sibling on another changed route, and all lateness of the routes that wait for them counts as won
 * back. What further routes would win back, which wait for those, is left out: it is seldom and little. For one thread.
 */
public final class LatenessBound {
    /** Gained by a change that breaks a hard rule of time or way. */
    public static final long IMPOSSIBLE = Long.MIN_VALUE / 4;

    private final List<? extends Itinerary> routes;
    private final RouteScorer scorer;
    private final TravelTimes travel;
    private final Seats seats;
    private final VisitNumbers numbers;
    private final int[][] content;
    private final long[] late;
    private final long[] worst;
    private final Marks changed;
    private final Marks waiting;
    private long lateNew;
    private long worstNew;

    /** Reads the arrays as they are when it is asked. */
    LatenessBound(
            List<? extends Itinerary> routes,
            RouteScorer scorer,
            Seats seats,
            VisitNumbers numbers,
            int[][] content,
            long[] late,
            long[] worst) {
        this.routes = routes;
        this.scorer = scorer;
        travel = scorer.travel();
        this.seats = seats;
        this.numbers = numbers;
        this.content = content;
        this.late = late;
        this.worst = worst;
        changed = new Marks(routes.size());
        waiting = new Marks(routes.size());
    }

    /** Forgets the change that was asked about before. */
    public void clear() {
        changed.clear();
        waiting.clear();
    }

    /** Says that a route stands otherwise now than at the last settling. It must have a volunteer. */
    public void add(int route) {
        changed.add(route);
    }

    /** Soft points, below 0 where the change costs them; {@link #IMPOSSIBLE} where it breaks a hard rule. */
    public long points() {
        for (int i = 0; i < changed.count(); i++) {
            addWaiting(changed.get(i));
        }
        lateNew = 0;
        worstNew = 0;
        for (int i = 0; i < changed.count(); i++) {
            PlanVolunteer volunteer = routes.get(changed.get(i)).volunteer();
            if (volunteer != null && !walk(volunteer, routes.get(changed.get(i)).visits())) {
                return IMPOSSIBLE;
            }
        }
        RuleWeights weights = scorer.weights();
        return weights.points(Rule.LATENESS, lateNew - lateNow())
                + (weights.weight(Rule.WORST_LATENESS) == 0 ? 0 : weights.points(Rule.WORST_LATENESS, worstGrowth()));
    }

    /** Routes on which somebody waits for a sibling on this one. */
    private void addWaiting(int route) {
        for (int number : content[route]) {
            int group = seats.group(number);
            if (group != Seats.NONE) {
                for (int sibling : seats.members(group)) {
                    int other = seats.route[sibling];
                    if (other != Seats.NONE && !changed.has(other) && seats.waits(sibling)) {
                        waiting.add(other);
                    }
                }
            }
        }
    }

    private long lateNow() {
        long seconds = 0;
        for (int i = 0; i < changed.count(); i++) {
            seconds += late[changed.get(i)];
        }
        for (int i = 0; i < waiting.count(); i++) {
            seconds += late[waiting.get(i)];
        }
        return seconds;
    }

    private long worstGrowth() {
        long now = 0;
        long then = worstNew;
        for (int route = 0; route < worst.length; route++) {
            now = Math.max(now, worst[route]);
            if (!changed.has(route) && !waiting.has(route)) {
                then = Math.max(then, worst[route]);
            }
        }
        return then - now;
    }

    /** False where a hard rule is broken. */
    private boolean walk(PlanVolunteer volunteer, List<PlanVisit> visits) {
        TravelMode mode = volunteer.travelMode();
        long freeMs = Math.max(scorer.nowMs(), volunteer.availableFromMs());
        Spot at = volunteer.spot();
        for (int i = 0; i < visits.size(); i++) {
            PlanVisit visit = visits.get(i);
            int way = travel.seconds(at, visit.from(), mode);
            boolean held = visit.isHeldBy(volunteer);
            long start = held ? visit.offeredStartMs() : start(visit, freeMs + way * 1000L);
            if (!held && (way > volunteer.maxTravelSeconds() || start > visit.lastStartMs())) {
                return false;
            }
            long seconds = RouteWalk.secondsBetween(visit.dueStartMs(), start);
            lateNew += seconds;
            worstNew = Math.max(worstNew, seconds);
            freeMs = start + visit.lastsMs(travel, mode);
            at = visit.to();
        }
        return freeMs <= volunteer.availableUntilMs();
    }

    private long start(PlanVisit visit, long arrivalMs) {
        return Math.max(
                Math.max(arrivalMs, visit.hasSiblings() ? floorMs(numbers.of(visit)) : 0),
                Math.max(visit.windowStartMs(), visit.earliestStartMs()));
    }

    /** The floor that siblings set who stand on none of the changed routes. */
    private long floorMs(int number) {
        int group = seats.group(number);
        if (group == Seats.NONE) {
            return 0;
        }
        for (int sibling : seats.members(group)) {
            int route = seats.route[sibling];
            if (sibling != number && (route == Seats.NONE || changed.has(route) || waiting.has(route))) {
                return 0;
            }
        }
        return seats.floorMs[number];
    }
}
