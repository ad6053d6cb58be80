package org.linli.load.city;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.CityPlanner;
import org.linli.matcher.backtest.Diary;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Habits;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Person;
import org.linli.matcher.backtest.VirtualCity;
import org.linli.matcher.backtest.Wish;

/**
 * An hour in a city on virtual time, after another in which it fills and before a third in which what is begun ends; orders
 * come evenly through the first two and a half, those of the second hour count.
 *
 * @param ordersPerHour how many
 * @param volunteers    on duty throughout
 * @param thinks        the longest time to an answer; the shortest is a quarter of it
 * @param sees          of thousand offers, how many are told seen at once
 */
record CityHour(Layout layout, int ordersPerHour, int volunteers, Duration thinks, int sees) {
    private static final long HOUR_MS = 3_600_000;
    private static final long WINDOW_MS = 4 * HOUR_MS;
    private static final int DECLINES = 100;

    /**
     * What came of it.
     *
     * @param minutes   mean of wait plus travel: from the order to somebody at the door, an unserved one at its whole window
     * @param travel    mean minutes of the way, of those who went
     * @param late      the 95th percentile of wait plus travel, minutes
     * @param unserved  orders that nobody came to
     * @param changes   offers that were out and withdrawn, for each order
     * @param ungained  of these, without a gain in the log
     */
    record Outcome(
            double minutes,
            double late,
            double travel,
            long unserved,
            double changes,
            int ungained,
            Map<String, Integer> origins,
            Map<String, Integer> refusals) {
        String row(int seed, String planner, String better) {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %.2f min | %.2f min | %.2f min | %d | %s | %.3f | %d |",
                    seed,
                    planner,
                    minutes,
                    late,
                    travel,
                    unserved,
                    better,
                    changes,
                    ungained);
        }
    }

    Outcome run(long seed, RegionPolicy policy, CityPlanner.Maker planner) {
        Fixture fixture = new Fixture(seed, layout);
        List<Person> people = fixture.people(volunteers, 0);
        VirtualCity city = new VirtualCity(policy, new Habits(seed, thinks, sees, DECLINES), planner);
        city.settle(people, 12 * HOUR_MS);
        List<Wish> wishes = fixture.wishes(1, ordersPerHour * 5 / 2, 0, HOUR_MS * 5 / 2, 0, WINDOW_MS);
        wishes.forEach(city::expect);
        city.passUntil(2 * HOUR_MS + WINDOW_MS);
        return outcome(city.diary());
    }

    private static Outcome outcome(Diary diary) {
        List<Diary.Life> counted = diary.orders().values().stream()
                .filter(life -> isOfTheHour(life.placedMs() - VirtualCity.START_MS))
                .toList();
        List<Diary.Life> served =
                counted.stream().filter(life -> life.arrivedMs() > 0).toList();
        double[] minutes =
                counted.stream().mapToDouble(CityHour::minutes).sorted().toArray();
        return new Outcome(
                counted.stream().mapToDouble(CityHour::minutes).average().orElse(0),
                minutes[(int) (minutes.length * 0.95)],
                served.stream().mapToDouble(Diary.Life::travelSeconds).average().orElse(0) / 60,
                (long) counted.size() - served.size(),
                counted.stream().mapToDouble(Diary.Life::changes).average().orElse(0),
                diary.withdrawnWithoutGain(),
                diary.origins(),
                diary.refusals());
    }

    private static boolean isOfTheHour(long afterMs) {
        return afterMs >= HOUR_MS && afterMs < 2 * HOUR_MS;
    }

    private static double minutes(Diary.Life life) {
        long ms = life.arrivedMs() > 0 ? life.arrivedMs() - life.placedMs() : WINDOW_MS;
        return ms / 60_000.0;
    }
}
