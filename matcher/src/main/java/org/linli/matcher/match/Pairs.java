package org.linli.matcher.match;

import java.util.Arrays;

/**
 * Who goes to whom now, and the two-sided proof that no other choice is cheaper: a price for each volunteer and a value
 * for each visit (the dual potentials). Between operations these hold for everybody who takes part:
 *
 * <ul>
 *   <li>no price is negative, and a free volunteer's is 0;
 *   <li>a visit's value is at most its cost of staying unserved, and at most cost plus price of each candidate;
 *   <li>it is equal to that of its own state: unserved, or served by this candidate.
 * </ul>
 *
 * A fixed volunteer, or an absent one, has a price that nobody can pay; a fixed visit wants nobody.
 */
final class Pairs {
    /** In the place of an edge: the visit is served by nobody. */
    static final int UNSERVED = -1;
    /** In the place of an edge: the visit is unknown, or between two places during an operation. */
    static final int ABSENT = -2;
    /** In the place of an edge: the visit belongs to a volunteer, and the matching has no say in it. */
    static final int FIXED = -3;
    /** In the place of a visit: the volunteer may take one. */
    static final int FREE = -1;

    /** Above every sum of costs along a path, and so far below overflow that sums with it are safe. */
    private static final long UNPAYABLE = 1L << 60;

    private final Candidates candidates;
    private final ChangeLog changes;
    private int[] edgeOf = {};
    private long[] unservedCost = {};
    private long[] value = {};
    private int[] fixedVolunteer = {};
    private long[] fixedCost = {};
    private int[] visitOf = {};
    private long[] price = {};
    private long total;

    Pairs(Candidates candidates, ChangeLog changes) {
        this.candidates = candidates;
        this.changes = changes;
    }

    void ensureVisits(int count) {
        int old = edgeOf.length;
        if (count > old) {
            int room = Growth.roomFor(count, old);
            edgeOf = Arrays.copyOf(edgeOf, room);
            Arrays.fill(edgeOf, old, room, ABSENT);
            unservedCost = Arrays.copyOf(unservedCost, room);
            value = Arrays.copyOf(value, room);
            fixedVolunteer = Arrays.copyOf(fixedVolunteer, room);
            fixedCost = Arrays.copyOf(fixedCost, room);
        }
    }

    void ensureVolunteers(int count) {
        int old = visitOf.length;
        if (count > old) {
            int room = Growth.roomFor(count, old);
            visitOf = Arrays.copyOf(visitOf, room);
            Arrays.fill(visitOf, old, room, ABSENT);
            price = Arrays.copyOf(price, room);
            Arrays.fill(price, old, room, UNPAYABLE);
        }
    }

    int visitRoom() {
        return edgeOf.length;
    }

    int volunteerRoom() {
        return visitOf.length;
    }

    long total() {
        return total;
    }

    boolean hasVisit(int visit) {
        return visit >= 0 && visit < edgeOf.length && edgeOf[visit] != ABSENT;
    }

    boolean hasVolunteer(int volunteer) {
        return volunteer >= 0 && volunteer < visitOf.length && visitOf[volunteer] != ABSENT;
    }

    /** Whether the visit is one whose volunteer the matching chooses. */
    boolean takesPart(int visit) {
        return edgeOf[visit] >= UNSERVED;
    }

    boolean isFixed(int visit) {
        return edgeOf[visit] == FIXED;
    }

    boolean isFree(int volunteer) {
        return visitOf[volunteer] == FREE;
    }

    /** The edge by which the visit is served, or {@link #UNSERVED}, {@link #FIXED} or {@link #ABSENT}. */
    int edgeOf(int visit) {
        return edgeOf[visit];
    }

    int volunteerOf(int visit) {
        int edge = edgeOf[visit];
        return edge >= 0 ? candidates.volunteer(edge) : edge == FIXED ? fixedVolunteer[visit] : Matching.NOBODY;
    }

    /** The visit that the volunteer has, fixed or not, or {@link #FREE} or {@link #ABSENT}. */
    int visitOf(int volunteer) {
        return visitOf[volunteer];
    }

    /** What the visit costs as it stands. */
    long cost(int visit) {
        return cost(visit, edgeOf[visit]);
    }

    long unservedCost(int visit) {
        return unservedCost[visit];
    }

    long value(int visit) {
        return value[visit];
    }

    long price(int volunteer) {
        return price[volunteer];
    }

    /** Only for a visit that is {@link #ABSENT} or {@link #FIXED}, so that the total stays true. */
    void unservedCost(int visit, long cost) {
        unservedCost[visit] = cost;
    }

    void value(int visit, long newValue) {
        value[visit] = newValue;
    }

    /** Moves the volunteer's price, and with it the value of the visit that it has. */
    void raise(int volunteer, long by) {
        price[volunteer] += by;
        if (visitOf[volunteer] >= 0) {
            value[visitOf[volunteer]] += by;
        }
    }

    /** The one door for a visit's state. Whom it leaves, the caller places elsewhere or vacates. */
    void place(int visit, int edge) {
        total += cost(visit, edge) - cost(visit, edgeOf[visit]);
        edgeOf[visit] = edge;
        if (edge >= 0) {
            visitOf[candidates.volunteer(edge)] = visit;
        }
        changes.touch(visit);
    }

    /** Fixes a visit that is {@link #ABSENT} to a volunteer whom nobody has. */
    void fix(int visit, int volunteer, long cost) {
        fixedVolunteer[visit] = volunteer;
        fixedCost[visit] = cost;
        place(visit, FIXED);
        visitOf[volunteer] = visit;
        price[volunteer] = UNPAYABLE;
    }

    /** The volunteer has nobody from now on and costs this price. */
    void vacate(int volunteer, long newPrice) {
        visitOf[volunteer] = FREE;
        price[volunteer] = newPrice;
    }

    void forgetVolunteer(int volunteer) {
        visitOf[volunteer] = ABSENT;
        price[volunteer] = UNPAYABLE;
    }

    private long cost(int visit, int edge) {
        return switch (edge) {
            case UNSERVED -> unservedCost[visit];
            case ABSENT -> 0;
            case FIXED -> fixedCost[visit];
            default -> candidates.cost(edge);
        };
    }
}
