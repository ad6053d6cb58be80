package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final int NODES = 200;

    private final Frontier frontier = new Frontier();

    @BeforeEach
    void makeRoom() {
        frontier.ensureNodes(NODES);
        frontier.clear();
    }

    @Test
    void settleNearest_afterManyWays_comesInOrderOfTheShortest() {
        Random random = new Random(1);
        for (int search = 0; search < 50; search++) {
            assertSettlesInOrder(reachAtRandom(random));
            frontier.clear();
        }
    }

    @Test
    void reach_byALongerWay_keepsTheFirst() {
        frontier.reach(3, 10, 100);
        frontier.reach(3, 11, 101);
        assertThat(frontier.distance(3)).isEqualTo(10);
        assertThat(frontier.edge(3)).isEqualTo(100);
    }

    @Test
    void reach_byAShorterWay_replacesTheFirst() {
        frontier.reach(4, 9, 99);
        frontier.reach(3, 10, 100);
        frontier.reach(3, 8, 101);
        assertThat(frontier.edge(3)).isEqualTo(101);
        assertThat(frontier.settleNearest()).isEqualTo(3);
    }

    @Test
    void clear_withNodesWaiting_forgetsThem() {
        frontier.reach(3, 10, 100);
        frontier.clear();
        assertThat(frontier.isEmpty()).isTrue();
        frontier.reach(3, 12, 101);
        assertThat(frontier.distance(3)).isEqualTo(12);
    }

    private Map<Integer, Long> reachAtRandom(Random random) {
        Map<Integer, Long> shortest = new TreeMap<>();
        for (int i = 0; i < 3 * NODES; i++) {
            int node = random.nextInt(NODES);
            long distance = random.nextInt(500);
            frontier.reach(node, distance, i);
            shortest.put(node, Math.min(distance, shortest.getOrDefault(node, distance)));
        }
        return shortest;
    }

    private void assertSettlesInOrder(Map<Integer, Long> shortest) {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < shortest.size(); i++) {
            int node = frontier.settleNearest();
            assertThat(frontier.distance(node))
                    .isEqualTo(shortest.getOrDefault(node, -1L))
                    .isGreaterThanOrEqualTo(last);
            assertThat(frontier.settled(i)).isEqualTo(node);
            last = frontier.distance(node);
        }
        assertThat(frontier.isEmpty()).isTrue();
    }
}
