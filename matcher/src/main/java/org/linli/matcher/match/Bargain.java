package org.linli.matcher.match;

/**
 * Whether two who were together may stay together, by the prices alone: they may if the most that anybody else would pay
 * for the volunteer is no more than the visit gains by not going elsewhere. Most changes of cost are small and end here,
 * without a search.
 */
final class Bargain {
    private final Candidates candidates;
    private final Pairs pairs;

    Bargain(Candidates candidates, Pairs pairs) {
        this.candidates = candidates;
        this.pairs = pairs;
    }

    /** The least price, 0 or more, at which no visit that takes part would rather have this volunteer. */
    long highestBid(int volunteer) {
        Adjacency edges = candidates.ofVolunteer();
        long bid = 0;
        for (int i = 0, degree = edges.degree(volunteer); i < degree; i++) {
            int edge = edges.edge(volunteer, i);
            int visit = candidates.visit(edge);
            if (pairs.takesPart(visit)) {
                bid = Math.max(bid, pairs.value(visit) - candidates.cost(edge));
            }
        }
        return bid;
    }

    /** Puts an absent visit and a volunteer who has nobody together, if that is optimal; else changes nothing. */
    boolean strike(int visit, int volunteer) {
        int edge = candidates.between(visit, volunteer);
        if (edge == Candidates.NONE) {
            return false;
        }
        long price = highestBid(volunteer);
        long value = candidates.cost(edge) + price;
        if (value > bestElsewhere(visit, volunteer)) {
            return false;
        }
        pairs.vacate(volunteer, price);
        pairs.value(visit, value);
        pairs.place(visit, edge);
        return true;
    }

    private long bestElsewhere(int visit, int volunteer) {
        Adjacency edges = candidates.ofVisit();
        long best = pairs.unservedCost(visit);
        for (int i = 0, degree = edges.degree(visit); i < degree; i++) {
            int edge = edges.edge(visit, i);
            int other = candidates.volunteer(edge);
            if (other != volunteer) {
                best = Math.min(best, candidates.cost(edge) + pairs.price(other));
            }
        }
        return best;
    }
}
