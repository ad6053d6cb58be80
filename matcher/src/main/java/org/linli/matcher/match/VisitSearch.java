package org.linli.matcher.match;

/**
 * Finds a visit its place: the shortest augmenting path from the visit to a free volunteer, or to the visit on the way
 * that is best left unserved, over reduced costs, and the new prices that prove it.
 *
 * <p>Successive shortest paths with potentials after Edmonds and Karp (Theoretical Improvements in Algorithmic
 * Efficiency for Network Flow Problems, J. ACM 19, 1972), in the sparse form of Jonker and Volgenant (A Shortest
 * Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, Computing 38, 1987). O(E log V) for one
 * visit at worst; in practice it settles a handful of volunteers.
 */
final class VisitSearch {
    private static final int NONE = Candidates.NONE;

    private final Candidates candidates;
    private final Pairs pairs;
    private final Frontier frontier;
    private long shortest;
    private int lastEdge;
    private int yielding;

    VisitSearch(Candidates candidates, Pairs pairs, Frontier frontier) {
        this.candidates = candidates;
        this.pairs = pairs;
        this.frontier = frontier;
    }

    /** Places a visit that is absent; everybody else must be optimal without it, and is so with it afterwards. */
    void serve(int visit) {
        frontier.clear();
        shortest = pairs.unservedCost(visit);
        yielding = visit;
        lastEdge = NONE;
        look(visit, 0);
        while (!frontier.isEmpty() && frontier.nearestDistance() < shortest) {
            displace(frontier.settleNearest());
        }
        raisePrices();
        pairs.value(visit, shortest);
        augment(visit);
    }

    /** Looks at the candidates of a visit that is itself reached at the given distance, less its value. */
    private void look(int visit, long offset) {
        Adjacency edges = candidates.ofVisit();
        for (int i = 0, degree = edges.degree(visit); i < degree; i++) {
            int edge = edges.edge(visit, i);
            int volunteer = candidates.volunteer(edge);
            long distance = offset + candidates.cost(edge) + pairs.price(volunteer);
            if (distance < shortest) {
                consider(volunteer, distance, edge);
            }
        }
    }

    private void consider(int volunteer, long distance, int edge) {
        if (pairs.isFree(volunteer)) {
            shortest = distance;
            lastEdge = edge;
        } else {
            frontier.reach(volunteer, distance, edge);
        }
    }

    /** The volunteer leaves its visit, which stays unserved or looks for another. */
    private void displace(int volunteer) {
        int visit = pairs.visitOf(volunteer);
        long offset = frontier.distance(volunteer) - pairs.value(visit);
        if (offset + pairs.unservedCost(visit) < shortest) {
            shortest = offset + pairs.unservedCost(visit);
            yielding = visit;
            lastEdge = NONE;
        }
        look(visit, offset);
    }

    private void raisePrices() {
        for (int i = 0; i < frontier.settledCount(); i++) {
            int volunteer = frontier.settled(i);
            pairs.raise(volunteer, shortest - frontier.distance(volunteer));
        }
    }

    /** Walks the path back from its end; each visit on it takes the volunteer that the next one leaves. */
    private void augment(int first) {
        int edge = lastEdge;
        if (edge == NONE) {
            int left = pairs.volunteerOf(yielding);
            pairs.place(yielding, Pairs.UNSERVED);
            if (yielding == first) {
                return;
            }
            edge = frontier.edge(left);
        }
        int visit = candidates.visit(edge);
        while (visit != first) {
            int left = pairs.volunteerOf(visit);
            pairs.place(visit, edge);
            edge = frontier.edge(left);
            visit = candidates.visit(edge);
        }
        pairs.place(first, edge);
    }
}
