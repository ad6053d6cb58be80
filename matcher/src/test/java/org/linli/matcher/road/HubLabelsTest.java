package org.linli.matcher.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubLabelsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shortest_onRandomOneWayStreets_isThatOfFloydAndWarshall(long seed) {
        Random chance = new Random(seed);
        int n = 2 + chance.nextInt(60);
        int[][] lengths = new int[n][n];
        for (int[] row : lengths) {
            Arrays.fill(row, Label.NO_WAY);
        }
        Ways.Builder ways = new Ways.Builder(n);
        for (int arc = 0; arc < n * (1 + chance.nextInt(3)); arc++) {
            int tail = chance.nextInt(n);
            int head = (tail + 1 + chance.nextInt(n - 1)) % n;
            int length = 1 + chance.nextInt(20);
            ways.add(tail, head, length);
            lengths[tail][head] = Math.min(lengths[tail][head], length);
        }
        HubLabels labels = HubLabels.of(ways.build(), shuffled(n, chance));
        floydWarshall(lengths);
        for (int from = 0; from < n; from++) {
            for (int to = 0; to < n; to++) {
                assertThat(Label.shortest(labels.from(from), labels.to(to)))
                        .as("%d to %d", from, to)
                        .isEqualTo(lengths[from][to]);
            }
        }
    }

    private static void floydWarshall(int[][] lengths) {
        int n = lengths.length;
        for (int via = 0; via < n; via++) {
            lengths[via][via] = 0;
            for (int from = 0; from < n; from++) {
                for (int to = 0; to < n; to++) {
                    long detour = (long) lengths[from][via] + lengths[via][to];
                    lengths[from][to] = (int) Math.min(lengths[from][to], detour);
                }
            }
        }
        for (int v = 0; v < n; v++) {
            lengths[v][v] = 0;
        }
    }

    private static int[] shuffled(int n, Random chance) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
        return order;
    }

    @Test
    void order_thatLeavesAJunctionOut_isRefused() {
        Ways ways = new Ways.Builder(2).add(0, 1, 5).build();
        assertThatThrownBy(() -> HubLabels.of(ways, new int[] {1}))
                .hasMessage("order (1 junctions) must name each of the 2 once");
    }
}
