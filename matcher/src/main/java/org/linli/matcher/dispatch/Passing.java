package org.linli.matcher.dispatch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Hold;
import org.linli.proto.Place;
import org.linli.solver.facts.PlanVisit;

/**
 * The places that volunteers will come from later: where their commitments, offers and planned visits end. Somebody who
 * is far now may be next door then. One thread writes; {@link #copy} is a still picture for readers.
 */
final class Passing {
    private static final int[] NOWHERE = new int[0];

    private final Grid grid;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int points;
    private int[] owner;
    private long[] fromMs;
    private int[][] pointsOf;

    Passing(RegionPolicy.Area area) {
        grid = new Grid(area);
        owner = new int[0];
        fromMs = new long[0];
        pointsOf = new int[0][];
    }

    private Passing(Passing other) {
        grid = other.grid.copy();
        points = other.points;
        owner = other.owner.clone();
        fromMs = other.fromMs.clone();
        pointsOf = other.pointsOf.clone();
    }

    Passing copy() {
        return new Passing(this);
    }

    /** Forgets where the volunteer was going, and takes in where the volunteer is going now. */
    void put(BookVolunteer volunteer, double secondsPerMeter) {
        remove(volunteer.slot());
        List<Hold> holds = volunteer.calendar().getHoldsList();
        int[] mine = new int
                [holds.size() + volunteer.reserved().size() + volunteer.route().size()];
        int count = 0;
        for (Hold hold : holds) {
            mine[count++] = point(volunteer.slot(), end(hold), hold.getWindow().getEndMs(), secondsPerMeter);
        }
        for (Reservation reservation : volunteer.reserved()) {
            Hold hold = reservation.hold();
            mine[count++] = point(volunteer.slot(), end(hold), hold.getWindow().getEndMs(), secondsPerMeter);
        }
        for (PlanVisit visit : volunteer.route()) {
            mine[count++] = point(volunteer.slot(), end(visit), earliestEndMs(visit), secondsPerMeter);
        }
        if (count > 0) {
            ensureSlot(volunteer.slot());
            pointsOf[volunteer.slot()] = mine;
        }
    }

    private static Place end(Hold hold) {
        return hold.hasEnd() ? hold.getEnd() : hold.getStart();
    }

    private static Place end(PlanVisit visit) {
        return Place.newBuilder()
                .setLatE7(visit.to().latE7())
                .setLngE7(visit.to().lngE7())
                .build();
    }

    private static long earliestEndMs(PlanVisit visit) {
        return Math.max(visit.windowStartMs(), visit.earliestStartMs()) + visit.durationMs();
    }

    private int point(int slot, Place place, long endMs, double secondsPerMeter) {
        Integer used = free.poll();
        int point = used == null ? points++ : used;
        if (point >= owner.length) {
            int size = Math.max(64, owner.length * 2);
            owner = Arrays.copyOf(owner, size);
            fromMs = Arrays.copyOf(fromMs, size);
        }
        owner[point] = slot;
        fromMs[point] = endMs;
        grid.put(point, place, secondsPerMeter);
        return point;
    }

    private void ensureSlot(int slot) {
        int had = pointsOf.length;
        if (slot >= had) {
            pointsOf = Arrays.copyOf(pointsOf, Math.max(slot + 1, had * 2));
            Arrays.fill(pointsOf, had, pointsOf.length, NOWHERE);
        }
    }

    void remove(int slot) {
        if (slot < pointsOf.length) {
            for (int point : pointsOf[slot]) {
                grid.remove(point);
                free.add(point);
            }
            pointsOf[slot] = NOWHERE;
        }
    }

    /** Those who come from nearest, by the way from there: each once, and none who is free there only later. */
    int[] nearest(Place place, int count, double maxSeconds, long latestMs, IntPredicate passes) {
        return owners(grid.nearest(place, count, maxSeconds, test(latestMs, passes)));
    }

    /** The same among a few volunteers only, by looking at each of their points. */
    int[] nearestOf(BitSet slots, Place place, int count, double maxSeconds, long latestMs, IntPredicate passes) {
        BitSet theirs = new BitSet();
        for (int slot = slots.nextSetBit(0); slot >= 0 && slot < pointsOf.length; slot = slots.nextSetBit(slot + 1)) {
            for (int point : pointsOf[slot]) {
                theirs.set(point);
            }
        }
        return owners(grid.nearestOf(theirs, place, count, maxSeconds, test(latestMs, passes)));
    }

    private IntPredicate test(long latestMs, IntPredicate passes) {
        return point -> fromMs[point] <= latestMs && passes.test(owner[point]);
    }

    private int[] owners(int[] nearest) {
        return Arrays.stream(nearest).map(point -> owner[point]).distinct().toArray();
    }
}
