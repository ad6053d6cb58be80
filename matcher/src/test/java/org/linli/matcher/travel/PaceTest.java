package org.linli.matcher.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Place;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.StraightLineTravel;

class PaceTest {
    private static final RegionPolicy.Planning PLANNING = new RegionPolicy.Planning(
            1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, Map.of(), 1, 1400, 4500, 18_000, 30_000, 30, 30, 240);

    @Test
    void pace_ofEachMode_agreesWithTheTravelTimes() {
        Pace pace = Pace.of(PLANNING);
        StraightLineTravel travel = new StraightLineTravel(PLANNING);
        Spot here = Spot.of(
                Place.newBuilder().setLatE7(265_000_000).setLngE7(1_065_000_000).build());
        Spot there = Spot.of(
                Place.newBuilder().setLatE7(265_090_000).setLngE7(1_065_100_000).build());
        for (TravelMode mode : new TravelMode[] {
            TravelMode.TRAVEL_MODE_UNSPECIFIED,
            TravelMode.TRAVEL_MODE_WALK,
            TravelMode.TRAVEL_MODE_EBIKE,
            TravelMode.TRAVEL_MODE_CAR
        }) {
            assertThat(here.metersTo(there) * pace.of(mode)).isCloseTo(travel.seconds(here, there, mode), within(1.0));
        }
    }

    @Test
    void pace_ofZero_isRefused() {
        assertThatThrownBy(() -> new Pace(1, 0, 1)).hasMessageStartingWith("pace (1.0, 0.0, 1.0) must be above 0");
    }
}
