package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linli.solver.facts.PlanVisit;

/**
 * The times of a plan's visits, and for those of orders with several people what they wait for. Arrays by the visit's
 * number, read by many and written here alone, where what is overwritten is noted. A group is the visits of one order for
 * several people. Mutable, for one thread.
 */
final class Seats implements Journal.Keeper {
    static final int NONE = -1;

    private static final int OWN = 0;
    private static final int FLOOR = 1;
    private static final int START = 2;
    private static final int ROUTE = 3;
    private static final int PRESSED = 4;
    private static final int GAP = 5;

    private final Journal journal = new Journal();

    private final VisitNumbers numbers;
    /** The members' numbers by group, in the order of their seats. */
    private final int[][] members;

    private final int[] groupOf;
    /** The route that a visit stands on; {@link #NONE} on the bench. */
    final int[] route;

    final long[] ownMs;
    final long[] floorMs;
    final long[] startMs;
    /** Whether the own start is the arrival straight from the visit before. */
    final boolean[] pressed;

    /** Seconds by which the starts of a group miss their gaps. */
    private final long[] gapSeconds;

    /** Groups of which a route or a start has changed since their gaps were measured. */
    private final Marks touched;

    private boolean lowered;

    Seats(VisitNumbers numbers) {
        this.numbers = numbers;
        int count = numbers.count();
        groupOf = new int[count];
        route = new int[count];
        ownMs = new long[count];
        floorMs = new long[count];
        startMs = new long[count];
        pressed = new boolean[count];
        Arrays.fill(groupOf, NONE);
        Arrays.fill(route, NONE);
        members = group();
        gapSeconds = new long[members.length];
        touched = new Marks(members.length);
    }

    /** From here on, what is overwritten can be put back, and nobody starts earlier yet. */
    void begin() {
        journal.clear();
        lowered = false;
    }

    void rollBack() {
        journal.rollBack(this);
    }

    @Override
    public void putBack(int kind, int index, long value) {
        switch (kind) {
            case OWN -> ownMs[index] = value;
            case FLOOR -> floorMs[index] = value;
            case START -> startMs[index] = value;
            case ROUTE -> route[index] = (int) value;
            case PRESSED -> pressed[index] = value != 0;
            case GAP -> gapSeconds[index] = value;
            default -> throw Journal.unknown(kind);
        }
    }

    /** Takes the visit from its route. Whoever is of an order for several may have held siblings up from there. */
    void leave(int number) {
        lowered |= groupOf[number] != NONE;
        move(number, NONE);
    }

    /** Puts the visit on a route, where it does not wait yet. */
    void enter(int number, int on) {
        move(number, on);
        if (groupOf[number] != NONE) {
            own(number, 0);
        }
    }

    private void move(int number, int to) {
        journal.note(ROUTE, number, route[number]);
        route[number] = to;
        touchGroupOf(number);
    }

    void own(int number, long ms) {
        journal.note(OWN, number, ownMs[number]);
        ownMs[number] = ms;
    }

    /** The own start as a walk has found it. */
    void ownFound(int number, long ms) {
        if (ownMs[number] != ms) {
            lowered |= groupOf[number] != NONE && ms < ownMs[number];
            own(number, ms);
        }
    }

    void floor(int number, long ms) {
        lowered |= ms < floorMs[number];
        journal.note(FLOOR, number, floorMs[number]);
        floorMs[number] = ms;
        touchGroupOf(number);
    }

    void start(int number, long ms) {
        if (startMs[number] != ms) {
            journal.note(START, number, startMs[number]);
            startMs[number] = ms;
            touchGroupOf(number);
        }
    }

    void press(int number, boolean isPressed) {
        if (pressed[number] != isPressed) {
            journal.note(PRESSED, number, pressed[number] ? 1 : 0);
            pressed[number] = isPressed;
        }
    }

    private void touchGroupOf(int number) {
        if (groupOf[number] != NONE) {
            touched.add(groupOf[number]);
        }
    }

    void touch(int group) {
        touched.add(group);
    }

    Marks touched() {
        return touched;
    }

    /** Whether, since the beginning, somebody starts earlier, or may. */
    boolean isLowered() {
        return lowered;
    }

    /** Measures the gaps of the touched groups anew, and tells the hard points by which they have changed. */
    long settleGaps(RuleWeights weights) {
        long points = 0;
        for (int i = 0; i < touched.count(); i++) {
            int group = touched.get(i);
            long seconds = measureGaps(group);
            if (seconds != gapSeconds[group]) {
                journal.note(GAP, group, gapSeconds[group]);
                points += weights.points(Rule.GAP, seconds) - weights.points(Rule.GAP, gapSeconds[group]);
                gapSeconds[group] = seconds;
            }
        }
        touched.clear();
        return points;
    }

    private int[][] group() {
        Map<String, List<Integer>> byOrder = new LinkedHashMap<>();
        for (int number = 0; number < numbers.count(); number++) {
            if (numbers.visit(number).hasSiblings()) {
                byOrder.computeIfAbsent(numbers.visit(number).orderId(), order -> new ArrayList<>())
                        .add(number);
            }
        }
        List<int[]> groups = new ArrayList<>();
        for (List<Integer> order : byOrder.values()) {
            if (order.size() > 1) {
                order.sort((one, other) -> Integer.compare(seat(one), seat(other)));
                order.forEach(number -> groupOf[number] = groups.size());
                groups.add(order.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return groups.toArray(int[][]::new);
    }

    private int seat(int number) {
        return numbers.visit(number).seat();
    }

    int groups() {
        return members.length;
    }

    int group(int number) {
        return groupOf[number];
    }

    int[] members(int group) {
        return members[group];
    }

    /** Whether one visit may make the other wait: siblings with one person cannot, which is charged elsewhere. */
    private boolean binds(int sibling, int number) {
        return sibling != number && route[sibling] != NONE && route[sibling] != route[number];
    }

    private long floorBy(int sibling, int number) {
        return SiblingRule.floorMs(numbers.visit(number), numbers.visit(sibling), ownMs[sibling]);
    }

    /** What must lie between the sibling's own start and the visit's; below 0 where the visit may come first. */
    long gapMs(int sibling, int number) {
        return SiblingRule.floorMs(numbers.visit(number), numbers.visit(sibling), 0);
    }

    /** The floor that the siblings' own starts set; 0 where there is none. */
    long floorFor(int number) {
        long floor = 0;
        for (int sibling : members[groupOf[number]]) {
            if (binds(sibling, number)) {
                floor = Math.max(floor, floorBy(sibling, number));
            }
        }
        return floor;
    }

    /** The sibling that sets the floor. */
    int floorSetter(int number) {
        for (int sibling : members[groupOf[number]]) {
            if (binds(sibling, number) && floorBy(sibling, number) >= floorMs[number]) {
                return sibling;
            }
        }
        return NONE;
    }

    boolean waits(int number) {
        return groupOf[number] != NONE && floorMs[number] > ownMs[number];
    }

    /** Seconds of gaps between each served seat of a group and the next one. */
    private long measureGaps(int group) {
        long seconds = 0;
        int before = NONE;
        for (int number : members[group]) {
            if (route[number] != NONE) {
                seconds += before == NONE ? 0 : gap(before, number);
                before = number;
            }
        }
        return seconds;
    }

    private long gap(int earlier, int later) {
        PlanVisit one = numbers.visit(earlier);
        return SiblingRule.gapSeconds(one, startMs[earlier], numbers.visit(later), startMs[later]);
    }
}
