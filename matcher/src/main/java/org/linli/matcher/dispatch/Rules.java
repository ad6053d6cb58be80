package org.linli.matcher.dispatch;

import java.util.function.Function;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.travel.Pace;
import org.linli.solver.facts.FactReader;
import org.linli.solver.facts.TravelTimes;
import org.linli.solver.score.RouteScorer;

/** A policy with what follows from it: how facts are read, ways timed and routes scored. Immutable. */
record Rules(
        RegionPolicy policy,
        String yaml,
        long version,
        FactReader reader,
        TravelTimes travel,
        Pace pace,
        RouteScorer scorer) {

    /**
     * @param yaml    the policy as published; empty for the region's default
     * @param version of the entity that holds it; 0 for the region's default
     * @param ways    how long ways take under a policy
     */
    static Rules of(RegionPolicy policy, String yaml, long version, Function<RegionPolicy, TravelTimes> ways) {
        TravelTimes travel = ways.apply(policy);
        return new Rules(
                policy,
                yaml,
                version,
                new FactReader(policy),
                travel,
                Pace.of(policy.planning()),
                new RouteScorer(policy, travel, 0));
    }

    RegionPolicy.Offering offering() {
        return policy.offering();
    }

    RegionPolicy.Planning planning() {
        return policy.planning();
    }
}
