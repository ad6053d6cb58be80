package org.linli.matcher.backtest;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.cluster.ZoneSolving;

/**
 * The same people and orders under one policy after another. The same backtest and policy give the same figures.
 *
 * @param people         on duty from the start to the end
 * @param wishes         what is asked for, and when
 * @param movesPerSecond of a zone's solver; 0: no solver
 */
public record Backtest(List<Person> people, List<Wish> wishes, Habits habits, long movesPerSecond) {
    /** Seconds of way count in minutes: nothing is lost by looking that often. */
    private static final Duration POSITIONS_EVERY = Duration.ofSeconds(2);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(5);

    public Backtest {
        people = List.copyOf(people);
        wishes = List.copyOf(wishes);
        if (movesPerSecond < 0) {
            throw new IllegalArgumentException("movesPerSecond (" + movesPerSecond + ") must not be negative");
        }
    }

    /** How long the day is: from the start to the end of the last order's window. */
    public long lengthMs() {
        return wishes.stream()
                .mapToLong(wish -> wish.afterMs() + wish.windowMs())
                .max()
                .orElse(0);
    }

    /**
     * Plays the day, with production's decisions and dispatcher.
     *
     * @param progress is told how many milliseconds of the day have passed
     */
    public DayFigures under(RegionPolicy policy, LongConsumer progress) {
        VirtualCity city = new VirtualCity(
                everywhere(policy),
                habits,
                Tiers.onCityLoop(
                        POSITIONS_EVERY,
                        (loop, rules) -> movesPerSecond == 0
                                ? ZoneSolving.NONE
                                : new VirtualZones(loop, rules, movesPerSecond)));
        long endMs = lengthMs();
        city.settle(people, endMs);
        wishes.forEach(city::expect);
        for (long passedMs = 0; passedMs < endMs; ) {
            passedMs = Math.min(endMs, passedMs + TOLD_EVERY.toMillis());
            city.passUntil(passedMs);
            progress.accept(passedMs);
        }
        return DayFigures.of(city.diary());
    }

    /** Orders may come from everywhere in the region's box: its border has no part in what is compared. */
    static RegionPolicy everywhere(RegionPolicy policy) {
        RegionPolicy.Area area = policy.area();
        return new RegionPolicy(
                policy.region(),
                policy.name(),
                policy.nameEn(),
                policy.zone(),
                new RegionPolicy.Area(
                        area.minLatDeg(), area.minLngDeg(), area.maxLatDeg(), area.maxLngDeg(), List.of(), 0),
                policy.services(),
                policy.skills(),
                policy.ladder(),
                policy.offering(),
                policy.planning(),
                policy.credit(),
                policy.evidence(),
                policy.hotlinePhone());
    }
}
