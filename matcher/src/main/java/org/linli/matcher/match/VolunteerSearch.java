package org.linli.matcher.match;

/**
 * Finds a free volunteer its place: the shortest path backwards, from the volunteer over the visits that would rather
 * have it, to a volunteer that is best left free or a visit that is best served at last; and the lower prices that
 * prove it. The mirror of {@link VisitSearch}: a volunteer who is free at a price above 0 is the one violation of
 * optimality, and removing a visit or adding a volunteer makes exactly that.
 *
 * <p>Toroslu and Üçoluk (Incremental assignment problem, Information Sciences 177, 2007) repair an optimal assignment so
 * after a new pair of vertices; Mills-Tettey, Stentz and Dias (The Dynamic Hungarian Algorithm for the Assignment Problem
 * with Changing Costs, CMU-RI-TR-07-27, 2007) after changed costs. Here nobody need be matched: volunteers may stay free
 * and visits unserved, so a path may also end there.
 */
final class VolunteerSearch {
    private static final int NONE = Candidates.NONE;

    private final Candidates candidates;
    private final Pairs pairs;
    private final Frontier frontier;
    private long shortest;
    private int idle;
    private int lastEdge;

    VolunteerSearch(Candidates candidates, Pairs pairs, Frontier frontier) {
        this.candidates = candidates;
        this.pairs = pairs;
        this.frontier = frontier;
    }

    /** Brings a free volunteer's price down to 0, or the volunteer to a visit. Everything else must be optimal. */
    void release(int volunteer) {
        if (pairs.price(volunteer) == 0) {
            return;
        }
        frontier.clear();
        shortest = pairs.price(volunteer);
        idle = volunteer;
        lastEdge = NONE;
        frontier.reach(volunteer, 0, NONE);
        while (!frontier.isEmpty() && frontier.nearestDistance() < shortest) {
            look(frontier.settleNearest());
        }
        lowerPrices();
        augment(volunteer);
    }

    /** Looks at the visits that could take the volunteer if its price fell. */
    private void look(int volunteer) {
        Adjacency edges = candidates.ofVolunteer();
        long offset = frontier.distance(volunteer) + pairs.price(volunteer);
        for (int i = 0, degree = edges.degree(volunteer); i < degree; i++) {
            int edge = edges.edge(volunteer, i);
            int visit = candidates.visit(edge);
            if (pairs.takesPart(visit)) {
                consider(visit, offset + candidates.cost(edge) - pairs.value(visit), edge);
            }
        }
    }

    private void consider(int visit, long distance, int edge) {
        if (distance >= shortest) {
            return;
        }
        int held = pairs.volunteerOf(visit);
        if (held == Matching.NOBODY) {
            shortest = distance;
            lastEdge = edge;
        } else {
            frontier.reach(held, distance, edge);
            if (distance + pairs.price(held) < shortest) {
                shortest = distance + pairs.price(held);
                idle = held;
                lastEdge = NONE;
            }
        }
    }

    private void lowerPrices() {
        for (int i = 0; i < frontier.settledCount(); i++) {
            int volunteer = frontier.settled(i);
            pairs.raise(volunteer, frontier.distance(volunteer) - shortest);
        }
    }

    /** Walks the path back to the first volunteer; each visit on it leaves its own for the one before. */
    private void augment(int first) {
        if (lastEdge != NONE) {
            pairs.place(candidates.visit(lastEdge), lastEdge);
            pass(candidates.volunteer(lastEdge), first);
        } else if (idle != first) {
            pass(idle, first);
            pairs.vacate(idle, pairs.price(idle));
        }
    }

    private void pass(int from, int first) {
        int volunteer = from;
        while (volunteer != first) {
            int edge = frontier.edge(volunteer);
            pairs.place(candidates.visit(edge), edge);
            volunteer = candidates.volunteer(edge);
        }
    }
}
