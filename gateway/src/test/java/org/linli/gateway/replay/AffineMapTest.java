package org.linli.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.linli.domain.Wgs84;

class AffineMapTest {
    private static final Box LOG = new Box(39.9, -75.7, 40.5, -74.9);
    private static final Box REGION = new Box(26.4, 106.1, 26.9, 106.5);

    @Test
    void boxOntoBox_cornersGoToCorners() {
        AffineMap map = AffineMap.between(LOG, REGION);

        assertNear(map.apply(39.9, -75.7), 26.4, 106.1);
        assertNear(map.apply(40.5, -74.9), 26.9, 106.5);
        assertNear(map.apply(40.2, -75.3), 26.65, 106.3);
    }

    @Test
    void boxOfOnePlace_goesToTheMiddle() {
        assertNear(AffineMap.between(new Box(40, -75, 40, -75), REGION).apply(40, -75), 26.65, 106.3);
    }

    @Test
    void option_box_isTheMiddleHalfOfTheRegion() {
        AffineMap map = AffineMap.parse("box", LOG, REGION);

        assertNear(map.apply(39.9, -75.7), 26.525, 106.2);
        assertNear(map.apply(40.5, -74.9), 26.775, 106.4);
    }

    @Test
    void option_boxOrCoefficients_areRead() {
        assertNear(AffineMap.parse("box:1,2,3,4", LOG, REGION).apply(40.5, -74.9), 3, 4);
        assertThat(AffineMap.parse("1,0,2,0,1,3", LOG, REGION)).isEqualTo(new AffineMap(1, 0, 2, 0, 1, 3));
    }

    @Test
    void option_wrong_isRefusedByValue() {
        for (String wrong : new String[] {"", "bax", "box:1,2,3", "1,2,3,4,5,x", "1,2,3,4,5,NaN"}) {
            assertThatThrownBy(() -> AffineMap.parse(wrong, LOG, REGION))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("map (" + wrong + ")");
        }
        assertThatThrownBy(() -> AffineMap.parse("box:3,2,1,4", LOG, REGION)).hasMessageContaining("south below north");
    }

    private static void assertNear(Wgs84 place, double lat, double lng) {
        assertThat(place.latDeg()).isCloseTo(lat, within(1e-9));
        assertThat(place.lngDeg()).isCloseTo(lng, within(1e-9));
    }
}
