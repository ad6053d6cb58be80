package org.linli.solver.score;

import java.util.List;
import org.linli.solver.facts.PlanVolunteer;

/**
 * Finds the least starts at which nobody of an order for several people waits in vain, by label correcting over routes:
 * a route is walked, the floors that its visits set to their siblings elsewhere are raised or lowered, and those routes
 * are walked in turn ({@link SiblingRule} describes the fixed point). Orders that wait for each other in a circle are found
 * as a cycle of the labels' causes (Cherkassky and Goldberg, Negative-cycle detection algorithms, 1999). For one thread.
 */
final class SiblingTimes {
    /** A route that is walked this often in one settling may be part of a circle; looking for one costs more. */
    private static final int CALM_WALKS = 1;

    private final List<? extends Itinerary> routes;
    private final VisitNumbers numbers;
    private final Seats seats;
    private final int[][] content;
    private final RouteTimes times;
    private final CircleSearch circles;
    private final RouteQueue queue;
    /** Routes with other visits than at the last settling: they are walked in any case. */
    private final Marks changed;
    /**
     * Whether somebody has commitments: waiting may then put a visit behind one, so that two siblings could go on
     * holding each other up after their reason has gone.
     */
    private final boolean committed;
    /** Whether the walks were ended by a circle that there is no doubt about. */
    private boolean sure;

    SiblingTimes(
            List<? extends Itinerary> routes, VisitNumbers numbers, Seats seats, int[][] content, RouteTimes times) {
        this.routes = routes;
        this.numbers = numbers;
        this.seats = seats;
        this.content = content;
        this.times = times;
        circles = new CircleSearch(seats, content, this::isHeld);
        queue = new RouteQueue(routes.size());
        changed = new Marks(routes.size());
        committed = routes.stream()
                .anyMatch(route -> route.volunteer() != null
                        && !route.volunteer().commitments().isEmpty());
    }

    /** The route has other visits than at the last settling. */
    void change(int route) {
        changed.add(route);
    }

    /**
     * Walks until nobody's start changes, and says whether there is a circle instead.
     *
     * @param wasCircle whether the floors are those of a plan with a circle, and so nothing to go on from
     */
    boolean endInACircle(boolean wasCircle) {
        boolean circle = wasCircle ? fromNothing() : goOn();
        changed.clear();
        return circle;
    }

    private boolean goOn() {
        walkChanged();
        for (int i = 0; i < seats.touched().count(); i++) {
            raise(seats.touched().get(i));
        }
        boolean ended = correct();
        if (!ended && sure) {
            return true;
        }
        return (!ended || committed && seats.isLowered()) && fromNothing();
    }

    /** Every floor from 0 again, so that what is found is the least fixed point, or surely a circle. */
    private boolean fromNothing() {
        forgetFloors();
        return !correct() && (sure || !settleInRounds());
    }

    private void walkChanged() {
        for (int i = 0; i < changed.count(); i++) {
            queue.add(changed.get(i));
        }
    }

    private void forgetFloors() {
        queue.clear();
        for (int group = 0; group < seats.groups(); group++) {
            seats.touch(group);
            for (int number : seats.members(group)) {
                seats.own(number, 0);
                seats.floor(number, 0);
                if (seats.route[number] != Seats.NONE) {
                    queue.add(seats.route[number]);
                }
            }
        }
        walkChanged();
    }

    /** Walks what waits to be walked until nothing changes; false where there may be no end. */
    private boolean correct() {
        sure = false;
        while (!queue.isEmpty()) {
            int route = queue.remove();
            times.score(route);
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

    private boolean raise(int group) {
        boolean raised = false;
        for (int number : seats.members(group)) {
            raised |= refreshFloor(number);
        }
        return raised;
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
        seats.floor(number, floor);
        queue.add(route);
        return true;
    }

    /** All routes at once, round by round, for what label correcting leaves open; false where there is no end. */
    private boolean settleInRounds() {
        forgetFloors();
        queue.clear();
        for (int round = 1; round < SiblingRule.ROUNDS; round++) {
            for (int route = 0; route < content.length; route++) {
                times.score(route);
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
            raised |= raise(group);
        }
        return raised;
    }
}
