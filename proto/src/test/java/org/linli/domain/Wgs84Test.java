package org.linli.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Wgs84Test {
    @Test
    void metersTo_withinACounty_agreesWithHaversine() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Wgs84 a = new Wgs84(26.3 + random.nextDouble() * 0.7, 106.1 + random.nextDouble() * 0.7);
            Wgs84 b = new Wgs84(26.3 + random.nextDouble() * 0.7, 106.1 + random.nextDouble() * 0.7);

            double expected = haversine(a, b);
            assertThat(a.metersTo(b)).isCloseTo(expected, within(expected * 0.001 + 0.001));
        }
    }

    @Test
    void ofE7_roundTrip_isExact() {
        Wgs84 place = Wgs84.ofE7(265_600_001, 1_064_700_007);

        assertThat(place.latE7()).isEqualTo(265_600_001);
        assertThat(place.lngE7()).isEqualTo(1_064_700_007);
    }

    @Test
    void construction_outsideTheEarth_namesFieldAndValue() {
        assertThatThrownBy(() -> new Wgs84(90.1, 0)).hasMessage("lat (90.1) must be between -90 and 90");
        assertThatThrownBy(() -> new Wgs84(0, -180.5)).hasMessage("lng (-180.5) must be between -180 and 180");
        assertThatThrownBy(() -> new Wgs84(Double.NaN, 0)).hasMessageContaining("NaN");
    }

    private static double haversine(Wgs84 a, Wgs84 b) {
        double lat1 = Math.toRadians(a.latDeg());
        double lat2 = Math.toRadians(b.latDeg());
        double sinLat = Math.sin((lat2 - lat1) / 2);
        double sinLng = Math.sin(Math.toRadians(b.lngDeg() - a.lngDeg()) / 2);
        return 2
                * 6_371_008.8
                * Math.asin(Math.sqrt(sinLat * sinLat + Math.cos(lat1) * Math.cos(lat2) * sinLng * sinLng));
    }
}
