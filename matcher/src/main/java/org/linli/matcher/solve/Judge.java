package org.linli.matcher.solve;

import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.ZoneDifference;
import org.linli.solver.score.RouteScorer;

/** Decides whether a difference still holds when it comes. Runs on the book's thread. */
@FunctionalInterface
public interface Judge {
    /** Looks at all of it anew, as of now. */
    Judge EXACT = (difference, book, policy, scorer) -> new DifferenceCheck(policy, scorer).check(difference, book);

    /**
     * Says what comes of a difference.
     *
     * @param scorer as of now
     */
    Verdict check(ZoneDifference difference, BookView book, RegionPolicy policy, RouteScorer scorer);
}
