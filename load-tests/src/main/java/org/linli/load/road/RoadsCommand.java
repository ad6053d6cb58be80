package org.linli.load.road;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.matcher.road.Roads;
import org.linli.proto.TravelMode;
import org.linli.solver.facts.Spot;
import org.linli.solver.facts.StraightLineTravel;
import org.linli.solver.facts.TravelTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads an extract as a node does and prints what that takes, how long one travel time takes (first and later), how far
 * ways along roads are from the default's straight ones, and what they cost a zone's search. Pairs are of places spread evenly over a rectangle.
 */
@Command(
        name = "roads",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads an OpenStreetMap extract as a node does and times ways along its roads.")
public final class RoadsCommand implements Callable<Integer> {
    private static final List<TravelMode> MODES =
            List.of(TravelMode.TRAVEL_MODE_WALK, TravelMode.TRAVEL_MODE_EBIKE, TravelMode.TRAVEL_MODE_CAR);

    @Option(names = "--osm", required = true, paramLabel = "FILE", description = ".osm.pbf, .osm or .osm.gz.")
    private Path osm = Path.of("");

    @Option(
            names = "--box",
            required = true,
            split = ",",
            arity = "1",
            paramLabel = "S,W,N,E",
            description = "Where places are drawn, in degrees.")
    private double[] box = {};

    @Option(names = "--places", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
    private int places;

    @Option(names = "--pairs", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(names = "--moves", defaultValue = "500000", description = "Of a zone's search. Default: ${DEFAULT-VALUE}.")
    private int moves;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    private final PrintStream console = System.out;
    private long unread;

    /** Answers 0, or 2 where the box is no box. */
    @Override
    public Integer call() throws IOException {
        if (box.length != 4 || box[0] >= box[2] || box[1] >= box[3]) {
            System.err.println("--box (" + Arrays.toString(box) + ") must be south,west,north,east in degrees.");
            return 2;
        }
        Path kept = Files.createTempDirectory("linli-roads");
        Lap first = Lap.of(() -> Roads.read(osm, kept));
        Lap again = Lap.of(() -> Roads.read(osm, kept));
        Roads roads = again.roads();
        console.printf(
                Locale.ROOT,
                "%s: %,d junctions, %,d hubs of 8 bytes; first start %.1f s, later ones %.1f s%n%n",
                osm.getFileName(),
                roads.junctions(),
                roads.hubs(),
                first.seconds(),
                again.seconds());
        RegionPolicy policy = PolicyReader.defaultFor("520181");
        TravelTimes byRoad = roads.apply(policy);
        TravelTimes straight = new StraightLineTravel(policy.planning());
        table(byRoad, straight);
        searches(new RoadSearch(policy, this::somewhere, seed), byRoad, straight);
        return 0;
    }

    /** The second of two turns counts; each search begins with nothing remembered, as a zone's does. */
    private void searches(RoadSearch search, TravelTimes byRoad, TravelTimes straight) {
        double[] micros = new double[3];
        for (int turn = 0; turn < 2; turn++) {
            micros[0] = search.microsAMove(straight, moves);
            micros[1] = search.microsAMove(byRoad.remembered(), moves);
            micros[2] = search.microsAMove(byRoad, moves);
        }
        console.printf(
                Locale.ROOT,
                "%na search of %,d moves, µs of processor time a move: straight %.2f, by road %.2f, by road without"
                        + " remembering %.2f%n",
                moves,
                micros[0],
                micros[1],
                micros[2]);
    }

    private void table(TravelTimes byRoad, TravelTimes straight) {
        Random chance = new Random(seed);
        Spot[] spots =
                IntStream.range(0, places).mapToObj(i -> somewhere(chance)).toArray(Spot[]::new);
        int[] from = chance.ints(pairs, 0, places).toArray();
        int[] to = chance.ints(pairs, 0, places).toArray();
        console.println("| mode | first look at a place, µs | later, µs | straight line, µs"
                + " | road / straight with detour: 10 %, median, 90 %, 99 % |");
        console.println("| --- | --- | --- | --- | --- |");
        for (TravelMode mode : MODES) {
            double look = micros(places, i -> byRoad.seconds(spots[i], spots[(i + 1) % places], mode));
            micros(pairs, i -> byRoad.seconds(spots[from[i]], spots[to[i]], mode));
            double later = micros(pairs, i -> byRoad.seconds(spots[from[i]], spots[to[i]], mode));
            double line = micros(pairs, i -> straight.seconds(spots[from[i]], spots[to[i]], mode));
            double[] ratios = IntStream.range(0, Math.min(pairs, 100_000))
                    .filter(i -> spots[from[i]].metersTo(spots[to[i]]) > 300)
                    .mapToDouble(i -> byRoad.seconds(spots[from[i]], spots[to[i]], mode)
                            / (double) straight.seconds(spots[from[i]], spots[to[i]], mode))
                    .sorted()
                    .toArray();
            console.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %.3f | %.2f, %.2f, %.2f, %.2f |%n",
                    mode.name().substring("TRAVEL_MODE_".length()).toLowerCase(Locale.ROOT),
                    look,
                    later,
                    line,
                    at(ratios, 0.1),
                    at(ratios, 0.5),
                    at(ratios, 0.9),
                    at(ratios, 0.99));
        }
        console.printf("%n(checksum %d)%n", unread);
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    private Spot somewhere(Random chance) {
        return Spot.ofE7((int) (1e7 * (box[0] + chance.nextDouble() * (box[2] - box[0]))), (int)
                (1e7 * (box[1] + chance.nextDouble() * (box[3] - box[1]))));
    }

    /** One way to ask, for each number. */
    private interface Ask {
        int seconds(int number);
    }

    private double micros(int count, Ask ask) {
        long startedAt = System.nanoTime();
        for (int i = 0; i < count; i++) {
            unread += ask.seconds(i);
        }
        return (System.nanoTime() - startedAt) / 1e3 / count;
    }

    /** Roads, and how long reading them took. */
    private record Lap(Roads roads, double seconds) {
        static Lap of(Supplier<Roads> reading) {
            long startedAt = System.nanoTime();
            Roads roads = reading.get();
            return new Lap(roads, (System.nanoTime() - startedAt) / 1e9);
        }
    }
}
