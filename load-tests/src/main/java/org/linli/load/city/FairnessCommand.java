package org.linli.load.city;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.backtest.Diary;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Habits;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Person;
import org.linli.matcher.backtest.Tiers;
import org.linli.matcher.backtest.VirtualCity;
import org.linli.matcher.backtest.Waits;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.policy.PolicyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A month of a county, and how long its willing volunteers wait for an offer (Q6). All are on duty throughout; orders come
 * from 08:00 to 20:00, two a week for each volunteer, for what the fixture's people can do. Days are of 12 hours' orders and
 * a night.
 */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description = "A simulated month: who waits how long for an offer, and how evenly hours are spread.")
public final class FairnessCommand implements Callable<Integer> {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long OPEN_MS = 12 * HOUR_MS;

    @Option(names = "--volunteers", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(names = "--orders-per-day", defaultValue = "3000", description = "Default: ${DEFAULT-VALUE}.")
    private int ordersPerDay;

    @Option(names = "--days", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--seed", defaultValue = "1", description = "Of people and orders. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--square-meters", defaultValue = "20000", description = "Half the county's side.")
    private double squareMeters;

    @Option(names = "--policy", description = "A policy in YAML. Default: the one that a node starts with.")
    private @Nullable Path policy;

    private final PrintStream console = System.out;

    /** Answers 0 where nobody waited longer than 7 days, else 1. */
    @Override
    public Integer call() throws IOException {
        Fixture fixture = new Fixture(seed, Layout.oneTown(squareMeters));
        List<Person> people = fixture.people(volunteers, 50);
        VirtualCity city = new VirtualCity(
                policy == null ? Fixture.policy() : Fixture.with(PolicyReader.read(Files.readString(policy))),
                new Habits(seed, Duration.ofSeconds(40), 0, 100),
                Tiers.onCityLoop(Duration.ofMinutes(1), (loop, policy) -> ZoneSolving.NONE));
        city.settle(people, (days + 1) * DAY_MS);
        for (int day = 0; day < days; day++) {
            fixture.wishes(1 + day * ordersPerDay, ordersPerDay, day * DAY_MS, OPEN_MS, 10, 4 * HOUR_MS)
                    .forEach(city::expect);
            city.passUntil((day + 1) * DAY_MS);
        }
        return report(city.diary(), people);
    }

    private int report(Diary diary, List<Person> people) {
        long endMs = VirtualCity.START_MS + days * DAY_MS;
        Waits waits = Waits.of(diary, VirtualCity.START_MS, endMs);
        console.printf(
                "orders %,d, offers by origin %s, refusals %s%n",
                diary.orders().size(), diary.origins(), diary.refusals());
        console.printf(
                Locale.ROOT,
                "unserved %.2f %%, mean travel %.1f min%n",
                100.0
                        * diary.orders().values().stream()
                                .filter(life -> life.acceptedMs() == 0)
                                .count()
                        / diary.orders().size(),
                diary.orders().values().stream()
                                .filter(life -> life.acceptedMs() > 0)
                                .mapToInt(life -> life.travelSeconds())
                                .average()
                                .orElse(0)
                        / 60);
        console.println(
                "| who | people | longest wait, days | waited over 7 days | offers each | hours each | Jain of hours"
                        + " |");
        console.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Map.Entry<String, Predicate<Person>> group : groups().entrySet()) {
            List<String> ids = new ArrayList<>();
            people.stream().filter(group.getValue()).forEach(person -> ids.add(person.id()));
            console.println(waits.row(group.getKey(), ids));
        }
        return waits.over(Waits.BOUND_MS) == 0 ? 0 : 1;
    }

    private static Map<String, Predicate<Person>> groups() {
        Map<String, Predicate<Person>> groups = new LinkedHashMap<>();
        groups.put("all", person -> true);
        groups.put("in the country", Person::rural);
        groups.put("in the town", person -> !person.rural());
        groups.put("A+ and above", person -> !List.of("A", "B").contains(person.tier()));
        groups.put("below A+", person -> List.of("A", "B").contains(person.tier()));
        groups.put("no skill", person -> person.skills().isEmpty());
        groups.put("some skill", person -> !person.skills().isEmpty());
        groups.put("decline everything", Person::declines);
        groups.put("accept", person -> !person.declines());
        return groups;
    }
}
