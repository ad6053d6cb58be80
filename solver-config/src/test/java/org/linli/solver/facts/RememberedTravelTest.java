package org.linli.solver.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.TravelMode;
import org.linli.solver.Region;

class RememberedTravelTest {
    private static final TravelMode[] MODES = {
        TravelMode.TRAVEL_MODE_UNSPECIFIED,
        TravelMode.TRAVEL_MODE_WALK,
        TravelMode.TRAVEL_MODE_EBIKE,
        TravelMode.TRAVEL_MODE_CAR
    };

    private final TravelTimes straight = Region.scorer().travel();
    private int asked;

    private final RememberedTravel remembered = new RememberedTravel(new TravelTimes() {
        @Override
        public int seconds(Spot from, Spot to, TravelMode mode) {
            asked++;
            return straight.seconds(from, to, mode);
        }

        @Override
        public int meters(Spot from, Spot to) {
            return straight.meters(from, to);
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {20, 2000})
    void seconds_asManyAsTheyAre_areThoseOfTheWays(int places) {
        Random chance = new Random(places);
        Spot[] spots = chance.ints(places, -1800, 1800)
                .mapToObj(i -> Spot.ofE7(265_600_000 + i * 13, 1_064_700_000 - i * 7))
                .toArray(Spot[]::new);
        for (int i = 0; i < 400_000; i++) {
            Spot from = spots[chance.nextInt(places)];
            Spot to = spots[chance.nextInt(places)];
            TravelMode mode = MODES[chance.nextInt(MODES.length)];
            assertThat(remembered.seconds(from, to, mode)).isEqualTo(straight.seconds(from, to, mode));
        }
    }

    @Test
    void seconds_ofTheSameWay_areAskedForOnce() {
        Random chance = new Random(1);
        Spot[] spots = chance.ints(100, -1_000_000, 1_000_000)
                .mapToObj(i -> Spot.ofE7(265_600_000 + i, 1_064_700_000 - 3 * i))
                .toArray(Spot[]::new);
        for (int round = 0; round < 10; round++) {
            for (Spot from : spots) {
                for (Spot to : spots) {
                    remembered.seconds(from, to, TravelMode.TRAVEL_MODE_EBIKE);
                }
            }
        }
        assertThat(asked).as("of 100,000 questions about 10,000 ways").isBetween(10_000, 18_000);
    }
}
