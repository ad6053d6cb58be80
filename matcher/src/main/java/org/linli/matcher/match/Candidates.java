package org.linli.matcher.match;

import java.util.Arrays;

/**
 * Which volunteer could go to which visit, and at what cost: a sparse two-sided graph whose edges have dense numbers.
 * Freed numbers are used again. Two edges may join the same pair; the cheaper one counts.
 */
final class Candidates {
    static final int NONE = -1;

    private final Adjacency ofVisit = new Adjacency();
    private final Adjacency ofVolunteer = new Adjacency();
    private long[] cost = {};
    private int[] visit = {};
    private int[] volunteer = {};
    private int used;
    private int firstFree = NONE;

    void ensureVisits(int count) {
        ofVisit.ensureNodes(count);
    }

    void ensureVolunteers(int count) {
        ofVolunteer.ensureNodes(count);
    }

    Adjacency ofVisit() {
        return ofVisit;
    }

    Adjacency ofVolunteer() {
        return ofVolunteer;
    }

    long cost(int edge) {
        return cost[edge];
    }

    int visit(int edge) {
        return visit[edge];
    }

    int volunteer(int edge) {
        return volunteer[edge];
    }

    void connect(int visitId, int volunteerId, long edgeCost) {
        int edge = takeNumber();
        cost[edge] = edgeCost;
        visit[edge] = visitId;
        volunteer[edge] = volunteerId;
        ofVisit.add(visitId, edge);
        ofVolunteer.add(volunteerId, edge);
    }

    void disconnectVisit(int visitId) {
        for (int left = ofVisit.degree(visitId); left > 0; left--) {
            disconnect(ofVisit.edge(visitId, left - 1));
        }
    }

    void disconnectVolunteer(int volunteerId) {
        for (int left = ofVolunteer.degree(volunteerId); left > 0; left--) {
            disconnect(ofVolunteer.edge(volunteerId, left - 1));
        }
    }

    /** The cheapest edge between the two, or {@link #NONE}. */
    int between(int visitId, int volunteerId) {
        int found = NONE;
        for (int i = 0; i < ofVisit.degree(visitId); i++) {
            int edge = ofVisit.edge(visitId, i);
            if (volunteer[edge] == volunteerId && (found == NONE || cost[edge] < cost[found])) {
                found = edge;
            }
        }
        return found;
    }

    private void disconnect(int edge) {
        ofVisit.remove(visit[edge], edge);
        ofVolunteer.remove(volunteer[edge], edge);
        visit[edge] = firstFree;
        firstFree = edge;
    }

    private int takeNumber() {
        if (firstFree != NONE) {
            int edge = firstFree;
            firstFree = visit[edge];
            return edge;
        }
        ensureEdges(used + 1);
        return used++;
    }

    private void ensureEdges(int count) {
        if (count > cost.length) {
            int room = Growth.roomFor(count, cost.length);
            cost = Arrays.copyOf(cost, room);
            visit = Arrays.copyOf(visit, room);
            volunteer = Arrays.copyOf(volunteer, room);
        }
        ofVisit.ensureEdges(count);
        ofVolunteer.ensureEdges(count);
    }
}
