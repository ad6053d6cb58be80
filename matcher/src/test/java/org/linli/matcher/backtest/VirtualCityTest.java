package org.linli.matcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.matcher.cluster.ZoneSolving;

class VirtualCityTest {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private static Diary morning(long seed) {
        Fixture fixture = new Fixture(seed, Layout.oneTown(2_000));
        List<Person> people = fixture.people(30, 100);
        VirtualCity city = new VirtualCity(
                Fixture.policy(),
                new Habits(seed, Duration.ofSeconds(40), 0, 100),
                Tiers.onCityLoop(Duration.ofMinutes(1), (loop, policy) -> ZoneSolving.NONE));
        city.settle(people, 12 * HOUR_MS);
        fixture.wishes(1, 20, 0, 3 * HOUR_MS, 10, 3 * HOUR_MS).forEach(city::expect);
        city.passUntil(8 * HOUR_MS);
        return city.diary();
    }

    private static List<String> story(Diary diary) {
        return diary.orders().entrySet().stream()
                .map(order -> order.getKey()
                        + ' '
                        + order.getValue().acceptedMs()
                        + ' '
                        + order.getValue().travelSeconds())
                .toList();
    }

    @Test
    void morning_ofATown_isServed_andTheSameForTheSameSeed() {
        Diary diary = morning(7);
        assertThat(diary.orders()).hasSize(20);
        assertThat(diary.orders().values().stream().filter(Diary.Life::isDone).count())
                .isGreaterThanOrEqualTo(17);
        assertThat(diary.refusals()).isEmpty();
        assertThat(story(morning(7))).isEqualTo(story(diary));
        assertThat(story(morning(8))).isNotEqualTo(story(diary));
    }

    @Test
    void tiers_ofManyPeople_standAsPublished() {
        List<Person> people = new Fixture(1, Layout.oneTown(20_000)).people(20_000, 50);
        assertThat(high(people.stream().filter(Person::rural).toList())).isCloseTo(0.1793, within(0.01));
        assertThat(high(people.stream().filter(person -> !person.rural()).toList()))
                .isCloseTo(0.0689, within(0.01));
        assertThat(high(people)).isCloseTo(0.1194, within(0.01));
    }

    private static double high(List<Person> people) {
        return (double) people.stream()
                        .filter(person -> !List.of("A", "B").contains(person.tier()))
                        .count()
                / people.size();
    }

    @Test
    void waits_countFromTheStart_betweenOffers_andToTheEnd() {
        Diary diary = new Diary(() -> 0);
        List.of("never", "late", "often").forEach(diary::onDuty);
        diary.service("late").offeredMs.add(8 * 24 * HOUR_MS);
        diary.service("often").offeredMs.addAll(List.of(24 * HOUR_MS, 4 * 24 * HOUR_MS));
        Waits waits = Waits.of(diary, 0, 10 * 24 * HOUR_MS);
        assertThat(waits.longestMs())
                .containsEntry("never", 10 * 24 * HOUR_MS)
                .containsEntry("late", 8 * 24 * HOUR_MS)
                .containsEntry("often", 6 * 24 * HOUR_MS);
        assertThat(waits.over(Waits.BOUND_MS)).isEqualTo(2);
        assertThat(Fairness.jain(List.of(4, 0, 0, 0))).isEqualTo(0.25);
    }
}
