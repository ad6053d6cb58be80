package org.linli.load.city;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
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
    private static final double TARGET_PERCENT = 10;
    private static final double MOST_CHANGES = 0.2;

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

    @Option(names = "--seeds", defaultValue = "3", description = "Runs, each with its own. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--seed", defaultValue = "1", description = "The first of them. Default: ${DEFAULT-VALUE}.")
    private int firstSeed;

    @Option(
            names = "--longest-first",
            description = "With greedy, who becomes free gets the order that has waited longest. Default: the nearest.")
    private boolean longestFirst;

    @Option(names = "--moves", defaultValue = "4000", description = "Of a zone's solver a second; 0: no solver.")
    private long moves;

    @Option(names = "--policy", description = "A policy in YAML. Default: the one that a node starts with.")
    private @Nullable Path policy;

    private final PrintStream console = System.out;

    /** Answers 0 where the median is good enough and offers stay where they are, else 1. */
    @Override
    public Integer call() throws IOException {
        RegionPolicy rules =
                policy == null ? Fixture.policy() : Fixture.with(PolicyReader.read(Files.readString(policy)));
        CityHour hour = new CityHour(layout(), ordersPerHour, volunteers, Duration.ofSeconds(thinks), sees);
        console.printf(Locale.ROOT, "%,d orders an hour, %,d volunteers, %s%n", ordersPerHour, volunteers, layout());
        console.println(
                "| seed | planner | wait plus travel, mean | p95 | travel, mean | unserved | better than greedy by |"
                        + " changes an order | without gain |");
        console.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<Double> gains = new ArrayList<>();
        double mostChanges = 0;
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            CityHour.Outcome greedy = hour.run(seed, rules, site -> new Greedy(site, longestFirst));
            CityHour.Outcome ours = hour.run(seed, rules, Tiers.onCityLoop(Duration.ofSeconds(1), this::solvers));
            double gain = 100 * (1 - ours.minutes() / greedy.minutes());
            gains.add(gain);
            mostChanges = Math.max(mostChanges, ours.changes());
            console.println(greedy.row(seed, "greedy", ""));
            console.println(ours.row(seed, "Linli", String.format(Locale.ROOT, "%.1f %%", gain)));
        }
        Collections.sort(gains);
        double median = gains.get(gains.size() / 2);
        console.printf(
                Locale.ROOT,
                "better by %.1f %% at the median, %.1f %% at the worst; at most %.3f changes an order%n",
                median,
                gains.get(0),
                mostChanges);
        return median >= TARGET_PERCENT && mostChanges <= MOST_CHANGES ? 0 : 1;
    }

    private ZoneSolving solvers(Loop loop, RegionPolicy region) {
        return moves == 0 ? ZoneSolving.NONE : new VirtualZones(loop, region, moves);
    }

    private Layout layout() {
        return switch (towns) {
            case 0 -> Layout.even(squareMeters);
            case 1 -> Layout.oneTown(squareMeters);
            default -> new Layout(squareMeters, towns, squareMeters / 15);
        };
    }
}
