package org.linli.matcher.match;

/**
 * The cheapest way to send at most one volunteer to each visit and at most one visit to each volunteer, kept exact
 * while both come, go and change: every operation leaves an optimum, found by at most two shortest augmenting paths
 * ({@link VisitSearch}, {@link VolunteerSearch}) from the optimum before it, and proved by prices ({@link Certificate}).
 *
 * <p>A visit has a cost of staying unserved, which should be far above every cost of serving where serving matters; a
 * candidate that costs more than that is never sent. All costs are whole numbers of one unit that the caller chooses.
 * Ids are small and dense ({@link DenseIds} keeps them), since every array is indexed by them. Among equal optima the
 * one that changes least is not sought, but nobody off the path moves.
 *
 * <p>Not thread-safe: one thread owns it. Nothing is allocated once the arrays have grown to the ids and edges in use.
 * A wrong argument throws {@link IllegalArgumentException} and changes nothing.
 */
public final class Matching {
    /** In the place of a volunteer or a visit: none. */
    public static final int NOBODY = -1;

    /** Ids run from 0 to this, exclusive: 50 times a city's open visits, and arrays of a few megabytes. */
    public static final int MAX_IDS = 1 << 20;

    /** The largest cost, either sign: with {@link #MAX_IDS} visits the total still fits a long, with room to spare. */
    public static final long MAX_COST = 1L << 40;

    private final Candidates candidates = new Candidates();
    private final ChangeLog changes = new ChangeLog();
    private final Pairs pairs = new Pairs(candidates, changes);
    private final Frontier frontier = new Frontier();
    private final Bargain bargain = new Bargain(candidates, pairs);
    private final VisitSearch visitSearch = new VisitSearch(candidates, pairs, frontier);
    private final VolunteerSearch volunteerSearch = new VolunteerSearch(candidates, pairs, frontier);
    private final Arguments arguments = new Arguments(pairs);

    /** Told of one visit whose volunteer is another than when it was last told; {@link #NOBODY} for none. */
    @FunctionalInterface
    public interface ChangeListener {
        void changed(int visit, int before, int after);
    }

    /**
     * Adds a visit and serves it if that lowers the total.
     *
     * @param unservedCost of leaving it to nobody
     * @param costs        of sending each of the volunteers, in their order
     * @param volunteers   who could go; all must have been added
     */
    public void addVisit(int visit, long unservedCost, long[] costs, int[] volunteers) {
        arguments.newVisit(visit);
        arguments.cost("unservedCost", unservedCost);
        arguments.candidates(costs, volunteers);
        ensureVisits(visit + 1);
        enter(visit, unservedCost, costs, volunteers);
        visitSearch.serve(visit);
    }

    /** Replaces a visit's candidates and costs. Of a fixed visit they count only once it is no longer fixed. */
    public void changeVisit(int visit, long unservedCost, long[] costs, int[] volunteers) {
        arguments.knownVisit(visit);
        arguments.cost("unservedCost", unservedCost);
        arguments.candidates(costs, volunteers);
        int volunteer = volunteerOf(visit);
        boolean takesPart = pairs.takesPart(visit);
        if (takesPart) {
            pairs.place(visit, Pairs.ABSENT);
        }
        candidates.disconnectVisit(visit);
        enter(visit, unservedCost, costs, volunteers);
        if (takesPart) {
            reseat(visit, volunteer);
        }
    }

    /** Removes a visit, fixed or not; its volunteer, if any, becomes free for the others. */
    public void removeVisit(int visit) {
        arguments.knownVisit(visit);
        int volunteer = volunteerOf(visit);
        pairs.place(visit, Pairs.ABSENT);
        changes.forget(visit);
        candidates.disconnectVisit(visit);
        if (volunteer != NOBODY) {
            reseat(volunteer);
        }
    }

    /** Adds a volunteer whom no visit has as a candidate yet. */
    public void addVolunteer(int volunteer) {
        arguments.newVolunteer(volunteer);
        ensureVolunteers(volunteer + 1);
        pairs.vacate(volunteer, 0);
    }

    /** Adds a volunteer as a candidate of these visits, at these costs. All visits must have been added. */
    public void addVolunteer(int volunteer, long[] costs, int[] visits) {
        arguments.newVolunteer(volunteer);
        arguments.demands(costs, visits);
        ensureVolunteers(volunteer + 1);
        connect(volunteer, costs, visits);
        reseat(volunteer);
    }

    /** Replaces the visits that a volunteer is a candidate of, and the costs: the volunteer moved, or may do less. */
    public void changeVolunteer(int volunteer, long[] costs, int[] visits) {
        arguments.knownVolunteer(volunteer);
        arguments.demands(costs, visits);
        int visit = visitOf(volunteer);
        boolean fixed = visit != NOBODY && pairs.isFixed(visit);
        if (visit != NOBODY && !fixed) {
            pairs.place(visit, Pairs.ABSENT);
        }
        candidates.disconnectVolunteer(volunteer);
        connect(volunteer, costs, visits);
        if (visit == NOBODY) {
            reseat(volunteer);
        } else if (!fixed) {
            reseat(visit, volunteer);
        }
    }

    /** Removes a volunteer. A visit that the volunteer had, even fixed, is open to the others again. */
    public void removeVolunteer(int volunteer) {
        arguments.knownVolunteer(volunteer);
        int visit = visitOf(volunteer);
        if (visit != NOBODY) {
            pairs.place(visit, Pairs.ABSENT);
        }
        candidates.disconnectVolunteer(volunteer);
        pairs.forgetVolunteer(volunteer);
        if (visit != NOBODY) {
            visitSearch.serve(visit);
        }
    }

    /**
     * Fixes a pair (offered or accepted): until {@link #unfix} the two belong together whatever else changes, and their
     * cost counts as given here. They need not be candidates of each other.
     *
     * @throws IllegalArgumentException if either is fixed to somebody else
     */
    public void fix(int visit, int volunteer, long cost) {
        arguments.knownVisit(visit);
        arguments.knownVolunteer(volunteer);
        arguments.cost("cost", cost);
        arguments.fixable(visit, volunteer);
        int left = volunteerOf(visit);
        int robbed = visitOf(volunteer);
        pairs.place(visit, Pairs.ABSENT);
        if (robbed != NOBODY && robbed != visit) {
            pairs.place(robbed, Pairs.ABSENT);
        }
        pairs.fix(visit, volunteer, cost);
        if (left != NOBODY && left != volunteer) {
            reseat(left);
        }
        if (robbed != NOBODY && robbed != visit) {
            visitSearch.serve(robbed);
        }
    }

    /** Gives a fixed pair back to the matching, which may leave it together. A visit that is not fixed stays as it is. */
    public void unfix(int visit) {
        arguments.knownVisit(visit);
        if (pairs.isFixed(visit)) {
            int volunteer = volunteerOf(visit);
            pairs.place(visit, Pairs.ABSENT);
            reseat(visit, volunteer);
        }
    }

    /** Forgets everything but the fixed pairs and matches from scratch: an optimum of the same total. */
    public void rematch() {
        int[] visits = new int[pairs.visitRoom()];
        int count = 0;
        for (int visit = 0; visit < visits.length; visit++) {
            if (pairs.takesPart(visit)) {
                pairs.place(visit, Pairs.ABSENT);
                visits[count++] = visit;
            }
        }
        vacateAll();
        for (int i = 0; i < count; i++) {
            visitSearch.serve(visits[i]);
        }
    }

    /** Who goes to the visit, or {@link #NOBODY}, also for an unknown visit. */
    public int volunteerOf(int visit) {
        return pairs.hasVisit(visit) ? pairs.volunteerOf(visit) : NOBODY;
    }

    /** Where the volunteer goes, or {@link #NOBODY}, also for an unknown volunteer. */
    public int visitOf(int volunteer) {
        return pairs.hasVolunteer(volunteer) ? pairs.visitOf(volunteer) : NOBODY;
    }

    public boolean hasVisit(int visit) {
        return pairs.hasVisit(visit);
    }

    public boolean hasVolunteer(int volunteer) {
        return pairs.hasVolunteer(volunteer);
    }

    public boolean isFixed(int visit) {
        return pairs.hasVisit(visit) && pairs.isFixed(visit);
    }

    /** The costs of all pairs, fixed ones included, and of all visits that stay unserved. */
    public long totalCost() {
        return pairs.total();
    }

    /**
     * Tells once of each visit whose volunteer is now another than this method told last (or than nobody, for a visit
     * added since), in no order. Removed visits are not told of. The listener must not change the matching.
     */
    public void drainChanges(ChangeListener listener) {
        changes.drain(pairs, listener);
    }

    Pairs pairs() {
        return pairs;
    }

    Candidates candidates() {
        return candidates;
    }

    private void ensureVisits(int count) {
        candidates.ensureVisits(count);
        changes.ensureVisits(count);
        pairs.ensureVisits(count);
    }

    private void ensureVolunteers(int count) {
        candidates.ensureVolunteers(count);
        frontier.ensureNodes(count);
        pairs.ensureVolunteers(count);
    }

    private void enter(int visit, long unservedCost, long[] costs, int[] volunteers) {
        pairs.unservedCost(visit, unservedCost);
        for (int i = 0; i < volunteers.length; i++) {
            candidates.connect(visit, volunteers[i], costs[i]);
        }
    }

    private void connect(int volunteer, long[] costs, int[] visits) {
        for (int i = 0; i < visits.length; i++) {
            candidates.connect(visits[i], volunteer, costs[i]);
        }
    }

    /** Finds a place for a volunteer who has nobody. */
    private void reseat(int volunteer) {
        pairs.vacate(volunteer, bargain.highestBid(volunteer));
        volunteerSearch.release(volunteer);
    }

    /** Finds places for two who were together: together again if no search is needed to prove that, else apart. */
    private void reseat(int visit, int volunteer) {
        if (volunteer == NOBODY) {
            visitSearch.serve(visit);
        } else if (!bargain.strike(visit, volunteer)) {
            reseat(volunteer);
            visitSearch.serve(visit);
        }
    }

    private void vacateAll() {
        for (int volunteer = 0; volunteer < pairs.volunteerRoom(); volunteer++) {
            int visit = pairs.visitOf(volunteer);
            if (visit == Pairs.FREE || (visit >= 0 && !pairs.isFixed(visit))) {
                pairs.vacate(volunteer, 0);
            }
        }
    }
}
