package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.score.Rule;
import org.linli.solver.score.RuleWeights;

/**
 * A route that is being tried out, with its times, again and again: each {@link #begin} takes the route as it then is. Visits
 * that wait for siblings elsewhere keep their starts as floors; commitments are left to the exact score. Mutable, for one
 * thread.
 */
final class Draft {
    /** What it costs to make somebody wait, beside being late by as much: part of it is slack. */
    private static final double WAITING = 0.4;

    private final VisitPlan plan;
    private final Route route;
    private final PlanVolunteer volunteer;
    private final TravelTimes travel;
    private final TravelMode mode;
    private final double travelPoints;
    private final double latePoints;
    private final List<PlanVisit> visits = new ArrayList<>();
    private long[] startMs = new long[8];
    private long[] floorMs = new long[8];
    private boolean changed;

    Draft(VisitPlan plan, Route route) {
        this.plan = plan;
        this.route = route;
        volunteer = Objects.requireNonNull(route.volunteer());
        travel = plan.scorer().travel();
        mode = volunteer.travelMode();
        RuleWeights weights = plan.scorer().weights();
        travelPoints = -weights.weight(Rule.TRAVEL);
        latePoints = -weights.weight(Rule.LATENESS) - WAITING * weights.weight(Rule.WORST_LATENESS);
    }

    /** Takes the route as it was last settled. */
    void begin() {
        changed = false;
        visits.clear();
        visits.addAll(route.visits());
        reserve(visits.size());
        for (int i = 0; i < visits.size(); i++) {
            startMs[i] = plan.total().startMs(route.index(), i);
            floorMs[i] = visits.get(i).hasSiblings() ? startMs[i] : 0;
        }
    }

    private void reserve(int count) {
        if (startMs.length < count) {
            startMs = Arrays.copyOf(startMs, count * 2);
            floorMs = Arrays.copyOf(floorMs, count * 2);
        }
    }

    Route route() {
        return route;
    }

    List<PlanVisit> visits() {
        return visits;
    }

    long startMs(int index) {
        return startMs[index];
    }

    boolean isChanged() {
        return changed;
    }

    PlanVisit remove(int index) {
        changed = true;
        PlanVisit visit = visits.remove(index);
        System.arraycopy(startMs, index + 1, startMs, index, startMs.length - index - 1);
        System.arraycopy(floorMs, index + 1, floorMs, index, floorMs.length - index - 1);
        walkFrom(index);
        return visit;
    }

    void insert(PlanVisit visit, int place, Companions companions) {
        changed = true;
        reserve(visits.size() + 1);
        visits.add(place, visit);
        System.arraycopy(startMs, place, startMs, place + 1, startMs.length - place - 1);
        System.arraycopy(floorMs, place, floorMs, place + 1, floorMs.length - place - 1);
        floorMs[place] = companions.floorMs(visit);
        startMs[place] = 0;
        walkFrom(place);
    }

    private void walkFrom(int index) {
        long freeMs = freeMs(index);
        Spot at = spot(index);
        for (int i = index; i < visits.size(); i++) {
            PlanVisit visit = visits.get(i);
            startMs[i] = start(visit, freeMs + wayMs(at, visit), floorMs[i]);
            freeMs = startMs[i] + lastsMs(visit);
            at = visit.to();
        }
    }

    private long freeMs(int index) {
        return index == 0
                ? Math.max(plan.scorer().nowMs(), volunteer.availableFromMs())
                : startMs[index - 1] + lastsMs(visits.get(index - 1));
    }

    private Spot spot(int index) {
        return index == 0 ? volunteer.spot() : visits.get(index - 1).to();
    }

    private long wayMs(Spot from, PlanVisit visit) {
        return travel.seconds(from, visit.from(), mode) * 1000L;
    }

    private long lastsMs(PlanVisit visit) {
        return visit.lastsMs(travel, mode);
    }

    private long start(PlanVisit visit, long arrivalMs, long floor) {
        return visit.isHeldBy(volunteer)
                ? visit.offeredStartMs()
                : Math.max(Math.max(arrivalMs, floor), Math.max(visit.windowStartMs(), visit.earliestStartMs()));
    }

    /** The first place that is worth trying: after all visits that could not start after this one in time. */
    int earliestPlace(PlanVisit visit) {
        int place = 0;
        while (place < visits.size() && mustFollow(visits.get(place), visit)) {
            place++;
        }
        return place;
    }

    private static boolean mustFollow(PlanVisit earlier, PlanVisit later) {
        return earlier.dueStartMs() < later.windowStartMs() && earlier.dueStartMs() > earlier.windowStartMs();
    }

    /** Whether the visit would be late for so many points or more at this place and at all after it. */
    boolean isTooLate(PlanVisit visit, int place, double most) {
        long freeMs = freeMs(place);
        return freeMs > visit.lastStartMs() || freeMs > visit.dueStartMs() && latePoints * late(visit, freeMs) >= most;
    }

    /**
     * Points that the visit would cost there, beside those of the pair; {@link RuinAndRecreate#NEVER} where a rule forbids
     * it, or where it is as much as the most.
     */
    double cost(PlanVisit visit, int place, Companions companions, double most) {
        Spot before = spot(place);
        int way = travel.seconds(before, visit.from(), mode);
        double cost = travelPoints * (way + onward(visit.to(), place) - onward(before, place));
        if (cost >= most || way > volunteer.maxTravelSeconds()) {
            return RuinAndRecreate.NEVER;
        }
        long ownMs = start(visit, freeMs(place) + way * 1000L, 0);
        long start = Math.max(ownMs, companions.floorMs(visit));
        if (start > visit.lastStartMs() || start + lastsMs(visit) > volunteer.availableUntilMs()) {
            return RuinAndRecreate.NEVER;
        }
        cost += latePoints * late(visit, start);
        cost += WAITING * latePoints * companions.keptWaitingSeconds(visit, ownMs);
        return cost >= most ? RuinAndRecreate.NEVER : cost + push(place, visit.to(), start + lastsMs(visit));
    }

    private static double late(PlanVisit visit, long startMs) {
        return Math.max(0, startMs - visit.dueStartMs()) / 1000.0;
    }

    /** The way to the visit at a place, or back where it is the last. */
    private int onward(Spot from, int place) {
        if (place < visits.size()) {
            return travel.seconds(from, visits.get(place).from(), mode);
        }
        Spot end = volunteer.endSpot();
        return end == null ? 0 : travel.seconds(from, end, mode);
    }

    /** What later starts cost the visits from a place on. */
    private double push(int place, Spot from, long freeFromMs) {
        double cost = 0;
        long freeMs = freeFromMs;
        Spot at = from;
        for (int i = place; i < visits.size(); i++) {
            PlanVisit visit = visits.get(i);
            long start = start(visit, freeMs + wayMs(at, visit), floorMs[i]);
            if (start <= startMs[i]) {
                return cost;
            }
            if (start > visit.lastStartMs() || start + lastsMs(visit) > volunteer.availableUntilMs()) {
                return RuinAndRecreate.NEVER;
            }
            cost += latePoints * (late(visit, start) - late(visit, startMs[i]));
            cost += visit.hasSiblings() ? WAITING * latePoints * (start - startMs[i]) / 1000.0 : 0;
            freeMs = start + lastsMs(visit);
            at = visit.to();
        }
        return cost;
    }
}
