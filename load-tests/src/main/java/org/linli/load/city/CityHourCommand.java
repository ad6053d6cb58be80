package org.linli.load.city;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.Fixture;
import org.linli.matcher.backtest.Layout;
import org.linli.matcher.backtest.Tiers;
import org.linli.matcher.backtest.VirtualZones;
import org.linli.matcher.cluster.ZoneSolving;
import org.linli.matcher.policy.PolicyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An hour in a city: the house's planner beside greedy, at the same answering times of the same people (Q5). */
@Command(
        name = "city-hour",
        mixinStandardHelpOptions = true,
        description = "A simulated hour: wait plus travel beside greedy, and changes of shown offers.")
public final class CityHourCommand implements Callable<Integer> {
    @Option(names = "--orders-per-hour", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int ordersPerHour;

    @Option(names = "--volunteers", defaultValue = "1200", description = "Default: ${DEFAULT-VALUE}.")
    private int volunteers;

    @Option(names = "--square-meters", defaultValue = "6000", description = "Half the city's side.")
    private double squareMeters;

    @Option(names = "--towns", defaultValue = "0", description = "0: evenly. Default: ${DEFAULT-VALUE}.")
    private int towns;

    @Option(names = "--thinks", defaultValue = "40", description = "Seconds to an answer at most.")
    private int thinks;

    @Option(names = "--sees", defaultValue = "0", description = "Of 1000 offers, how many are seen at once.")
    private int sees;

    @Option(names = "--seeds", defaultValue = "3", description = "Runs, from seed 1 on.")
    private int seeds;

    @Option(names = "--moves", defaultValue = "20000", description = "Of a zone's solver a second; 0: no solver.")
    private long moves;

    @Option(names = "--policy", description = "A policy in YAML. Default: the one that a node starts with.")
    private @Nullable Path policy;

    private final PrintStream console = System.out;

    @Override
    public Integer call() throws IOException {
        RegionPolicy rules =
                policy == null ? Fixture.policy() : Fixture.with(PolicyReader.read(Files.readString(policy)));
        Layout layout = towns == 0
                ? Layout.even(squareMeters)
                : towns == 1 ? Layout.oneTown(squareMeters) : new Layout(squareMeters, towns, squareMeters / 15);
        CityHour hour = new CityHour(layout, ordersPerHour, volunteers, Duration.ofSeconds(thinks), sees);
        for (int seed = 1; seed <= seeds; seed++) {
            CityHour.Outcome greedy = hour.run(seed, rules, site -> new Greedy(site, false));
            console.println(greedy.line("greedy"));

            CityHour.Outcome ours = hour.run(
                    seed,
                    rules,
                    Tiers.onCityLoop(
                            Duration.ofSeconds(1),
                            (loop, region) -> moves == 0 ? ZoneSolving.NONE : new VirtualZones(loop, region, moves)));
            console.println(ours.line("linli"));
            console.printf(
                    Locale.ROOT,
                    "seed %d: %.1f %% better than greedy%n",
                    seed,
                    100 * (1 - ours.minutes() / greedy.minutes()));
        }
        return 0;
    }
}
