package org.linli.load.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark at a small size: what it prints is true, how long it takes is not asked. */
class MatchingBenchmarkTest {
    private static final int ROUNDS = 30;

    private final AtomicLong ticks = new AtomicLong();
    private final Stopwatch stopwatch = new Stopwatch(ticks::incrementAndGet, ticks::incrementAndGet);

    @ParameterizedTest
    @CsvSource({"200, 800, 0", "200, 240, 0", "200, 150, 0", "200, 240, 3"})
    void run_small_isOptimalAndNoDearerThanGreedy(int orders, int volunteers, int towns) {
        Run run = Run.of(new Instance.Size(orders, volunteers, towns, 1), ROUNDS, stopwatch);
        assertThat(run.judged()).hasValue(run.exact().cost());
        assertThat(run.isOptimal()).isTrue();
        assertThat(run.exact().cost()).isLessThanOrEqualTo(run.greedy().cost());
        assertThat(run.timingsOf(Day.Event.VOLUNTEER_MOVED).wall().getTotalCount())
                .isEqualTo(ROUNDS);
    }

    @Test
    void report_ofTwoRuns_hasARowForEachSeedAndEachEvent() {
        List<Run> runs = IntStream.of(7, 8)
                .mapToObj(seed -> Run.of(new Instance.Size(50, 60, 0, seed), ROUNDS, stopwatch))
                .toList();
        String report = Report.of(runs);
        assertThat(report).contains("| 7 | ", "| 8 | ", "proved, equal to OR-Tools", "| graph kept | ");
        for (Day.Event event : Day.Event.values()) {
            assertThat(report).contains("| " + event.words + " | ");
        }
    }

    @Test
    void draw_sameSeedTwice_isTheSame() {
        Instance.Size size = new Instance.Size(80, 100, 4, 5);
        assertThat(Instance.draw(size).costs())
                .isDeepEqualTo(Instance.draw(size).costs());
    }

    @ParameterizedTest
    @CsvSource({"2000, 0", "300, 0", "2000, 3", "30, 1"})
    void nearest_byRings_equalsSortingAll(int count, int towns) {
        Random random = new Random(count + towns);
        Points centres = Points.draw(towns, new Points(new double[0], new double[0]), random);
        Points points = Points.draw(count, centres, random);
        Points from = Points.draw(20, centres, random);
        Nearest nearest = new Nearest(points);
        for (int i = 0; i < from.size(); i++) {
            assertThat(nearest.of(from, i, 25)).isEqualTo(sortingAll(points, from, i));
        }
    }

    private static int[] sortingAll(Points points, Points from, int index) {
        return IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> from.meters(index, points, i)))
                .limit(25)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
