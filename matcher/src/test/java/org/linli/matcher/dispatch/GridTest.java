package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.Place;

class GridTest {
    private static final RegionPolicy.Area AREA = new RegionPolicy.Area(26.3, 106.2, 26.8, 106.8, List.of(), 0);

    @Test
    void nearest_ofMovingPointsWithTheirOwnPaces_equalsFullScan() {
        SplittableRandom chance = new SplittableRandom(7);
        Grid grid = new Grid(AREA);
        double[] pace = new double[500];
        for (int id = 0; id < 500; id++) {
            pace[id] = 0.1 + chance.nextDouble();
            grid.put(id, place(chance), pace[id]);
        }
        for (int round = 0; round < 200; round++) {
            int moved = chance.nextInt(500);
            grid.put(moved, place(chance), pace[moved]);
            Place at = place(chance);
            int[] expected = IntStream.range(0, 500)
                    .filter(id -> id % 3 != 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(id -> grid.metersTo(id, at) * pace[id]))
                    .limit(10)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(grid.nearest(at, 10, 1e9, id -> id % 3 != 0)).containsExactly(expected);
        }
    }

    @Test
    void nearest_withOnePace_isSortedByDistance() {
        SplittableRandom chance = new SplittableRandom(11);
        Grid grid = new Grid(AREA);
        IntStream.range(0, 1000).forEach(id -> grid.put(id, place(chance), 0.2));
        for (int round = 0; round < 100; round++) {
            Place at = place(chance);
            int[] expected = IntStream.range(0, 1000)
                    .boxed()
                    .sorted(Comparator.comparingDouble(id -> grid.metersTo(id, at)))
                    .limit(20)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(grid.nearest(at, 20, 1e9, id -> true)).containsExactly(expected);
        }
    }

    @Test
    void nearest_beyondTheLimit_isLeftOut() {
        Grid grid = new Grid(AREA);
        grid.put(3, at(26.5, 106.5), 0.2);
        assertThat(grid.nearest(at(26.51, 106.5), 5, 200, id -> true)).isEmpty();
        assertThat(grid.nearest(at(26.51, 106.5), 5, 230, id -> true)).containsExactly(3);
    }

    @Test
    void remove_aPoint_isNoLongerFoundButStaysInTheCopy() {
        Grid grid = new Grid(AREA);
        grid.put(0, at(26.5, 106.5), 0.2);
        grid.put(1, at(26.5, 106.5), 0.2);
        Grid still = grid.copy();
        grid.remove(0);
        assertThat(grid.nearest(at(26.5, 106.5), 5, 100, id -> true)).containsExactly(1);
        assertThat(Arrays.stream(still.nearest(at(26.5, 106.5), 5, 100, id -> true))
                        .sorted())
                .containsExactly(0, 1);
        assertThat(grid.contains(0)).isFalse();
    }

    @Test
    void put_afterACopy_isNotInTheCopy_whateverIsPutAndRemovedBesideIt() {
        SplittableRandom chance = new SplittableRandom(5);
        Grid grid = new Grid(AREA);
        BitSet in = new BitSet();
        for (int round = 0; round < 300; round++) {
            Grid still = grid.copy();
            BitSet before = (BitSet) in.clone();
            for (int change = 0; change < 8; change++) {
                int id = chance.nextInt(60);
                if (chance.nextInt(3) > 0) {
                    grid.put(id, at(26.5, 106.5), 0.2);
                    in.set(id);
                } else {
                    grid.remove(id);
                    in.clear(id);
                }
            }
            assertThat(all(still)).isEqualTo(before);
            assertThat(all(grid)).isEqualTo(in);
        }
    }

    private static BitSet all(Grid grid) {
        BitSet found = new BitSet();
        Arrays.stream(grid.nearest(at(26.5, 106.5), 100, 100, id -> true)).forEach(found::set);
        return found;
    }

    @Test
    void nearest_outsideTheRectangle_isStillFound() {
        Grid grid = new Grid(AREA);
        grid.put(0, at(26.9, 106.5), 0.2);
        grid.put(1, at(27.2, 106.5), 0.2);
        assertThat(grid.nearest(at(27.1, 106.5), 2, 1e9, id -> true)).containsExactly(1, 0);
    }

    private static Place place(SplittableRandom chance) {
        return at(26.3 + chance.nextDouble() * 0.5, 106.2 + chance.nextDouble() * 0.6);
    }

    static Place at(double lat, double lng) {
        return Place.newBuilder()
                .setLatE7((int) Math.round(lat * 1e7))
                .setLngE7((int) Math.round(lng * 1e7))
                .build();
    }
}
