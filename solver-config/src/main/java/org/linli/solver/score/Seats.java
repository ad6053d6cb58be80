package org.linli.solver.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linli.solver.facts.PlanVisit;

/**
 * The times of a plan's visits, and for those of orders with several people what they wait for. Arrays by the visit's
 * number. Mutable, for one thread.
 */
final class Seats {
    static final int NONE = -1;

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

    final long[] gapSeconds;

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
    long measureGaps(int group) {
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
