package org.linli.solver.score;

/** The points of each route, with their sums over all routes. Mutable, for one thread. */
final class RouteSums implements Journal.Keeper {
    private static final int HARD = 0;
    private static final int MEDIUM = 1;
    private static final int SOFT = 2;
    private static final int WORST = 3;
    private static final int LATE = 4;

    private final Journal journal = new Journal();
    private final long[] hard;
    private final long[] medium;
    private final long[] soft;
    /** The longest lateness of one visit by route, in seconds. */
    final long[] worst;
    /** Seconds of lateness by route. */
    final long[] late;

    private Sums before = Sums.NONE;
    private long sumHard;
    private long sumMedium;
    private long sumSoft;
    private long benchSoft;

    /** The sums over all routes, to be put back. */
    private record Sums(long hard, long medium, long soft, long benchSoft) {
        static final Sums NONE = new Sums(0, 0, 0, 0);
    }

    RouteSums(int routes) {
        hard = new long[routes];
        medium = new long[routes];
        soft = new long[routes];
        worst = new long[routes];
        late = new long[routes];
    }

    /** From here on, what is overwritten can be put back. */
    void begin() {
        journal.clear();
        before = new Sums(sumHard, sumMedium, sumSoft, benchSoft);
    }

    void rollBack() {
        journal.rollBack(this);
        sumHard = before.hard;
        sumMedium = before.medium;
        sumSoft = before.soft;
        benchSoft = before.benchSoft;
    }

    @Override
    public void putBack(int kind, int index, long value) {
        switch (kind) {
            case HARD -> hard[index] = value;
            case MEDIUM -> medium[index] = value;
            case SOFT -> soft[index] = value;
            case WORST -> worst[index] = value;
            case LATE -> late[index] = value;
            default -> throw Journal.unknown(kind);
        }
    }

    void keep(int route, long newHard, long newMedium, long newSoft) {
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

    /** Whoever is on the bench costs soft points alone. */
    void keepBench(int bench, long newSoft) {
        benchSoft += newSoft - soft[bench];
        keep(bench, 0, 0, newSoft);
    }

    void keepLateness(int route, long newWorst, long newLate) {
        if (worst[route] != newWorst || late[route] != newLate) {
            journal.note(WORST, route, worst[route]);
            journal.note(LATE, route, late[route]);
            worst[route] = newWorst;
            late[route] = newLate;
        }
    }

    /** Hard points that belong to no route. */
    void addHard(long points) {
        sumHard += points;
    }

    long hard() {
        return sumHard;
    }

    long medium() {
        return sumMedium;
    }

    long soft() {
        return sumSoft;
    }

    long benchSoft() {
        return benchSoft;
    }

    /** The longest lateness of all visits, in seconds. */
    long mostLate() {
        long most = 0;
        for (long seconds : worst) {
            most = Math.max(most, seconds);
        }
        return most;
    }
}
