package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that are hard in different ways, each held against OR-Tools, grown and shrunk. */
class MatchingAgainstMinCostFlowTest {
    private static final long UNSERVED = 1_000_000;

    private final Model model = new Model();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void plane_withPlentyOfVolunteers_isOptimal(long seed) {
        plane(300, 900, 25, new Random(seed));
        assertOptimalWhileShrinking(new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void plane_withTooFewVolunteers_isOptimal(long seed) {
        plane(400, 330, 25, new Random(seed));
        assertOptimalWhileShrinking(new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void costs_allTheSame_areOptimal(int cost) {
        Random random = new Random(cost);
        model.volunteers.addAll(range(150));
        for (int visit = 0; visit < 180; visit++) {
            model.putVisit(visit, UNSERVED, some(12, 150, () -> cost, random));
        }
        assertOptimalWhileShrinking(random);
    }

    @Test
    void ties_everywhere_areOptimal() {
        Random random = new Random(9);
        model.volunteers.addAll(range(200));
        for (int visit = 0; visit < 200; visit++) {
            model.putVisit(visit, random.nextInt(3), some(10, 200, () -> random.nextInt(2), random));
        }
        assertOptimalWhileShrinking(random);
    }

    @Test
    void visits_withoutCandidates_areOptimal() {
        model.volunteers.addAll(range(20));
        range(50).forEach(visit -> model.putVisit(visit, visit, Map.of()));
        assertOptimalWhileShrinking(new Random(1));
    }

    @Test
    void star_ofOneVolunteer_servesTheDearest() {
        Random random = new Random(3);
        model.volunteers.add(0);
        range(500)
                .forEach(visit -> model.putVisit(visit, random.nextInt(1_000), Map.of(0, (long) random.nextInt(500))));
        assertOptimalWhileShrinking(random);
    }

    @Test
    void star_ofOneVisit_isOptimal() {
        Random random = new Random(4);
        model.volunteers.addAll(range(2_000));
        model.putVisit(0, UNSERVED, some(2_000, 2_000, () -> random.nextInt(100), random));
        assertOptimalWhileShrinking(random);
    }

    @Test
    void chain_thatShiftsAsAWhole_isOptimal() {
        int length = 800;
        model.volunteers.addAll(range(length + 1));
        for (int visit = 0; visit < length; visit++) {
            model.putVisit(visit, UNSERVED, Map.of(visit, 1L, visit + 1, 2L));
        }
        model.putVisit(length, UNSERVED, Map.of(0, 1L));
        assertOptimalWhileShrinking(new Random(5));
    }

    @Test
    void costs_ofRowTimesColumn_areOptimal() {
        // Row times column, after Machol and Wien (Operations Research 24, 1976): long searches for every visit.
        int size = 120;
        model.volunteers.addAll(range(size));
        for (int visit = 0; visit < size; visit++) {
            Map<Integer, Long> costs = new TreeMap<>();
            for (int volunteer = 0; volunteer < size; volunteer++) {
                costs.put(volunteer, (visit + 1L) * (volunteer + 1L));
            }
            model.putVisit(visit, UNSERVED, costs);
        }
        assertOptimalWhileShrinking(new Random(6));
    }

    private void assertOptimalWhileShrinking(Random random) {
        Matching matching = model.matchAfresh();
        assertOptimal(matching);
        for (int round = 0; round < 4; round++) {
            removeSome(matching, random);
            assertOptimal(matching);
        }
    }

    private void removeSome(Matching matching, Random random) {
        for (int visit : model.openVisits()) {
            if (random.nextInt(6) == 0) {
                matching.removeVisit(visit);
                model.removeVisit(visit);
            }
        }
        for (int volunteer : model.volunteers.toArray(Integer[]::new)) {
            if (random.nextInt(8) == 0) {
                matching.removeVolunteer(volunteer);
                model.removeVolunteer(volunteer);
            }
        }
    }

    private void assertOptimal(Matching matching) {
        assertThat(matching.totalCost()).isEqualTo(MinCostFlowOracle.optimum(model));
        assertThat(Certificate.of(matching)).matches(Certificate::isProof, "is a proof");
    }

    private void plane(int visits, int volunteers, int nearest, Random random) {
        double[][] places = new double[volunteers][];
        for (int i = 0; i < volunteers; i++) {
            places[i] = new double[] {random.nextDouble(10_000), random.nextDouble(10_000)};
        }
        model.volunteers.addAll(range(volunteers));
        for (int visit = 0; visit < visits; visit++) {
            model.putVisit(
                    visit, UNSERVED, nearest(places, nearest, random.nextDouble(10_000), random.nextDouble(10_000)));
        }
    }

    private static Map<Integer, Long> nearest(double[][] places, int count, double x, double y) {
        Map<Integer, Long> costs = new TreeMap<>();
        range(places.length).stream()
                .sorted(Comparator.comparingDouble(i -> Math.hypot(places[i][0] - x, places[i][1] - y)))
                .limit(count)
                .forEach(i -> costs.put(i, Math.round(Math.hypot(places[i][0] - x, places[i][1] - y))));
        return costs;
    }

    private static Map<Integer, Long> some(int count, int of, IntSupplier cost, Random random) {
        Map<Integer, Long> costs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            costs.put(random.nextInt(of), (long) cost.getAsInt());
        }
        return costs;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
