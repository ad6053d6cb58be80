package org.linli.matcher.match;

/** Checks what callers hand in, before anything changes. */
final class Arguments {
    private final Pairs pairs;

    Arguments(Pairs pairs) {
        this.pairs = pairs;
    }

    void newVisit(int visit) {
        inRange("visit", visit);
        check(!pairs.hasVisit(visit), "visit", visit, "is already in the matching. Maybe change it instead.");
    }

    void knownVisit(int visit) {
        check(pairs.hasVisit(visit), "visit", visit, "is not in the matching. Maybe add it first.");
    }

    void newVolunteer(int volunteer) {
        inRange("volunteer", volunteer);
        check(
                !pairs.hasVolunteer(volunteer),
                "volunteer",
                volunteer,
                "is already in the matching. Maybe change it instead.");
    }

    void knownVolunteer(int volunteer) {
        check(pairs.hasVolunteer(volunteer), "volunteer", volunteer, "is not in the matching. Maybe add it first.");
    }

    void cost(String name, long cost) {
        check(
                Math.abs(cost) <= Matching.MAX_COST && cost != Long.MIN_VALUE,
                name,
                cost,
                "is beyond 2^40. Maybe use a larger unit.");
    }

    void candidates(long[] costs, int[] volunteers) {
        sameLength(costs, volunteers);
        for (int i = 0; i < costs.length; i++) {
            knownVolunteer(volunteers[i]);
            cost("cost", costs[i]);
        }
    }

    void demands(long[] costs, int[] visits) {
        sameLength(costs, visits);
        for (int i = 0; i < costs.length; i++) {
            knownVisit(visits[i]);
            cost("cost", costs[i]);
        }
    }

    void fixable(int visit, int volunteer) {
        int other = pairs.visitOf(volunteer);
        check(
                !pairs.isFixed(visit) || other == visit,
                "visit",
                visit,
                "is fixed to another volunteer. Maybe unfix it first.");
        check(
                other < 0 || other == visit || !pairs.isFixed(other),
                "volunteer",
                volunteer,
                "is fixed to another visit. Maybe unfix that first.");
    }

    private static void inRange(String name, int id) {
        check(id >= 0 && id < Matching.MAX_IDS, name, id, "must be from 0 to 2^20 - 1. Maybe reuse freed ids.");
    }

    private static void sameLength(long[] costs, int[] ids) {
        check(
                costs.length == ids.length,
                "number of costs",
                costs.length,
                "must be that of the ids (" + ids.length + "). Maybe hand in one cost each.");
    }

    private static void check(boolean right, String name, long value, String whatToDo) {
        if (!right) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") " + whatToDo);
        }
    }
}
