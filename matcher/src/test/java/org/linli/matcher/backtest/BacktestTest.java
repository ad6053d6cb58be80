package org.linli.matcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Place;
import org.linli.proto.Priority;

class BacktestTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final long HOUR_MS = 3_600_000;
    /** Everybody answers in the millisecond in which the offer comes. */
    private static final Habits AT_ONCE = new Habits(1, Duration.ofMillis(1), 0, 0);

    private static Place place(double latDeg) {
        return Place.newBuilder()
                .setLatE7((int) Math.round(latDeg * 1e7))
                .setLngE7(1_063_300_000)
                .build();
    }

    private static Person person(String id, double latDeg) {
        return new Person(id, place(latDeg), false, "A", List.of(), false);
    }

    private static Wish wish(
            int number, long afterMinutes, String service, double latDeg, int minutes, Priority priority) {
        return new Wish(
                "520181-order-0000000" + number,
                afterMinutes * 60_000,
                service,
                place(latDeg),
                minutes,
                "",
                priority,
                2 * HOUR_MS);
    }

    /**
     * A thousandth of a degree of latitude is 111.2 m as the crow flies and 155.7 m by road, for which an electric bicycle
     * needs 31.1 s, counted as 32. An offer takes a millisecond from the order to the log.
     */
    @Test
    void day_ofTwoPeopleAndFourOrders_isWhatItIsByHand() {
        Backtest day = new Backtest(
                List.of(person("v-1", 26.670), person("v-2", 26.680)),
                List.of(
                        wish(1, 0, "talk", 26.679, 30, Priority.PRIORITY_ROUTINE),
                        wish(2, 10, "meal", 26.671, 45, Priority.PRIORITY_ROUTINE),
                        wish(3, 20, "repair", 26.671, 45, Priority.PRIORITY_ROUTINE),
                        wish(4, 20, "medical-emergency", 26.671, 30, Priority.PRIORITY_EMERGENCY)),
                AT_ONCE,
                0);

        DayFigures figures = day.under(POLICY, passed -> {});

        assertThat(figures.orders()).isEqualTo(4);
        assertThat(figures.referred()).isEqualTo(1);
        assertThat(figures.forVolunteers()).isEqualTo(3);
        assertThat(figures.unserved()).isEqualTo(1);
        assertThat(figures.offerSeconds().count()).isEqualTo(2);
        assertThat(figures.offerSeconds().percentile(100)).isEqualTo(0.001);
        assertThat(figures.travelMinutes().mean()).isCloseTo(32 / 60.0, within(1e-9));
        assertThat(figures.lateMinutes().count()).isEqualTo(2);
        assertThat(figures.lateMinutes().percentile(100)).isCloseTo(32.001 / 60, within(1e-9));
        assertThat(figures.offers().percentile(0)).isEqualTo(1);
        assertThat(figures.minutes().percentile(0)).isEqualTo(30);
        assertThat(figures.minutes().percentile(100)).isEqualTo(45);
        assertThat(figures.minutes().jain()).isCloseTo(75 * 75 / (2.0 * (30 * 30 + 45 * 45)), within(1e-9));
        assertThat(figures.changes()).isZero();
        assertThat(figures.changesPerOrder()).isZero();
        assertThat(figures.ungained()).isZero();
    }

    @Test
    void day_withASolver_isTheSameForTheSameSeed() {
        Fixture fixture = new Fixture(3, Layout.oneTown(2_000), POLICY);
        Backtest day = new Backtest(
                fixture.people(12, 0),
                fixture.wishes(1, 40, 0, HOUR_MS, 5, 2 * HOUR_MS),
                new Habits(3, Duration.ofSeconds(40), 300, 100),
                500);

        List<Long> told = new ArrayList<>();
        DayFigures once = day.under(POLICY, told::add);
        DayFigures again = day.under(POLICY, passed -> {});

        assertThat(told).isSorted().endsWith(day.lengthMs());
        assertThat(again.lateMinutes().mean()).isEqualTo(once.lateMinutes().mean());
        assertThat(again.travelMinutes().mean()).isEqualTo(once.travelMinutes().mean());
        assertThat(again.changes()).isEqualTo(once.changes());
        assertThat(once.lateMinutes().count() + once.unserved()).isEqualTo(40);
    }

    @Test
    void fixture_ofAnotherPolicy_drawsFromItsLadderAndServices() {
        List<Person> people = new Fixture(1, Layout.even(2_000), POLICY).people(200, 0);

        assertThat(people).extracting(Person::tier).containsOnly("AAA", "AA", "A", "B");
        assertThat(people).flatExtracting(Person::skills).contains("repair", "haircut", "tutoring");
    }

    @Test
    void moves_belowZero_areRefused() {
        assertThatThrownBy(() -> new Backtest(List.of(), List.of(), AT_ONCE, -1))
                .hasMessageContaining("movesPerSecond (-1)");
    }
}
