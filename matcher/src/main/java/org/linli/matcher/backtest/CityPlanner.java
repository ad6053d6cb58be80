package org.linli.matcher.backtest;

import io.micrometer.core.instrument.MeterRegistry;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.dispatch.Positions;

/** Who offers in a city: production's dispatcher, or a yardstick that is judged beside it. Used on the city's loop. */
public interface CityPlanner {
    /** Begins to offer; the region is settled. Once. */
    void start();

    /** Nobody else wants the lease: it is confirmed now and then. */
    void confirmed();

    /** What a planner is given. */
    record Site(Loop loop, VirtualRegion region, Positions positions, RegionPolicy policy, MeterRegistry meters) {}

    /** Makes the planner of a city. */
    @FunctionalInterface
    interface Maker {
        CityPlanner in(Site site);
    }
}
