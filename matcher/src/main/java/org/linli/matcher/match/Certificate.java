package org.linli.matcher.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The proof that a matching is optimal, checked from its pairs and prices alone, without trust in how they came about:
 * the pairs are possible, the prices and values bound every possible matching from below (weak duality), and the bound
 * equals the cost (complementary slackness). See Schrijver, Combinatorial Optimization, 2003, chapter 17.
 *
 * @param cost       what the pairs cost, summed afresh, fixed ones included
 * @param lowerBound below which no matching with these fixed pairs can cost, if there are no violations
 * @param violations in words; empty for a proof
 */
public record Certificate(long cost, long lowerBound, List<String> violations) {
    /** The most violations that are worth reading; one is enough to refute. */
    private static final int MAX_VIOLATIONS = 20;

    public Certificate {
        violations = List.copyOf(violations);
    }

    /** Whether this proves that the matching costs the least. */
    public boolean isProof() {
        return violations.isEmpty() && cost == lowerBound;
    }

    /** Checks a matching; O(visits + volunteers + edges). Changes nothing. */
    public static Certificate of(Matching matching) {
        return new Audit(matching.pairs(), matching.candidates(), matching.totalCost()).certificate();
    }

    /** One walk over everybody who takes part. */
    private static final class Audit {
        private final Pairs pairs;
        private final Candidates candidates;
        private final long claimedCost;
        private final int[] takenBy;
        private final List<String> violations = new ArrayList<>();
        private long cost;
        private long lowerBound;

        private Audit(Pairs pairs, Candidates candidates, long claimedCost) {
            this.pairs = pairs;
            this.candidates = candidates;
            this.claimedCost = claimedCost;
            this.takenBy = new int[pairs.volunteerRoom()];
            Arrays.fill(takenBy, Matching.NOBODY);
        }

        private Certificate certificate() {
            for (int visit = 0; visit < pairs.visitRoom(); visit++) {
                if (pairs.hasVisit(visit)) {
                    visit(visit);
                }
            }
            for (int volunteer = 0; volunteer < pairs.volunteerRoom(); volunteer++) {
                if (pairs.hasVolunteer(volunteer)) {
                    volunteer(volunteer);
                }
            }
            require(cost == claimedCost, "The pairs cost ", cost, " but the matching says ", claimedCost);
            return new Certificate(cost, lowerBound, violations);
        }

        private void visit(int visit) {
            long own = pairs.cost(visit);
            cost += own;
            lowerBound += pairs.takesPart(visit) ? pairs.value(visit) : own;
            take(visit);
            if (pairs.takesPart(visit)) {
                dual(visit);
            }
        }

        private void take(int visit) {
            int volunteer = pairs.volunteerOf(visit);
            if (volunteer != Matching.NOBODY) {
                require(
                        takenBy[volunteer] == Matching.NOBODY,
                        "Two visits have volunteer ",
                        volunteer,
                        ", one is ",
                        visit);
                require(pairs.visitOf(volunteer) == visit, "Volunteer ", volunteer, " does not know of visit ", visit);
                require(isPossible(visit), "Volunteer ", volunteer, " is no candidate of visit ", visit);
                takenBy[volunteer] = visit;
            }
        }

        private boolean isPossible(int visit) {
            int edge = pairs.edgeOf(visit);
            return edge == Pairs.FIXED || candidates.between(visit, candidates.volunteer(edge)) != Candidates.NONE;
        }

        private void dual(int visit) {
            require(
                    pairs.value(visit) <= pairs.unservedCost(visit),
                    "Visit ",
                    visit,
                    " is valued at ",
                    pairs.value(visit));
            for (int i = 0; i < candidates.ofVisit().degree(visit); i++) {
                int edge = candidates.ofVisit().edge(visit, i);
                int volunteer = candidates.volunteer(edge);
                require(
                        pairs.value(visit) <= candidates.cost(edge) + pairs.price(volunteer),
                        "Visit ",
                        visit,
                        " would rather have volunteer ",
                        volunteer);
            }
        }

        private void volunteer(int volunteer) {
            int visit = pairs.visitOf(volunteer);
            require(visit == takenBy[volunteer], "Volunteer ", volunteer, " claims visit ", visit);
            if (visit == Pairs.FREE || pairs.takesPart(visit)) {
                lowerBound -= pairs.price(volunteer);
                require(pairs.price(volunteer) >= 0, "Volunteer ", volunteer, " has price ", pairs.price(volunteer));
            }
        }

        private void require(boolean holds, String first, long a, String second, long b) {
            if (!holds && violations.size() < MAX_VIOLATIONS) {
                violations.add(first + a + second + b);
            }
        }
    }
}
