package org.linli.matcher.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy.Area;

class RegionAreaTest {
    private static final Area QINGZHEN = PolicyReader.defaultFor("520181").area();

    private static boolean inQingzhen(double lat, double lng) {
        return RegionArea.contains(QINGZHEN, new Wgs84(lat, lng));
    }

    @Test
    void qingzhen_hasItsTownsAndNotItsNeighbours() {
        assertThat(inQingzhen(26.5560, 106.4707)).isTrue();
        assertThat(inQingzhen(26.7180, 106.2900)).isTrue();
        assertThat(inQingzhen(26.6470, 106.6302)).as("Guiyang").isFalse();
        assertThat(inQingzhen(26.2530, 105.9470)).as("Anshun").isFalse();
        assertThat(inQingzhen(39.9042, 116.4074)).as("Beijing").isFalse();
    }

    @Test
    void margin_widensTheRing() {
        List<double[]> square =
                List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {1, 1}, new double[] {0, 1});
        Area exact = new Area(0, 0, 1, 1, square, 0);
        Area wide = new Area(0, 0, 1, 1, square, 1200);
        Wgs84 oneKilometreEast = new Wgs84(0.5, 1.009);
        assertThat(RegionArea.contains(exact, new Wgs84(0.5, 0.5))).isTrue();
        assertThat(RegionArea.contains(exact, oneKilometreEast)).isFalse();
        assertThat(RegionArea.contains(wide, oneKilometreEast)).isTrue();
        assertThat(RegionArea.contains(wide, new Wgs84(0.5, 1.02))).isFalse();
    }

    @Test
    void ring_withABay_leavesTheBayOut() {
        List<double[]> bay = List.of(
                new double[] {0, 0}, new double[] {1, 0}, new double[] {0.5, 0.5}, new double[] {1, 1}, new double[] {
                    0, 1
                });
        Area area = new Area(0, 0, 1, 1, bay, 0);
        assertThat(RegionArea.contains(area, new Wgs84(0.5, 0.9))).isFalse();
        assertThat(RegionArea.contains(area, new Wgs84(0.5, 0.4))).isTrue();
    }

    @Test
    void withoutARing_theBoxCounts() {
        Area box = new Area(26, 106, 27, 107, List.of(), 0);
        assertThat(RegionArea.contains(box, new Wgs84(26, 107))).isTrue();
        assertThat(RegionArea.contains(box, new Wgs84(25.99, 106.5))).isFalse();
    }
}
