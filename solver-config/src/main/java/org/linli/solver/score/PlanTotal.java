package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/**
 * The exact score of a whole plan, kept up to date: after some routes were touched, those are walked again, and then
 * only the routes where somebody has to wait for a sibling for longer or less long than before. Where the touched routes
 * have gone back to what they were, the figures of before are put back without walking. Mutable, for one thread.
 *
 * <p>Starts are the least fixed point that {@link SiblingRule} describes, found by label correcting over routes. Orders
 * that wait for each other in a circle are found as a cycle of the labels' causes (Cherkassky and Goldberg, Negative-cycle
 * detection algorithms, 1999); such a plan is charged for the circle alone, for none of its times would be true.
 */
public final class PlanTotal implements Journal.Keeper {
    /** A route that is walked this often in one settling may be part of a circle; looking for one costs more. */
    private static final int CALM_WALKS = 1;

    private static final int HARD = 0;
    private static final int MEDIUM = 1;
    private static final int SOFT = 2;
    private static final int WORST = 3;
    private static final int OWN = 4;
    private static final int FLOOR = 5;
    private static final int START = 6;
    private static final int ROUTE = 7;
    private static final int PRESSED = 8;
    private static final int GAP = 9;
    private static final int LATE = 10;

    private final List<? extends Itinerary> routes;
    private final RouteScorer scorer;
    private final RuleWeights weights;
    private final RouteWalk walk;
    private final VisitNumbers numbers;
    private final Seats seats;
    private final PairPoints pairs;
    private final CircleSearch circles;
    private final Journal journal = new Journal();
    private final Marks touched;
    private final Marks dirtyGroups;
    private final RouteQueue queue;

    /** The visits' numbers of each route as they were last taken in. */
    private final int[][] content;

    private final int[] direct;
    private final int[][] contentBefore;
    private int directCount;

    private final long[] hard;
    private final long[] medium;
    private final long[] soft;
    private final long[] worst;
    /** Seconds of lateness by route. */
    private final long[] late;

    /** In which walk a visit of the group was met last. */
    private final int[] metIn;

    private int walks;

    private Sums before = Sums.NONE;
    private long sumHard;
    private long sumMedium;
    private long sumSoft;
    private long benchSoft;
    private boolean circle;
    /**
     * Whether somebody has commitments: waiting may then put a visit behind one, so that two siblings could go on
     * holding each other up after their reason has gone.
     */
    private final boolean committed;
    /**
     * Whether this settling let somebody start earlier, or may have: whoever of an order for several stood on a route that
     * has changed may have held siblings up from there.
     */
    private boolean lowered;
    /** Whether the walks were ended by a circle that there is no doubt about. */
    private boolean sure;

    /** The sums over all routes, to be put back. */
    private record Sums(long hard, long medium, long soft, long benchSoft, boolean circle) {
        static final Sums NONE = new Sums(0, 0, 0, 0, false);
    }

    /** Takes routes as they are now; a route's index in the list is its name from here on. */
    public PlanTotal(RouteScorer scorer, List<? extends Itinerary> routes, Collection<PlanVisit> visits) {
        this.routes = routes;
        this.scorer = scorer;
        weights = scorer.weights();
        walk = scorer.newWalk();
        numbers = new VisitNumbers(visits);
        seats = new Seats(numbers);
        int count = routes.size();
        pairs = new PairPoints(weights, scorer.year(), (long) count * visits.size());
        touched = new Marks(count);
        dirtyGroups = new Marks(seats.groups());
        queue = new RouteQueue(count);
        content = new int[count][];
        contentBefore = new int[count][];
        direct = new int[count];
        hard = new long[count];
        medium = new long[count];
        soft = new long[count];
        worst = new long[count];
        late = new long[count];
        metIn = new int[seats.groups()];
        circles = new CircleSearch(seats, content, this::isHeld);
        Arrays.fill(content, new int[0]);
        committed = routes.stream()
                .anyMatch(route -> route.volunteer() != null
                        && !route.volunteer().commitments().isEmpty());
        for (int route = 0; route < count; route++) {
            touch(route);
        }
        settle();
        directCount = 0;
    }

    /** Says that a route has other visits, or another order of them, than at the last settling. */
    public void touch(int route) {
        touched.add(route);
    }

    /** Brings the score up to date. */
    public void settle() {
        if (touched.count() == 0) {
            return;
        }
        if (!stillStands()) {
            rollBack();
        }
        journal.clear();
        before = sums();
        takeIn();
        settleTimes();
        touched.clear();
    }

    private Sums sums() {
        return new Sums(sumHard, sumMedium, sumSoft, benchSoft, circle);
    }

    /** Whether the routes are as the last settling left them, because its move was kept. */
    private boolean stillStands() {
        for (int i = 0; i < directCount; i++) {
            if (!isBench(direct[i]) && differs(direct[i])) {
                return false;
            }
        }
        return true;
    }

    private void rollBack() {
        for (int i = 0; i < directCount; i++) {
            content[direct[i]] = contentBefore[i];
            touched.add(direct[i]);
        }
        journal.rollBack(this);
        sumHard = before.hard;
        sumMedium = before.medium;
        sumSoft = before.soft;
        benchSoft = before.benchSoft;
        circle = before.circle;
    }

    @Override
    public void putBack(int kind, int index, long value) {
        switch (kind) {
            case HARD -> hard[index] = value;
            case MEDIUM -> medium[index] = value;
            case SOFT -> soft[index] = value;
            case LATE -> late[index] = value;
            case WORST -> worst[index] = value;
            case OWN -> seats.ownMs[index] = value;
            case FLOOR -> seats.floorMs[index] = value;
            case START -> seats.startMs[index] = value;
            case ROUTE -> seats.route[index] = (int) value;
            case PRESSED -> seats.pressed[index] = value != 0;
            case GAP -> seats.gapSeconds[index] = value;
            default -> throw new IllegalArgumentException("kind (" + kind + ") of a noted value is unknown");
        }
    }

    private boolean isBench(int route) {
        return routes.get(route).volunteer() == null;
    }

    private boolean differs(int route) {
        List<PlanVisit> visits = routes.get(route).visits();
        int[] known = content[route];
        if (known.length != visits.size()) {
            return true;
        }
        for (int i = 0; i < known.length; i++) {
            if (numbers.visit(known[i]) != visits.get(i)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the touched routes; those that have changed become direct. */
    private void takeIn() {
        directCount = 0;
        lowered = false;
        for (int i = 0; i < touched.count(); i++) {
            int route = touched.get(i);
            if (isBench(route)) {
                direct[directCount] = route;
                contentBefore[directCount++] = content[route];
            } else if (differs(route)) {
                leave(route);
                direct[directCount] = route;
                contentBefore[directCount++] = content[route];
            }
        }
        for (int i = 0; i < directCount; i++) {
            if (!isBench(direct[i])) {
                enter(direct[i]);
            }
        }
    }

    private void leave(int route) {
        for (int number : content[route]) {
            lowered |= seats.group(number) != Seats.NONE;
            move(number, Seats.NONE);
        }
    }

    private void enter(int route) {
        List<PlanVisit> visits = routes.get(route).visits();
        int[] taken = new int[visits.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers.of(visits.get(i));
            move(taken[i], route);
            if (seats.group(taken[i]) != Seats.NONE) {
                setOwn(taken[i], 0);
            }
        }
        content[route] = taken;
    }

    private void move(int number, int route) {
        journal.note(ROUTE, number, seats.route[number]);
        seats.route[number] = route;
        if (seats.group(number) != Seats.NONE) {
            dirtyGroups.add(seats.group(number));
        }
    }

    private void setOwn(int number, long ownMs) {
        journal.note(OWN, number, seats.ownMs[number]);
        seats.ownMs[number] = ownMs;
    }

    private void settleTimes() {
        for (int i = 0; i < directCount; i++) {
            if (isBench(direct[i])) {
                scoreBench(direct[i]);
            } else {
                queue.add(direct[i]);
            }
        }
        if (circle) {
            fromNothing();
        } else {
            for (int i = 0; i < dirtyGroups.count(); i++) {
                raise(dirtyGroups.get(i));
            }
            boolean ended = correct();
            circle = !ended && sure;
            if (!circle && (!ended || committed && lowered)) {
                fromNothing();
            }
        }
        chargeGaps();
    }

    /** Every floor from 0 again, so that what is found is the least fixed point, or surely a circle. */
    private void fromNothing() {
        forgetFloors();
        circle = !correct() && (sure || !settleInRounds());
    }

    private void forgetFloors() {
        queue.clear();
        for (int group = 0; group < seats.groups(); group++) {
            dirtyGroups.add(group);
            for (int number : seats.members(group)) {
                setOwn(number, 0);
                setFloor(number, 0);
                if (seats.route[number] != Seats.NONE) {
                    queue.add(seats.route[number]);
                }
            }
        }
        for (int i = 0; i < directCount; i++) {
            if (!isBench(direct[i])) {
                queue.add(direct[i]);
            }
        }
    }

    private void setFloor(int number, long floorMs) {
        journal.note(FLOOR, number, seats.floorMs[number]);
        seats.floorMs[number] = floorMs;
    }

    /** Walks what waits to be walked until nothing changes; false where there may be no end. */
    private boolean correct() {
        sure = false;
        while (!queue.isEmpty()) {
            int route = queue.remove();
            score(route);
            boolean calm = queue.walks(route) <= CALM_WALKS;
            if (!raiseSiblings(route, calm) || queue.walks(route) > SiblingRule.ROUNDS) {
                queue.clear();
                return false;
            }
        }
        queue.clear();
        return true;
    }

    /** Raises or lowers the floors of all who wait for somebody on the route; false where a circle is found. */
    private boolean raiseSiblings(int route, boolean calm) {
        for (int number : content[route]) {
            int group = seats.group(number);
            if (group == Seats.NONE) {
                continue;
            }
            for (int sibling : seats.members(group)) {
                if (sibling != number && refreshFloor(sibling) && !calm && isOnCircle(sibling)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isHeld(int number) {
        PlanVolunteer volunteer = routes.get(seats.route[number]).volunteer();
        return volunteer != null && numbers.visit(number).isHeldBy(volunteer);
    }

    private boolean isOnCircle(int number) {
        CircleSearch.Finding finding = circles.find(number);
        sure = finding == CircleSearch.Finding.SURE;
        return finding != CircleSearch.Finding.NONE;
    }

    private void raise(int group) {
        for (int number : seats.members(group)) {
            refreshFloor(number);
        }
    }

    private boolean refreshFloor(int number) {
        int route = seats.route[number];
        if (route == Seats.NONE) {
            return false;
        }
        long floor = seats.floorFor(number);
        if (floor == seats.floorMs[number]) {
            return false;
        }
        lowered |= floor < seats.floorMs[number];
        setFloor(number, floor);
        dirtyGroups.add(seats.group(number));
        queue.add(route);
        return true;
    }

    /** All routes at once, round by round, for what label correcting leaves open; false where there is no end. */
    private boolean settleInRounds() {
        forgetFloors();
        queue.clear();
        for (int round = 1; round < SiblingRule.ROUNDS; round++) {
            for (int route = 0; route < content.length; route++) {
                if (!isBench(route)) {
                    score(route);
                }
            }
            if (!raiseAll()) {
                queue.clear();
                return true;
            }
        }
        queue.clear();
        return false;
    }

    private boolean raiseAll() {
        boolean raised = false;
        for (int group = 0; group < seats.groups(); group++) {
            for (int number : seats.members(group)) {
                raised |= refreshFloor(number);
            }
        }
        return raised;
    }

    private void chargeGaps() {
        for (int i = 0; i < dirtyGroups.count(); i++) {
            int group = dirtyGroups.get(i);
            long seconds = seats.measureGaps(group);
            if (seconds != seats.gapSeconds[group]) {
                journal.note(GAP, group, seats.gapSeconds[group]);
                sumHard += weights.points(Rule.GAP, seconds) - weights.points(Rule.GAP, seats.gapSeconds[group]);
                seats.gapSeconds[group] = seconds;
            }
        }
        dirtyGroups.clear();
    }

    private void scoreBench(int route) {
        walk.tally().clear();
        List<PlanVisit> visits = routes.get(route).visits();
        for (int i = 0; i < visits.size(); i++) {
            walk.tally().charge(Rule.DISRUPTION, visits.get(i).isOffered() ? 1 : 0);
        }
        benchSoft -= soft[route];
        keep(route, 0, 0, walk.tally().points(Rule.Level.SOFT, weights));
        benchSoft += soft[route];
    }

    private void score(int route) {
        PlanVolunteer volunteer = routes.get(route).volunteer();
        if (volunteer == null) {
            return;
        }
        long pairHard = 0;
        long pairMedium = 0;
        long pairSoft = 0;
        walk.start(volunteer);
        walks++;
        int[] visits = content[route];
        for (int i = 0; i < visits.length; i++) {
            int number = visits[i];
            PlanVisit visit = numbers.visit(number);
            int group = seats.group(number);
            walk.time(visit, group == Seats.NONE ? 0 : seats.floorMs[number]);
            int pair = pairs.find(route, volunteer, number, visit);
            pairHard += pairs.hard(pair);
            pairMedium += pairs.medium(pair);
            pairSoft += pairs.soft(pair);
            keepTimes(number, group, !visit.isHeldBy(volunteer));
            if (group != Seats.NONE) {
                if (metIn[group] == walks) {
                    walk.tally().charge(Rule.SAME_ORDER, siblingsBefore(visits, i, group));
                }
                metIn[group] = walks;
            }
        }
        walk.finish();
        Tally tally = walk.tally();
        keep(
                route,
                pairHard + tally.points(Rule.Level.HARD, weights),
                pairMedium + tally.points(Rule.Level.MEDIUM, weights),
                pairSoft + tally.points(Rule.Level.SOFT, weights));
        keepLateness(route, walk.worstLatenessSeconds(), tally.amount(Rule.LATENESS));
    }

    private int siblingsBefore(int[] visits, int index, int group) {
        int siblings = 0;
        for (int i = 0; i < index; i++) {
            siblings += seats.group(visits[i]) == group ? 1 : 0;
        }
        return siblings;
    }

    private void keepTimes(int number, int group, boolean free) {
        if (seats.startMs[number] != walk.startMs()) {
            journal.note(START, number, seats.startMs[number]);
            seats.startMs[number] = walk.startMs();
            if (group != Seats.NONE) {
                dirtyGroups.add(group);
            }
        }
        if (seats.ownMs[number] != walk.ownMs()) {
            lowered |= group != Seats.NONE && walk.ownMs() < seats.ownMs[number];
            setOwn(number, walk.ownMs());
        }
        boolean pressed = free && walk.arrivalMs() == walk.ownMs() && !walk.hasCommitments();
        if (seats.pressed[number] != pressed) {
            journal.note(PRESSED, number, seats.pressed[number] ? 1 : 0);
            seats.pressed[number] = pressed;
        }
    }

    private void keepLateness(int route, long newWorst, long newLate) {
        if (worst[route] != newWorst || late[route] != newLate) {
            journal.note(WORST, route, worst[route]);
            journal.note(LATE, route, late[route]);
            worst[route] = newWorst;
            late[route] = newLate;
        }
    }

    private void keep(int route, long newHard, long newMedium, long newSoft) {
        journal.note(HARD, route, hard[route]);
        journal.note(MEDIUM, route, medium[route]);
        journal.note(SOFT, route, soft[route]);
        sumHard += newHard - hard[route];
        sumMedium += newMedium - medium[route];
        sumSoft += newSoft - soft[route];
        hard[route] = newHard;
        medium[route] = newMedium;
        soft[route] = newSoft;
    }

    public long hard() {
        return circle ? weights.points(Rule.CIRCLE, 1) : sumHard;
    }

    public long medium() {
        return circle ? 0 : sumMedium;
    }

    public long soft() {
        return circle ? benchSoft : sumSoft + worstLateness();
    }

    private long worstLateness() {
        return weights.weight(Rule.WORST_LATENESS) == 0 ? 0 : weights.points(Rule.WORST_LATENESS, mostLate());
    }

    private long mostLate() {
        long most = 0;
        for (long seconds : worst) {
            most = Math.max(most, seconds);
        }
        return most;
    }

    /** What changes of routes gain at best by less lateness, against this total as it was last settled. */
    public LatenessBound latenessBound() {
        return new LatenessBound(routes, scorer, seats, numbers, content, late, worst);
    }

    /** The starts of a route's visits, as siblings of other routes let them; milliseconds since 1970. */
    public List<Long> startsMs(int route) {
        List<Long> starts = new ArrayList<>();
        if (!isBench(route)) {
            for (int number : content[route]) {
                starts.add(seats.startMs[number]);
            }
        }
        return starts;
    }

    /** The index of the route that a visit stood on at the last settling; below 0 for the bench. */
    public int routeOf(PlanVisit visit) {
        return seats.route[numbers.of(visit)];
    }

    /** The soft points of a volunteer and a visit wherever it stands on the route. */
    public long pairSoft(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return pairs.soft(pairs.find(route, volunteer, numbers.of(visit), visit));
    }

    /** Whether a hard rule keeps a volunteer from a visit wherever it stands on the route. */
    public boolean forbids(int route, PlanVolunteer volunteer, PlanVisit visit) {
        return pairs.hard(pairs.find(route, volunteer, numbers.of(visit), visit)) < 0;
    }

    /** The start of the visit at an index of a route, as it was at the last settling; milliseconds since 1970. */
    public long startMs(int route, int index) {
        return seats.startMs[content[route][index]];
    }

    /** The start of a visit that stood on a route at the last settling; milliseconds since 1970. */
    public long startMs(PlanVisit visit) {
        return seats.startMs[numbers.of(visit)];
    }
}
