package org.linli.gateway.api;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Advice;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.TravelTimes;

/**
 * What the calls of the API work with.
 *
 * @param ways      how long ways take under a policy
 * @param nowMs     Unix milliseconds, for defaults only: what counts is the region's time
 * @param uuids     fresh UUIDv7
 * @param codeWords fresh words that a resident tells the volunteer at the door
 */
public record Desk(
        Registrar registrar,
        RegionView view,
        People people,
        Sealing sealing,
        Frames frames,
        Advice advice,
        Positions positions,
        Function<RegionPolicy, TravelTimes> ways,
        LongSupplier nowMs,
        Supplier<UUID> uuids,
        Supplier<String> codeWords) {

    public RegionPolicy policy() {
        return frames.policy();
    }

    /** Whole seconds from place to place under the policy in force. */
    int travelSeconds(Wgs84 from, Wgs84 to, TravelMode mode) {
        return ways.apply(policy()).seconds(spot(from), spot(to), mode);
    }

    private static Spot spot(Wgs84 place) {
        return Spot.ofE7(place.latE7(), place.lngE7());
    }
}
